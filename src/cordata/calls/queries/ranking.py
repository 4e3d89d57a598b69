"""The ranking of a call: the one path from marks to ranks, for page, table and decision."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from cordata.analysis.selection.places import Places, by_lot, by_rank
from cordata.analysis.selection.ranking import Ranked, Scale, rank
from cordata.analysis.selection.record import make_record
from cordata.analysis.selection.sensitivity import Turn, turns
from cordata.calls.models import Application, Assessment, Call, Stratum
from cordata.calls.queries.ready import criteria_of, sides_of


@dataclass(frozen=True)
class Ranking:
    """One stratum and role: who is ranked where, who gets a place, what would turn it.

    unassessed  sent applications that nobody has assessed yet
    """

    stratum: Stratum
    side: str
    places: int
    ranked: list[Ranked]
    result: Places
    turns: dict[str, Turn]
    applications: dict[str, Application]
    unassessed: list[Application]
    drawn: bool

    @property
    def title(self) -> str:
        """How the list is called in the record of a draw."""
        return f"{self.stratum.public_id} {self.side}"


def lists_of(call: Call) -> list[Ranking]:
    """Every stratum and role with sent applications, in order."""
    applications = _sent(call)
    marks = _marks(call)
    found = []
    for stratum in call.strata.all():
        for side in sides_of(call):
            mine = applications[stratum.pk, side]
            if mine:
                found.append(_list(call, stratum, side, mine, marks))
    return found


def _list(
    call: Call,
    stratum: Stratum,
    side: str,
    applications: dict[str, Application],
    marks: dict[str, list[dict[str, int]]],
) -> Ranking:
    places = getattr(stratum, f"{side}_places")
    assessed = {key: marks[key] for key in applications if marks.get(key)}
    scale = scale_of(call, side)
    ranked = rank(scale, assessed) if assessed else []
    drawn = bool(call.seed) and len(ranked) > places
    keys = [one.key for one in ranked]
    result = by_lot(keys, places, seed=call.seed) if drawn else by_rank(ranked, places)
    inside = [one for one in ranked if one.key in result.accepted]
    outside = [one for one in ranked if one.key not in result.accepted]
    return Ranking(
        stratum=stratum,
        side=side,
        places=places,
        ranked=ranked,
        result=result,
        turns={} if drawn else turns(scale, inside, outside),
        applications=applications,
        unassessed=[one for key, one in applications.items() if key not in assessed],
        drawn=drawn,
    )


def scale_of(call: Call, side: str) -> Scale:
    """What each criterion of a role weighs and can have."""
    criteria = criteria_of(call, side)
    return Scale(
        {one.public_id: one.weight for one in criteria},
        {one.public_id: one.most_points for one in criteria},
    )


def draw_of(call: Call, lists: list[Ranking]) -> dict[str, Any]:
    """The record of the draw, as ``cordata draw --check`` reads it; empty if none was made."""
    drawn = [
        (one.title, one.places, [ranked.key for ranked in one.ranked])
        for one in lists
        if one.drawn
    ]
    return make_record(drawn, seed=call.seed) if drawn else {}


def _sent(call: Call) -> dict[tuple[int | None, str], dict[str, Application]]:
    """By stratum and role, then by number."""
    found: dict[tuple[int | None, str], dict[str, Application]] = defaultdict(dict)
    for one in (
        call.applications.filter(state=Application.State.SENT)
        .select_related("school__main_site")
        .order_by("number")
    ):
        found[one.stratum_id, one.side][one.number] = one
    return found


def _marks(call: Call) -> dict[str, list[dict[str, int]]]:
    """Points by application number: one mapping for each assessor that has given."""
    found: dict[str, list[dict[str, int]]] = defaultdict(list)
    given = Assessment.objects.filter(application__call=call, given_at__isnull=False)
    for one in given.select_related("application").prefetch_related("marks__criterion"):
        points = {mark.criterion.public_id: mark.points for mark in one.marks.all()}
        found[one.application.number].append(points)
    return found
