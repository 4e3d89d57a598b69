"""An activity: planned, told, or cancelled."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordata.cycles.actions.activities import FIELDS
from cordata.cycles.models import Activity
from cordata.cycles.models.activities import MOST_POINTS
from cordata.cycles.queries.attendance import Usual
from cordata.cycles.queries.signs import Still
from cordata.kit.days import day_month
from cordata.networks.models import Participation
from cordata.web.forms import MomentField, in_zone, offer

POINT = 200  # characters
LABELS = {
    "leaders": _("School leaders"),
    "teachers": _("Teachers"),
    "others": _("Others"),
    "travel": _("Minutes of travel, there and back"),
}
COUNTS = ("leaders", "teachers", "others")

type Row = tuple[Participation, list[tuple[Any, Any]]]  # a school, its fields with their labels


class PlanForm(forms.Form):
    """What, when, where, and up to three points."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Activity.Kind)
    starts_at = MomentField(label=_("Begins"))
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=5, max_value=2880, initial=90
    )
    host = forms.ChoiceField(label=_("Where"))
    link = forms.URLField(
        label=_("Link to a video room"), max_length=300, required=False, assume_scheme="https"
    )

    def __init__(
        self, *args: Any, members: list[Participation], zone: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = {one.public_id: one for one in members}
        in_zone(self, "starts_at", zone)
        self.fields["starts_at"].help_text = zone
        offer(
            self,
            "host",
            [
                *((one.public_id, one.school.name) for one in members),
                ("online", _("online")),
            ],
        )
        for at in range(1, MOST_POINTS + 1):
            self.fields[f"point{at}"] = forms.CharField(
                label=_("Point %(number)d") % {"number": at}, max_length=POINT, required=False
            )

    def suggest(self, still: Sequence[Still]) -> None:
        """Goals that have not moved, as points to speak of: to be changed or emptied."""
        for at, one in enumerate(still[:MOST_POINTS], start=1):
            field = self.fields[f"point{at}"]
            field.initial = Truncator(f"{one.school}: {one.text}").chars(POINT)
            field.help_text = gettext(
                "Suggested: %(school)s has not moved this goal since %(day)s."
            ) % {
                "school": one.school,
                "day": day_month(one.at),
            }

    def clean_link(self) -> str:
        """Nobody joins over a line that anybody can listen to."""
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("The link must begin with https://."))
        return link

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        host = self.members.get(given["host"])
        return {
            "kind": given["kind"],
            "starts_at": given["starts_at"],
            "minutes": given["minutes"],
            "online": host is None,
            "host": host,
            "link": given["link"],
            "points": [given[f"point{at}"] for at in range(1, MOST_POINTS + 1)],
        }


class MoveForm(PlanForm):
    """The same facts as they stand, to be changed; what it is stays."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        options["initial"] = {
            "starts_at": activity.starts_at,
            "minutes": activity.minutes,
            "host": activity.host.public_id if activity.host else "online",
            "link": activity.link,
            "version": activity.sequence,
            **{f"point{at}": point for at, point in enumerate(activity.points, start=1)},
        }
        zone = activity.cluster.cohort.country.time_zone
        super().__init__(*args, zone=zone, **options)
        del self.fields["kind"]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        self.cleaned_data["kind"] = ""
        facts = super().facts() | {"version": self.cleaned_data["version"]}
        del facts["kind"]
        return facts


class TellForm(forms.Form):
    """How it went: four options, a sentence, what next; small numbers are there already."""

    went = forms.ChoiceField(
        label=_("How did it go?"), choices=Activity.Went, widget=forms.RadioSelect
    )
    sentence = forms.CharField(label=_("In a sentence"), max_length=300, required=False)
    next_step = forms.CharField(label=_("What next"), max_length=300, required=False)
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=5, max_value=2880)

    def __init__(
        self,
        *args: Any,
        activity: Activity,
        members: list[Participation],
        usual: dict[int, Usual],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.members = members
        self.fields["minutes"].initial = activity.minutes
        most = {"leaders": 50, "teachers": 300, "others": 300, "travel": 1440}
        for one in members:
            for name in FIELDS:
                self.fields[f"{name}:{one.public_id}"] = forms.IntegerField(
                    label=f"{one.school.name}, {LABELS[name]}",
                    min_value=0,
                    max_value=most[name],
                    initial=getattr(usual[one.pk], name),
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
        return one, [(LABELS[name], self[f"{name}:{one.public_id}"]) for name in FIELDS]

    def plain(self) -> list[Any]:
        """The fields above the table."""
        return [self[name] for name in ("went", "sentence", "next_step", "minutes")]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("went", "sentence", "next_step", "minutes")},
            "attendance": {
                one: {name: given[f"{name}:{one.public_id}"] for name in FIELDS}
                for one in self.members
            },
        }


class CancelForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(label=_("Why"), max_length=300)
