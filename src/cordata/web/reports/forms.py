"""Choose up to three goals from a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.web.cycles.grounds import Choices
from cordata.web.forms import offer


class ChoiceForm(forms.Form):
    """One suggested goal, taken by wording it."""

    text = forms.CharField(
        label=_("Our goal, in a sentence that a pupil would understand"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(
        label=_("Why this one"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    success = forms.CharField(
        label=_("How we will know"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What somebody can see or count at the end. It stays as you write it now."),
    )
    measure = forms.ChoiceField(label=_("What measures it"), required=False)
    part = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, measures: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "measure", measures)

    def clean(self) -> dict[str, Any]:
        """Whoever takes a goal says why, and how one will know."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("text"):
            for name in ("why", "success"):
                if not given.get(name):
                    self.add_error(name, _("Write a sentence here, too, or empty the goal."))
        return given
