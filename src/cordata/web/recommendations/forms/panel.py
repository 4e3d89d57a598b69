"""What members of a panel declare and vote, and whom researchers ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cordata.guidance.models import Vote


class InterestForm(forms.Form):
    """Before the first vote."""

    interest = forms.CharField(
        label=_("Interests that others should know of"),
        help_text=_(
            "Money, work, projects or people that gain or lose by this recommendation. Write "
            "“none” if there are none. It stands beside the recommendation, with your name."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_conflicted = forms.BooleanField(
        label=_("I gain or lose by it myself: I do not vote"), required=False
    )


class VoteForm(forms.Form):
    """A vote, with a reason where it is a different view."""

    says = forms.ChoiceField(
        label=_("Your vote"), choices=Vote.Says.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("Needed if you disagree. In words, without digits."),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    may_print = forms.BooleanField(
        label=_("If I disagree, print my reason beside the recommendation, with my name"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Disagreement has a reason."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("says") == Vote.Says.DISAGREE and not given.get("reason"):
            self.add_error("reason", _("Say why you disagree."))
        return given


class MemberForm(forms.Form):
    """Somebody to ask."""

    name = forms.CharField(label=_("Name"), max_length=120)
    stands_for = forms.CharField(
        label=_("Comes from"),
        help_text=_("School, university, ministry, and the country: as it is printed."),
        max_length=160,
    )
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
