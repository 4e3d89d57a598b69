"""The ranking of a call: the one path from marks to ranks, for page, table and decision."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from cordata.analysis.selection.places import Places, by_lot, by_rank
from cordata.analysis.selection.ranking import Ranked, Scale, rank
from cordata.analysis.selection.record import make_record
from cordata.analysis.selection.sensitivity import Turn, turns
from cordata.calls.models import Application, Call, Mark, Stratum
from cordata.calls.queries.ready import criteria_of, sides_of


@dataclass(frozen=True)
class Ranking:
    """One stratum and role: who is ranked where, and who gets a place.

    applications  number to key, of all that were sent
    unassessed    how many of them nobody has assessed yet
    """

    stratum: Stratum
    side: str
    places: int
    ranked: list[Ranked]
    result: Places
    scale: Scale
    applications: dict[str, int]
    unassessed: int
    drawn: bool

    @property
    def title(self) -> str:
        """How the list is called in the record of a draw."""
        return f"{self.stratum.public_id} {self.side}"

    @property
    def key(self) -> str:
        """How an address names the list."""
        return f"{self.stratum.public_id}.{self.side}"

    def turns(self, numbers: Collection[str] | None = None) -> dict[str, Turn]:
        """What would turn the result of these applications, or of all; of a draw nothing."""
        if self.drawn:
            return {}
        accepted = set(self.result.accepted)
        inside = [one for one in self.ranked if one.key in accepted]
        outside = [one for one in self.ranked if one.key not in accepted]
        return turns(self.scale, inside, outside, only=numbers)


def list_keys(call: Call) -> list[tuple[str, Stratum, str]]:
    """Every list a call can have, in order: its key, stratum and role. No query."""
    return [
        (f"{stratum.public_id}.{side}", stratum, side)
        for stratum in call.strata.all()
        for side in sides_of(call)
        if getattr(stratum, f"{side}_places")
    ]


def lists_of(call: Call, *, only: str = "") -> list[Ranking]:
    """Every stratum and role with sent applications, in order; or the one list with this key."""
    of_stratum, _dot, of_side = only.partition(".")
    narrow = {"stratum__public_id": of_stratum, "side": of_side} if only else {}
    applications, marks = _sent(call, narrow), _marks(call, narrow)
    found = []
    for stratum in call.strata.all():
        for side in sides_of(call):
            mine = applications.get((stratum.pk, side))
            if mine:
                found.append(_list(call, stratum, side, mine, marks))
    return found


def _list(
    call: Call,
    stratum: Stratum,
    side: str,
    applications: dict[str, int],
    marks: dict[str, list[dict[str, int]]],
) -> Ranking:
    places = getattr(stratum, f"{side}_places")
    assessed = {key: marks[key] for key in applications if marks.get(key)}
    scale = scale_of(call, side)
    ranked = rank(scale, assessed) if assessed else []
    drawn = bool(call.seed) and len(ranked) > places
    keys = [one.key for one in ranked]
    result = by_lot(keys, places, seed=call.seed) if drawn else by_rank(ranked, places)
    return Ranking(
        stratum=stratum,
        side=side,
        places=places,
        ranked=ranked,
        result=result,
        scale=scale,
        applications=applications,
        unassessed=len(applications) - len(assessed),
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


def _sent(call: Call, narrow: dict[str, str]) -> dict[tuple[int | None, str], dict[str, int]]:
    """Keys by stratum and role, then by number."""
    found: dict[tuple[int | None, str], dict[str, int]] = defaultdict(dict)
    sent = call.applications.filter(state=Application.State.SENT, **narrow).order_by("number")
    for key, number, stratum, side in sent.values_list("pk", "number", "stratum", "side"):
        found[stratum, side][number] = key
    return found


def _marks(call: Call, narrow: dict[str, str]) -> dict[str, list[dict[str, int]]]:
    """Points by application number: one mapping for each assessor that has given.

    Rows, not objects: a call with 5,000 applications has tens of thousands of marks.
    """
    given: dict[int, dict[str, int]] = {}
    found: dict[str, list[dict[str, int]]] = defaultdict(list)
    names = {one.pk: one.public_id for one in call.criteria.all()}
    of_list = {f"assessment__application__{name}": value for name, value in narrow.items()}
    for assessment, number, criterion, points in (
        Mark.objects.filter(
            assessment__application__call=call, assessment__given_at__isnull=False, **of_list
        )
        .order_by("assessment")
        .values_list("assessment", "assessment__application__number", "criterion", "points")
    ):
        if assessment not in given:
            given[assessment] = {}
            found[number].append(given[assessment])
        given[assessment][names[criterion]] = points
    return found
