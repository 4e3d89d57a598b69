"""A draft: the stance, own words, why, and the five judgements; a comment; a decision and its result."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models import CRITERIA, Draft, LedgerEntry, Organisation, Stance
from cordata.guidance.models import Judgement
from cordata.web.exchange.forms import LanguageField
from cordata.web.exchange.words import criterion_name
from cordata.web.forms import DateInput, offer


class BeginForm(forms.Form):
    """For which organisation."""

    organisation = forms.ChoiceField(label=_("In the name of"))

    def __init__(self, *args: Any, organisations: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.public_id, one.name) for one in organisations]
        offer(self, "organisation", choices)
        if len(choices) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = choices[0][0]


class DraftForm(forms.Form):
    """Saved as it is, however unfinished; what is missing is said before it is published."""

    is_draft = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stance = forms.ChoiceField(
        label=_("What do you do with it?"), choices=Stance, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("The recommendation in your own words"),
        help_text=_("Only if you adapt it: what you do instead, in one sentence."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Others read it, and can ask. Needed unless you adopt it as it is."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = LanguageField(label=_("The language you write in"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        says = [("", _("as in the original")), *Judgement.Says.choices]
        for one in CRITERIA:
            name = criterion_name(one)
            self.fields[f"says_{one}"] = forms.ChoiceField(
                label=_("In our country"), choices=says, required=False
            )
            self.fields[f"because_{one}"] = forms.CharField(
                label=_("because"), max_length=500, required=False,
                widget=forms.Textarea(attrs={"rows": 2, "aria-label": f"{name} …"}),
            )  # fmt: skip

    def judgement(self, criterion: str) -> tuple[forms.BoundField, forms.BoundField]:
        """The two fields of a criterion."""
        return self[f"says_{criterion}"], self[f"because_{criterion}"]

    def facts(self) -> dict[str, Any]:
        """As the action takes them: a judgement that says nothing is as in the original."""
        given = self.cleaned_data
        own = {
            one: {"says": given[f"says_{one}"], "because": given[f"because_{one}"]}
            for one in CRITERIA
            if given[f"says_{one}"]
        }
        kept = ("version", "stance", "text", "reason", "language")
        return {name: given[name] for name in kept} | {"judgements": own}


def initial_of(draft: Draft, proposed: str) -> dict[str, Any]:
    """What stands in the form of a draft; ``proposed`` where nothing is adapted yet."""
    own = {
        f"{part}_{criterion}": said.get(part, "")
        for criterion, said in draft.judgements.items()
        for part in ("says", "because")
    }
    return own | {
        "version": draft.version,
        "stance": draft.stance,
        "text": draft.text or proposed,
        "reason": draft.reason,
        "language": draft.language,
    }


class CommentForm(forms.Form):
    """What a colleague says to a draft."""

    words = forms.CharField(
        label=_("Your comment"),
        help_text=_("Only people of your organisation read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = LanguageField(label=_("The language you write in"))


class DecisionForm(forms.Form):
    """A decision that carries a position out."""

    decision = forms.CharField(
        label=_("What was decided"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput())
    link = forms.URLField(
        label=_("Address of the legal text"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    file = forms.FileField(
        label=_("Or the text as a file"),
        help_text=_("PDF, PNG, JPEG, DOCX, ODT or XLSX, 10 MB at most."),
        required=False,
    )
    starts_on = forms.DateField(label=_("Starts on"), widget=DateInput(), required=False)
    unit = forms.ChoiceField(label=_("Counted in"), choices=LedgerEntry.Unit)
    reached = forms.IntegerField(label=_("Reached so far"), min_value=0, required=False)
    of = forms.IntegerField(label=_("Out of"), min_value=1, required=False)
    language = LanguageField(label=_("The language you write in"))

    def clean(self) -> dict[str, Any]:
        """A text, and a number with its denominator."""
        given: dict[str, Any] = self.cleaned_data
        if not given.get("link") and not given.get("file") and "link" not in self.errors:
            self.add_error("link", _("Give the address of the text, or the text as a file."))
        check_reach(self)
        return given


class ResultForm(forms.Form):
    """What came of it, and how one knows."""

    result = forms.ChoiceField(
        label=_("Did it work?"), choices=LedgerEntry.Result, widget=forms.RadioSelect
    )
    result_text = forms.CharField(
        label=_("What happened, and how you know"),
        help_text=_(
            "It stands beside the recommendation as evidence. What did not work helps others most."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    result_on = forms.DateField(label=_("As of"), widget=DateInput())
    reached = forms.IntegerField(label=_("Reached so far"), min_value=0, required=False)
    of = forms.IntegerField(label=_("Out of"), min_value=1, required=False)

    def clean(self) -> dict[str, Any]:
        """A number with its denominator."""
        check_reach(self)
        given: dict[str, Any] = self.cleaned_data
        return given


def check_reach(form: forms.Form) -> None:
    """Both or neither, and never more than all."""
    reached, of = form.cleaned_data.get("reached"), form.cleaned_data.get("of")
    if "reached" in form.errors or "of" in form.errors:
        return
    if (reached is None) != (of is None):
        form.add_error("of", _("Say how many of how many: both numbers, or none."))
    elif reached is not None and of is not None and reached > of:
        form.add_error("reached", _("More were reached than there are."))
