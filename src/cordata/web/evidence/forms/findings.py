"""Write a finding, review it, withdraw it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordata.evidence.models import Review
from cordata.web.forms import offer

ENDS = (".", "!", "?", "…")
FEWEST_WORDS = 3


class FindingForm(forms.Form):
    """One sentence, what could be wrong with it, and what speaks against it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    estimate = forms.ChoiceField(label=_("The number that it rests on"))
    headline = forms.CharField(
        label=_("The finding, in one sentence"),
        help_text=_(
            "As you would say it to a head teacher. Its numbers must be those of the result, "
            "rounded as you like. Write “changed”, not “effect”: nobody was compared."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    limits = forms.CharField(
        label=_("What could be wrong"),
        help_text=_(
            "The warnings of the result stand here. Put each in your own words, for these "
            "schools: as they are, they cannot be saved."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    counter = forms.CharField(
        label=_("What speaks against it"),
        help_text=_("Another study, another voice, a school’s doubt: evidence that disagrees."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, estimates: Iterable[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "estimate", list(estimates))

    def clean_headline(self) -> str:
        """A sentence, on one line."""
        text = " ".join(str(self.cleaned_data["headline"]).split())
        if not text.endswith(ENDS) or len(text.split()) < FEWEST_WORDS:
            raise forms.ValidationError(
                _("Write a whole sentence, with a full stop at its end.")
            )
        return text


class ReviewForm(forms.Form):
    """Stand for it, or say what must change."""

    says = forms.ChoiceField(
        label=_("Your review"), choices=Review.Says.choices, widget=forms.RadioSelect
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
        if given.get("says") == Review.Says.CHANGE and not given.get("words"):
            self.add_error("words", _("Say what should change."))
        return given


class RemarkForm(forms.Form):
    """Words at one paragraph."""

    at = forms.ChoiceField(label=pgettext_lazy("a comment", "About"))
    words = forms.CharField(
        label=_("Your comment"),
        help_text=_(
            "It stands at this paragraph, with your name, and stays when it is released."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "at", list(places))

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        part, _parted, number = self.cleaned_data["at"].partition(".")
        return {"part": part, "paragraph": int(number), "words": self.cleaned_data["words"]}


class WithdrawForm(forms.Form):
    """The reason stays on the page."""

    why = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("The page stays, with this reason for everybody to read."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
