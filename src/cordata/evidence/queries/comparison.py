"""Models compared on one axis: the ONE path of the page and its CSV.

Effect and cost come from released findings alone; reach and what lasts are counted from records.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from cordata.analysis.coordination.enough import Enough, enough
from cordata.analysis.coordination.shares import GroupedShare, grouped_share
from cordata.evidence.models import Finding
from cordata.evidence.queries.kinds.mentored import Tied, declared_in_time, tied_schools
from cordata.evidence.queries.kinds.models_of_clusters import AXES, levels_of
from cordata.evidence.queries.shown import Behind, Shown, behind, estimates_shown
from cordata.evidence.queries.tables import frame_of

CONTRAST, COSTS = "models-of-clusters/", "costs-of-clusters/"
# What a cell may be about: the adjusted difference of both sides, and what everybody bears.
EFFECTS = frozenset({"effect"})
# What effects must have in common to stand side by side.
OUTCOME = ("instrument", "voice", "area", "seen", "before", "after")
COST = frozenset({"societal", "societal/schools:mentees"})
SHOWN = 5  # schools below which no share is shown: each could recognise the others


type Outcome = tuple[str, ...]


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
    effect  against the other levels, in points, on the one outcome that all levels are shown for;
            ``enough`` says how far it is where there is none
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

    Six queries, however many schools.
    """
    return compare_on((axis,))[axis]


def compare_on(axes: Sequence[str]) -> dict[str, list[Side]]:
    """The same of several axes at once, for as many queries as of one. Raises LookupError."""
    if strange := [one for one in axes if one not in AXES]:
        raise LookupError(strange[0])
    tied = tied_schools(tuple(axes))
    effects, costs = _effects(axes), _costs(axes)
    return {axis: _sides(axis, tied, effects[axis], costs[axis]) for axis in axes}


def effect_known(axis: str, level: str) -> Cell | None:
    """What is shown as the effect of one level. One query, if there is one at all."""
    return _effects((axis,))[axis].get(level)


def _sides(
    axis: str, tied: Sequence[Tied], effects: dict[str, Cell], costs: dict[str, Cell]
) -> list[Side]:
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


def _effects(axes: Sequence[str]) -> dict[str, dict[str, Cell]]:
    """By axis and level, the newest finding on a difference of this axis, all on one outcome:
    the one that is known of most levels, of equal ones the newest.
    """
    found: dict[str, dict[Outcome, dict[str, Cell]]] = {axis: {} for axis in axes}
    for one in _released(CONTRAST, EFFECTS).defer("run__table__content"):
        told = one.run.table.params
        if told["axis"] in found and (cell := _cell(one)):
            outcomes = found[told["axis"]]
            outcome = tuple(str(told.get(name, "")) for name in OUTCOME)
            cells = outcomes.pop(outcome, {})  # the newest last
            outcomes[outcome] = cells | {str(told["compared"]): cell}
    return {axis: _best_known(list(outcomes.values())) for axis, outcomes in found.items()}


def _best_known(outcomes: list[dict[str, Cell]]) -> dict[str, Cell]:
    return max(reversed(outcomes), key=len, default={})


def _costs(axes: Sequence[str]) -> dict[str, dict[str, Cell]]:
    """By axis and level, the newest finding on all costs of clusters that all have it; a mixture
    is of none.
    """
    declared = declared_in_time().values_list("cluster__public_id", *axes)
    levels_by = {cluster: dict(zip(axes, levels, strict=True)) for cluster, *levels in declared}
    cells: dict[str, dict[str, Cell]] = {axis: {} for axis in axes}
    for one in _released(COSTS, COST):
        groups = set(np.asarray(frame_of(one.run.table)["group"]).tolist())
        for axis in axes:
            levels = {levels_by.get(group, {}).get(axis, "") for group in groups}
            if len(levels) == 1 and (cell := _cell(one)):
                cells[axis][levels.pop()] = cell
    return cells


def _released(kind: str, about: Iterable[str]) -> QuerySet[Finding]:
    """Findings about such estimates of such tables that stand released, the newest last."""
    found = Finding.objects.filter(
        state=Finding.State.RELEASED, run__table__kind__startswith=kind, estimate__in=about
    )
    related = "run__table", "run__analysis__project__programme", "written_by"
    return found.select_related(*related).order_by("released_at", "pk")


def _cell(finding: Finding) -> Cell | None:
    shown = {each.name: each for each in estimates_shown(finding.run)}
    if finding.estimate not in shown:
        return None
    return Cell(finding, shown[finding.estimate], behind(finding.run))
