"""Reviews, moments, reasons and decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.guidance.models import Notice, VersionReview
from cordata.web.forms import MomentField


class ReviewForm(forms.Form):
    """Stand for it, or say what must change."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    says = forms.ChoiceField(
        label=_("Your review"), choices=VersionReview.Says.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In words"),
        help_text=_("Needed if you ask for changes. They stand on the page with your name."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Changes are asked for in words."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("says") == VersionReview.Says.CHANGE and not given.get("words"):
            self.add_error("words", _("Say what should change."))
        return given


class ScheduleForm(forms.Form):
    """From when on it is published by itself."""

    at = MomentField(
        label=_("Publish it by itself from"),
        help_text=_("If nothing is wanting by then. Empty: not by itself."),
        required=False,
    )


class WithdrawForm(forms.Form):
    """The reason stays on the page."""

    why = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("The page stays, with this reason for everybody to read."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SuccessorForm(forms.Form):
    """What stands in its place."""

    successor = forms.IntegerField(
        label=_("Number of the recommendation that stands in its place"), min_value=1
    )


class NoticeForm(forms.Form):
    """Whether the wording still holds."""

    decision = forms.ChoiceField(
        label=_("Does the wording still hold?"),
        choices=[
            (one.value, one.label) for one in Notice.Decision if one != Notice.Decision.OVER
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it. In words, without digits."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
