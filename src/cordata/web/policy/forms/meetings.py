"""Challenges, meetings with their minutes, and what these leave behind."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.exchange.models import Meeting, Organisation
from cordata.schools.models import School
from cordata.web.exchange.forms import LanguageField
from cordata.web.forms import MomentField, offer_rows

MOST_GUESTS = 10


class ChallengeForm(forms.Form):
    """A question that the group works on."""

    title = forms.CharField(label=_("Title"), max_length=160)
    question = forms.CharField(
        label=_("The question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = LanguageField(label=_("The language you write in"))


class MeetingForm(forms.Form):
    """When and where, and what is talked about."""

    starts_at = MomentField(label=_("Starts at"))
    ends_at = MomentField(label=_("Ends at"))
    place = forms.CharField(
        label=_("Where"),
        help_text=_("A link or a place. Only the group reads it."),
        max_length=300,
        required=False,
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = LanguageField(label=_("The language you write in"))

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("starts_at") and given.get("ends_at"):  # noqa: SIM102 - two thoughts
            if given["ends_at"] <= given["starts_at"]:
                self.add_error("ends_at", _("It ends before it begins."))
        return given


class WriteForm(MeetingForm):
    """The same, with what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    minutes = forms.CharField(
        label=_("Minutes"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    decisions = forms.CharField(
        label=_("Decisions"),
        help_text=_("One on each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    attended = forms.ModelMultipleChoiceField(
        label=_("Organisations that were there"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = forms.CharField(
        label=_("Guest schools"),
        help_text=_("The national code of each school, one on each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, members: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "attended", members)

    def clean_decisions(self) -> list[str]:
        """One on each line."""
        return [line[:500] for line in _lines(self.cleaned_data["decisions"])]

    def clean_guests(self) -> list[School]:
        """Schools by their national codes."""
        codes = _lines(self.cleaned_data["guests"])[:MOST_GUESTS]
        found = list(School.objects.filter(national_code__in=codes, closed_on=None))
        missing = sorted(set(codes) - {one.national_code for one in found})
        if missing:
            raise forms.ValidationError(
                _("No school has this code: %(codes)s"), params={"codes": ", ".join(missing)}
            )
        return found

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        own = ("starts_at", "ends_at", "place", "agenda", "language", "minutes")
        rest = ("guests", "attended", "decisions", "version")
        return {name: given[name] for name in rest} | {
            "facts": {name: given[name] for name in own}
        }


def meeting_before(meeting: Meeting) -> dict[str, Any]:
    """What stands in the form of a meeting."""
    own = ("starts_at", "ends_at", "place", "agenda", "language", "minutes", "version")
    decisions = meeting.decisions.order_by("number").values_list("text", flat=True)
    guests = meeting.guests.order_by("pk").values_list("school__national_code", flat=True)
    attended = meeting.attendances.values_list("organisation__public_id", flat=True)
    return {name: getattr(meeting, name) for name in own} | {
        "decisions": "\n".join(decisions),
        "guests": "\n".join(guests),
        "attended": list(attended),
    }


class OutputForm(forms.Form):
    """A file or a link that a meeting leaves behind."""

    title = forms.CharField(label=_("What is it?"), max_length=160)
    link = forms.URLField(
        label=_("Its address"), max_length=500, required=False, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("Or the file"),
        help_text=_("PDF, PNG, JPEG, DOCX, ODT or XLSX, 10 MB at most."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given: dict[str, Any] = self.cleaned_data
        if bool(given.get("link")) == bool(given.get("file")):
            self.add_error("link", _("Give an address or a file, one of the two."))
        return given


def _lines(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := one.strip())]
