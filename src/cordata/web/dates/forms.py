"""What is asked about dates."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Answer, Stage
from cordata.cycles.queries.cycles import StageLine
from cordata.networks.models import Participation
from cordata.web.cycles.forms.where import ONLINE, WhereForm
from cordata.web.forms import DateInput, MomentField, in_zone


class AnswerForm(forms.Form):
    """Whether the school comes; another day is said in the sentence."""

    says = forms.ChoiceField(
        label=_("Do you come?"), choices=Answer.Says, widget=forms.RadioSelect
    )
    sentence = forms.CharField(
        label=_("In a sentence"),
        help_text=_("For another day: which day and hour would suit you?"),
        max_length=300,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Who proposes another day says which."""
        given = self.cleaned_data
        if given.get("says") == Answer.Says.OTHER_DAY and not given.get("sentence", "").strip():
            self.add_error("sentence", _("Say which day would suit you."))
        return given


class InvitationsForm(forms.Form):
    """Letters about dates, or none."""

    invitations = forms.BooleanField(
        label=_("Send me a letter when a date is planned, changed or cancelled"), required=False
    )


class StageForm(forms.Form):
    """Where the cluster is now, and why."""

    stage = forms.ChoiceField(
        label=_("Where are you now?"), choices=Stage, widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why"), max_length=300)


class KickOffForm(WhereForm):
    """When and where the schools meet for the first time."""

    starts_at = MomentField(label=_("Begins"))
    field_order = ("starts_at", "host", "place")

    def __init__(
        self, *args: Any, members: list[Participation], zone: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer_places(members)
        self.fields["host"].initial = ONLINE
        in_zone(self, "starts_at", zone)
        self.fields["starts_at"].help_text = zone

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        return {"starts_at": self.cleaned_data["starts_at"], **self.where_facts()}


class DaysForm(forms.Form):
    """From when to when each stage is: one row of two days for each."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, lines: list[StageLine], version: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        self.fields["version"].initial = version
        for line in lines:
            for end, words, day in (
                ("from", _("%(stage)s, from"), line.starts_on),
                ("to", _("%(stage)s, to"), line.ends_on),
            ):
                self.fields[f"{line.stage}_{end}"] = forms.DateField(
                    label=words % {"stage": line.stage.label}, widget=DateInput(), initial=day
                )

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Each stage with its two fields, for the table."""
        return [
            (str(line.stage.label), self[f"{line.stage}_from"], self[f"{line.stage}_to"])
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """No stage ends before it begins."""
        for line in self.lines:
            start, end = (
                self.cleaned_data.get(f"{line.stage}_{one}") for one in ("from", "to")
            )
            if start and end and end < start:
                self.add_error(f"{line.stage}_to", _("It ends before it begins."))
        return self.cleaned_data

    def days(self) -> dict[str, tuple[dt.date, dt.date]]:
        """As the action takes them."""
        given = self.cleaned_data
        return {
            str(line.stage): (given[f"{line.stage}_from"], given[f"{line.stage}_to"])
            for line in self.lines
        }
