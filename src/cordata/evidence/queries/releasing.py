"""What a release of a finding would tell about single schools, with all that was released before.

A finding shows a mean over schools and how many they are. Two of them about nearly the same
schools tell the rest: ``analysis.disclosure.release`` keeps one ledger over all releases. Many of
them on one table tell more than any two: each takes five schools of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from cordata.analysis.cells import named
from cordata.analysis.costs.money import NoPrice
from cordata.analysis.costs.reading import Columns, prices_of, read_lines, read_rate
from cordata.analysis.costs.summary import CostsSummary
from cordata.analysis.costs.totals import PriceSet, by
from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import Reason, Thresholds, dominated, nearly_known
from cordata.analysis.methods import read_ask
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.tables import KINDS, frame_of
from cordata.evidence.queries.told import (
    aligned,
    cells_of,
    measured,
    rests_on_answers,
    sizes_of,
    slopes_of,
)

# A school is here what a person is elsewhere: at least five stand behind a public number.
SCHOOLS = Thresholds(people=5, schools=1)

type Weights = Mapping[str, float]  # what each school counts for in a sum


def why_not_released(run: Run) -> Reason:
    """``Reason.SHOWN`` where the run's numbers tell nothing that is protected.

    Ledger: every released finding whose table measures the same of the same units. Where no
    answers stand behind a table, as many schools must. A difference of two sides tells, beside
    the change of all, what each side did: both must be safe; so must each value of a column that
    the method is told of.
    """
    if not rests_on_answers(run):
        return _why_not_counted(run)
    beside = _released_beside(run)
    every = [run, *beside]
    cells = aligned((one, cell) for one in every for cell in _cells(one, every))
    mine = [one for one in cells if one.key[0] == run.public_id]
    before = [one for one in cells if one.key[0] != run.public_id]
    hidden = [one for one in clear(mine, before, SCHOOLS).values() if one != Reason.SHOWN]
    if hidden:
        # What is hidden for the sake of another says less than why the other is.
        return min(hidden, key=lambda one: one == Reason.COMPLEMENT)
    own = [dict.fromkeys(one.scores, 1.0) for one in mine] + slopes_of(run)
    earlier = [dict.fromkeys(one.scores, 1.0) for one in before]
    earlier += [slope for one in beside for slope in slopes_of(one)]
    return _why_too_many(own, earlier)


def size_of(run: Run) -> int:
    """How many stand behind the numbers that would be released: schools, clusters or people."""
    return len(behind(run))


def behind(run: Run) -> set[str]:
    """Those that stand behind them: rows without an outcome do not.

    Schools that took their answers back are still there, each by its sign.
    """
    if not rests_on_answers(run):
        return _units(run)
    return {school for cell in cells_of(run) for school in cell.scores}


def counts_schools(run: Run) -> bool:
    """Whether ``size_of`` counts schools: the rows of some tables are clusters, pairs or people."""
    return bool(run.table.members) or KINDS[run.table.kind].keys[:1] == ("school",)


def why_no_rows(run: Run) -> Reason:
    """Whether the rows themselves may be handed to researchers.

    Not while a mean that somebody has read holds a school or a few that took their answers back:
    the rows of all others would tell theirs. Who asks for rows reads what is not released, too.
    """
    few = any(
        0 < len(one.table.withheld) < SCHOOLS.people for one in read_beside(run, withheld=True)
    )
    return Reason.DIFFERENCE if few else Reason.SHOWN


def read_beside(run: Run, *, withheld: bool = False) -> list[Run]:
    """Runs whose numbers researchers read, on some of the same rounds; the run itself among them.

    withheld  only those with schools that took their answers back since
    """
    mine = {one["id"] for one in run.table.sources}
    runs = Run.objects.filter(refused=False, table__kind__in=_kinds(run))
    runs = runs.exclude(table__withheld=[]) if withheld else runs
    found = runs.select_related("table").defer("table__content").order_by("pk")
    return [
        one
        for one in found
        if measured(one) == measured(run)
        and (one.pk == run.pk or mine & {round_["id"] for round_ in one.table.sources})
    ]


def _kinds(run: Run) -> list[str]:
    """Kinds of tables that may measure the same."""
    answers = rests_on_answers(run)
    return [name for name, kind in KINDS.items() if bool(kind.shown) == answers]


def _released_beside(run: Run) -> list[Run]:
    """Runs behind findings that were ever released: what was told stays told."""
    found = Finding.objects.filter(released_at__isnull=False).exclude(run=run)
    runs = {one.run.pk: one.run for one in found.select_related("run__table").order_by("pk")}
    return [one for one in runs.values() if measured(one) == measured(run)]


def _cells(run: Run, every: Sequence[Run]) -> list[Cell]:
    """By size, too, where another of the runs weighs some of the same schools otherwise."""
    mine = sizes_of(run) if run.table.members else {}
    others = (
        [sizes_of(one) for one in every if one is not run] if len({*mine.values()}) > 1 else []
    )
    ratios = [
        {mine[one] / size for one, size in each.items() if one in mine} for each in others
    ]
    return cells_of(run, by_size=any(len(one) > 1 for one in ratios))


def _why_too_many(own: Sequence[Weights], earlier: Sequence[Weights]) -> Reason:
    """Whether so many sums are told of the same schools that they could be worked out.

    As many independent sums as there are schools tell each of them; here each sum, and each
    coefficient of a column, takes five schools. Of other schools everything is taken as known.
    """
    schools = sorted({school for one in own for school in one})
    told, all_told = _rank(earlier, schools), _rank([*earlier, *own], schools)
    if all_told == told or all_told * SCHOOLS.people <= len(schools):
        return Reason.SHOWN
    alone = _rank(own, schools) * SCHOOLS.people > len(schools)
    return Reason.FEW if alone else Reason.DIFFERENCE


def _rank(sums: Sequence[Weights], schools: Sequence[str]) -> int:
    """How many of these sums are independent, over these schools."""
    if not sums or not schools:
        return 0
    rows = np.array([[one.get(school, 0.0) for school in schools] for one in sums])
    longest = np.abs(rows).max(axis=1, keepdims=True)
    return int(np.linalg.matrix_rank(rows / np.where(longest > 0, longest, 1.0)))


def _why_not_counted(run: Run) -> Reason:
    """Where no answers stand behind a table: many, no giant, and many between two releases.

    Two sums over nearly the same clusters are, subtracted, the bill of the few between them.
    """
    units = _units(run)
    if len(units) < SCHOOLS.people or _has_giant(run):
        return Reason.FEW
    told = [_units(one) for one in _released_beside(run)]
    apart = [max(len(units - one), len(one - units)) for one in told if units & one]
    if any(0 < some < SCHOOLS.people for some in apart):
        return Reason.DIFFERENCE
    sums = [dict.fromkeys(one, 1.0) for one in (units, *told)]
    return _why_too_many(sums[:1], sums[1:])


def _has_giant(run: Run) -> bool:
    """Whether one cluster makes up so much of a bill that its own can be told from the sum."""
    spec = read_ask(run.document["ask"]).spec
    if not isinstance(spec, CostsSummary):
        return False
    lines = read_lines(named(Columns, "columns", spec.columns), frame_of(run.table))
    try:
        sums = by(
            lines, lambda line: line.group, prices_of(spec),
            of=PriceSet(spec.of), rate=read_rate(spec.rate),
        )  # fmt: skip
    except NoPrice:
        return False
    shares = [float(one) for one in sums.values()]
    return dominated(shares) or nearly_known(shares)


def _units(run: Run) -> set[str]:
    """What must be many: schools, as the first key names them; people where rows have no key.

    With a sign for each school that took its answers back: what was told with it stays told.
    """
    rows, keys = frame_of(run.table), KINDS[run.table.kind].keys
    if keys:
        return {str(one) for one in np.asarray(rows[keys[0]]).tolist()} | {*run.table.withheld}
    said = Counter(
        zip(*(np.asarray(rows[name]).tolist() for name in sorted(rows)), strict=True)
    )
    people = {f"{row} {time}" for row, times in said.items() for time in range(times)}
    return people | {*run.table.withheld}
