"""How it went, who was there, where, and how long; told once, and put right afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Activity
from cordata.cycles.queries.attendance import Usual, travel_to
from cordata.cycles.queries.corrections import COUNTS, NUMBERS
from cordata.networks.models import Participation
from cordata.web.cycles.forms.where import ONLINE, WhereForm, chosen_where

LABELS = {
    "leaders": _("School leaders"),
    "teachers": _("Teachers"),
    "others": _("Others"),
    "travel": _("Minutes of travel, there and back"),
}
MOST = {"leaders": 50, "teachers": 300, "others": 300, "travel": 1440}

type Row = tuple[Participation, list[tuple[Any, Any]]]  # a school, its fields with their labels


class NoteForm(forms.Form):
    """How it was for another school, or for a second colleague."""

    went = forms.ChoiceField(
        label=_("How did it go?"), choices=Activity.Went, widget=forms.RadioSelect
    )
    sentence = forms.CharField(label=_("In a sentence"), max_length=300, required=False)
    next_step = forms.CharField(label=_("What next"), max_length=300, required=False)

    def __init__(self, data: Any = None) -> None:
        # Beside the form that puts something right, which has the same fields.
        super().__init__(data, auto_id="note_%s")


class TellForm(WhereForm):
    """How it went: four options, a sentence, what next; small numbers are there already."""

    went = forms.ChoiceField(
        label=_("How did it go?"), choices=Activity.Went, widget=forms.RadioSelect
    )
    sentence = forms.CharField(label=_("In a sentence"), max_length=300, required=False)
    next_step = forms.CharField(label=_("What next"), max_length=300, required=False)
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=5, max_value=2880)
    # The place to which the minutes of travel on the page belong.
    travel_for = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("went", "sentence", "next_step", "minutes", "host", "place")

    def __init__(
        self,
        *args: Any,
        activity: Activity,
        members: list[Participation],
        usual: dict[int, Usual],
        **options: Any,
    ) -> None:
        where = chosen_where(activity)
        options["initial"] = {
            "minutes": activity.minutes,
            "host": where,
            "place": activity.place,
            "travel_for": where,
        } | options.pop("initial", {})
        super().__init__(*args, **options)
        self.members = members
        host = activity.host  # also if it has left the cluster since
        self.offer_places([*members, host] if host and host not in members else members)
        for one in members:
            for name in NUMBERS:
                self.fields[f"{name}:{one.public_id}"] = forms.IntegerField(
                    label=f"{one.school.name}, {LABELS[name]}",
                    min_value=0,
                    max_value=MOST[name],
                    required=name != "travel",
                    initial=getattr(usual[one.pk], name),
                )

    def clean(self) -> dict[str, Any]:
        """The way of everybody who came is told, and belongs to the place that is told."""
        given = super().clean()
        if not self.errors and self._somebody_went(given):
            self._ask_the_way_again(given)
            for one in self._there(given):
                if given[f"travel:{one.public_id}"] is None:
                    self.add_error(f"travel:{one.public_id}", _("Say how long the way was."))
        return given

    def _somebody_went(self, given: dict[str, Any]) -> bool:
        return bool(given["went"] != Activity.Went.NOT_HELD and given["host"] != ONLINE)

    def _there(self, given: dict[str, Any]) -> list[Participation]:
        return [
            one
            for one in self.members
            if any(given[f"{name}:{one.public_id}"] for name in COUNTS)
        ]

    def _ask_the_way_again(self, given: dict[str, Any]) -> None:
        """Minutes that nobody touched belong to another place: estimate them anew, to be read."""
        to, there = given["host"], {one.public_id for one in self._there(given)}
        untouched = [
            one for one in self.members if f"travel:{one.public_id}" not in self.changed_data
        ]
        if to == given["travel_for"] or not there & {one.public_id for one in untouched}:
            return
        posted: Any = self.data
        data, host = posted.copy(), self.schools.get(to)
        data["travel_for"] = to
        for one in untouched:
            minutes = travel_to(host, one) if host else None
            data[f"travel:{one.public_id}"] = "" if minutes is None else str(minutes)
            given[f"travel:{one.public_id}"] = minutes
        self.data = data
        self.add_error(
            None,
            _("It was at another place: look at the minutes of travel, then send it again."),
        )

    def counted(self) -> list[Row]:
        """Schools of which somebody was there, as the page stands: this much is sent."""
        return [self._row(one) for one in self.members if self._is_counted(one)]

    def uncounted(self) -> list[Row]:
        """The other schools of the cluster: nobody, until somebody adds their numbers."""
        return [self._row(one) for one in self.members if not self._is_counted(one)]

    def proposed(self) -> str:
        """ "IC Le Betulle 3, IC Valle Alta 4": who is counted before anything is changed."""
        return ", ".join(
            f"{one.school.name} {people}"
            for one in self.members
            if (people := self._people(one))
        )

    def _people(self, one: Participation) -> int:
        return sum(int(self.fields[f"{name}:{one.public_id}"].initial) for name in COUNTS)

    def _is_counted(self, one: Participation) -> bool:
        """Also what was typed wrongly stays in sight."""
        return any(
            self[f"{name}:{one.public_id}"].value() not in (0, "0", "", None) for name in COUNTS
        )

    def _row(self, one: Participation) -> Row:
        return one, [(LABELS[name], self[f"{name}:{one.public_id}"]) for name in NUMBERS]

    def plain(self) -> list[Any]:
        """The fields above the table."""
        return [self[name] for name in TellForm.field_order]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("went", "sentence", "next_step", "minutes")},
            "where": self.where(),
            "attendance": {
                one: {name: given[f"{name}:{one.public_id}"] or 0 for name in NUMBERS}
                for one in self.members
            },
        }


class CorrectForm(TellForm):
    """The same as it was told, to be put right, with the reason."""

    why = forms.CharField(label=_("What was wrong"), max_length=300)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        told = {name: getattr(activity, name) for name in ("went", "sentence", "next_step")}
        options["initial"] = told | {"version": activity.sequence}
        super().__init__(*args, activity=activity, **options)

    def plain(self) -> list[Any]:
        """The reason comes last of what is above the table."""
        return [*super().plain(), self["why"]]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        return super().facts() | {"why": given["why"], "version": given["version"]}
