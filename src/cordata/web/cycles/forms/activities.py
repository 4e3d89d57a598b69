"""An activity: planned, moved, or cancelled."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Activity
from cordata.cycles.models.activities import MOST_POINTS
from cordata.cycles.queries.signs import Still
from cordata.kit.days import day_month
from cordata.networks.models import Participation
from cordata.web.cycles.forms.where import WhereForm, chosen_where
from cordata.web.forms import MomentField, in_zone

POINT = 200  # characters


class PlanForm(WhereForm):
    """What, when, where, and up to three points."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Activity.Kind)
    starts_at = MomentField(label=_("Begins"))
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=5, max_value=2880, initial=90
    )
    link = forms.URLField(
        label=_("Link to a video room"), max_length=300, required=False, assume_scheme="https"
    )

    field_order = ("kind", "starts_at", "minutes", "host", "place", "link")

    def __init__(
        self, *args: Any, members: list[Participation], zone: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer_places(members)
        in_zone(self, "starts_at", zone)
        self.fields["starts_at"].help_text = zone
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
        return {"kind": self.cleaned_data["kind"], **self.planned()}

    def planned(self) -> dict[str, Any]:
        """What may be changed afterwards, too."""
        given = self.cleaned_data
        return {
            "starts_at": given["starts_at"],
            "minutes": given["minutes"],
            **self.where_facts(),
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
            "host": chosen_where(activity),
            "place": activity.place,
            "link": activity.link,
            "version": activity.sequence,
            **{f"point{at}": point for at, point in enumerate(activity.points, start=1)},
        }
        zone = activity.cluster.cohort.country.time_zone
        super().__init__(*args, zone=zone, **options)
        del self.fields["kind"]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        return {"version": self.cleaned_data["version"], **self.planned()}


class CancelForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(label=_("Why"), max_length=300)
