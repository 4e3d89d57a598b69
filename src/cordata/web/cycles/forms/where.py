"""Where something takes place: at one of the schools, somewhere else, or online."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity
from cordata.networks.models import Participation
from cordata.web.forms import offer

ELSEWHERE, ONLINE = "elsewhere", "online"


class WhereForm(forms.Form):
    """One of the schools, a place that is typed, or online."""

    host = forms.ChoiceField(label=_("Where"))
    place = forms.CharField(
        label=_("Which place, if it is somewhere else"), max_length=120, required=False
    )

    def offer_places(self, members: list[Participation]) -> None:
        """The schools of the cluster first."""
        self.schools = {one.public_id: one for one in members}
        offer(
            self,
            "host",
            [
                *((one.public_id, one.school.name) for one in members),
                (ELSEWHERE, _("somewhere else")),
                (ONLINE, _("online")),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Somewhere else has a name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("host") == ELSEWHERE and not given.get("place"):
            self.add_error("place", _("Say where it is."))
        return given

    def where(self) -> Where:
        """As the action takes it."""
        given = self.cleaned_data
        chosen, host = given["host"], self.schools.get(given["host"])
        return Where(
            online=chosen == ONLINE,
            host=host,
            place=given["place"] if chosen == ELSEWHERE else "",
        )

    def where_facts(self) -> dict[str, Any]:
        """The same, one by one."""
        where = self.where()
        return {"online": where.online, "host": where.host, "place": where.place}


def chosen_where(activity: Activity) -> str:
    """What is chosen there for an activity as it stands."""
    if activity.host:
        return str(activity.host.public_id)
    return ELSEWHERE if activity.place else ONLINE
