"""What a version rests on: findings, judgements, costs, literature."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.analysis.advice.decision import Criterion
from cordata.evidence.models import Finding
from cordata.evidence.queries.shown import estimates_shown
from cordata.guidance.models import BearerCost, Judgement, Support
from cordata.web.evidence.words import measured, name_of
from cordata.web.forms import offer
from cordata.web.recommendations.words import question_of

PARTED = "|"
SHORT = 70


def numbers_of(findings: Sequence[Finding]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every number of released findings, grouped by what their findings say."""
    return [
        (
            one.headline if len(one.headline) <= SHORT else f"{one.headline[:SHORT]} …",
            [
                (
                    f"{one.public_id}{PARTED}{shown.name}",
                    f"{name_of(shown.name)}: {measured(shown)}",
                )
                for shown in estimates_shown(one.run)
            ],
        )
        for one in findings
    ]


class SupportForm(forms.Form):
    """A number of a finding, and which row of the table it fills."""

    number = forms.ChoiceField(label=_("Number of a finding"))
    role = forms.ChoiceField(label=_("What it tells"), choices=Support.Role.choices)
    outcome = forms.CharField(
        label=_("Outcome"),
        help_text=_("As the row of the table is called: “Teachers’ view of leadership”."),
        max_length=120,
    )
    leads = forms.BooleanField(label=_("The statement rests on it"), required=False)

    def __init__(self, *args: Any, findings: Sequence[Finding], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "number", [("", _("Choose …")), *numbers_of(findings)])

    def facts(self) -> dict[str, Any]:
        """As the action takes them, but for the finding."""
        given = self.cleaned_data
        estimate = given["number"].partition(PARTED)[2]
        return {name: given[name] for name in ("role", "outcome", "leads")} | {
            "estimate": estimate
        }

    @property
    def finding(self) -> str:
        """Its public id."""
        return str(self.cleaned_data["number"].partition(PARTED)[0])


class JudgementForm(forms.Form):
    """One of the twelve."""

    criterion = forms.ChoiceField(label=_("Question"))
    says = forms.ChoiceField(label=_("Judgement"), choices=Judgement.Says.choices)
    words = forms.CharField(label=_("In one line"), max_length=300)
    finding = forms.ChoiceField(label=_("Finding to look it up"), required=False)
    link = forms.CharField(
        label=_("Or another address"),
        help_text=_("A page here (/models/) or a DOI."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, findings: Sequence[Finding], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "criterion", [(one.value, question_of(one)) for one in Criterion])
        named = [(one.public_id, one.headline[:SHORT]) for one in findings]
        offer(self, "finding", [("", "–"), *named])

    def clean(self) -> dict[str, Any]:
        """It can be looked up somewhere, at an address that a page may link to."""
        given: dict[str, Any] = self.cleaned_data
        link = given.get("link", "")
        if not given.get("finding") and not link:
            self.add_error("finding", _("Say where it can be looked up."))
        if link and not link.startswith(("/", "https://")):
            self.add_error("link", _("Write an address that begins with https:// or with /."))
        return given


class CostForm(forms.Form):
    """What one who bears it pays."""

    bearer = forms.ChoiceField(label=_("Who bears it"), choices=BearerCost.Bearer.choices)
    words = forms.CharField(
        label=_("What it costs"),
        help_text=_("Known only with a quoted number. Empty: nothing is said of them."),
        max_length=300,
        required=False,
    )


class ContextForm(forms.Form):
    """What others have found."""

    words = forms.CharField(
        label=_("What they found"),
        help_text=_("The one place of typed numbers: they are theirs, not ours."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(label=_("Source"), help_text=_("As it is cited."), max_length=400)
    key = forms.CharField(label=_("Key"), max_length=20, required=False)
    link = forms.URLField(label=_("Address"), max_length=300, required=False)
