"""Models compared on one axis: the ONE path of the page and its CSV.

Effect and cost come from released findings alone; reach and what lasts are counted from records.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cordata.analysis.coordination.enough import Enough, enough
from cordata.analysis.coordination.shares import GroupedShare, grouped_share
from cordata.evidence.models import Finding
from cordata.evidence.queries.models_of_clusters import AXES, levels_of
from cordata.evidence.queries.shown import Behind, Shown, behind, estimates_shown
from cordata.evidence.queries.tied_once import Tied, tied_schools

CONTRAST, COSTS = "models-of-clusters/", "costs-of-clusters/"
SHOWN = 5  # schools below which no share is shown: each could recognise the others


@dataclass(frozen=True)
class Cell:
    """A released number, and the finding that it rests on."""

    finding: Finding
    shown: Shown
    behind: Behind


@dataclass(frozen=True)
class Side:
    """One level of the axis.

    reach   of its mentored schools, those of whom somebody took part in an activity
    lasts   of those whose support has ended, those that did something together afterwards
    effect  against the other levels, in points; ``enough`` says how far it is where there is none
    cost    as its finding says it
    """

    level: str
    clusters: int
    schools: int
    countries: int
    reach: GroupedShare
    lasts: GroupedShare
    effect: Cell | None
    cost: Cell | None
    enough: Enough


def compare(axis: str) -> list[Side]:
    """Each level of an axis, in the order of the axis; levels that no cluster has are there, too.

    Five queries, however many schools.
    """
    if axis not in AXES:
        raise LookupError(axis)
    tied = tied_schools((axis,))
    effects, costs = _released(CONTRAST, axis), _released(COSTS, axis)
    asked = {one.cluster: (one.country, one.model[axis]) for one in tied if one.asked}
    clusters = [asked[key] for key in sorted(asked)]
    return [
        _side(
            level,
            [one for one in tied if one.model[axis] == level],
            effects.get(level),
            costs.get(level),
            enough(clusters, level),
        )
        for level in levels_of(axis)
    ]


def _side(
    level: str, mine: Sequence[Tied], effect: Cell | None, cost: Cell | None, far: Enough
) -> Side:
    return Side(
        level=level,
        clusters=len({one.cluster for one in mine}),
        schools=len(mine),
        countries=len({one.country for one in mine}),
        reach=_share(mine, lambda one: one.reached),
        lasts=_share([one for one in mine if one.over], lambda one: one.lasted),
        effect=effect,
        cost=cost,
        enough=far,
    )


def _share(some: Iterable[Tied], says: Callable[[Tied], bool]) -> GroupedShare:
    counted: dict[int, list[int]] = {}
    for one in some:
        pair = counted.setdefault(one.cluster, [0, 0])
        pair[0] += says(one)
        pair[1] += 1
    return grouped_share(
        [yes for yes, _of in counted.values()], [of for _yes, of in counted.values()]
    )


def _released(kind: str, axis: str) -> dict[str, Cell]:
    """By level, the newest finding on such tables that stands released."""
    found = (
        Finding.objects.filter(state=Finding.State.RELEASED, run__table__kind__startswith=kind)
        .select_related("run__table", "run__analysis__project__programme", "written_by")
        .defer("run__table__content")
        .order_by("released_at", "pk")
    )
    cells = {}
    for one in found:
        level = _level(one.run.table.params, axis)
        shown = {each.name: each for each in estimates_shown(one.run)}
        if level and one.estimate in shown:
            cells[level] = Cell(one, shown[one.estimate], behind(one.run))
    return cells


def _level(params: dict[str, object], axis: str) -> str:
    """Which level of this axis a table is of; costs may name the model alone."""
    if params.get("axis", "label") != axis:
        return ""
    return str(params.get("level") or params.get("model") or "")
