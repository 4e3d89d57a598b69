"""What a release of a finding would tell about single schools, with all that was released before.

A finding shows a mean over schools and how many they are. Two of them about nearly the same
schools tell the rest: ``analysis.disclosure.release`` keeps one ledger over all releases.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.cells import named
from cordata.analysis.columns import Frame
from cordata.analysis.costs.money import NoPrice
from cordata.analysis.costs.reading import Columns, prices_of, read_lines, read_rate
from cordata.analysis.costs.summary import CostsSummary
from cordata.analysis.costs.totals import PriceSet, by
from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import Reason, Thresholds, dominated, nearly_known
from cordata.analysis.methods import read_ask
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.tables import KINDS, frame_of

# A school is here what a person is elsewhere: at least five stand behind a public number.
SCHOOLS = Thresholds(people=5, schools=1)
# The ledger counts points from 1 up: a change from -4 to 4 is one of nine.
POINTS, UNCHANGED = 9, 5
# Fields of specs that name columns by which means are told apart, and up to how many means.
COEFFICIENTS = ("fixed", "moderators", "covariates", "begins", "option")
FEW_VALUES = 5


def why_not_released(run: Run) -> Reason:
    """``Reason.SHOWN`` where the run's numbers tell nothing that is protected.

    Ledger: every released finding whose table measures the same of the same units. Where no
    answers stand behind a table, as many schools must. A difference of two sides tells, beside
    the change of all, what each side did: both must be safe; so must each value of a column that
    the method is told of.
    """
    if not rests_on_answers(run):
        return _why_not_counted(run)
    before = [cell for one in _released_beside(run) for cell in _cells(one)]
    reasons = clear(_cells(run), before, SCHOOLS).values()
    hidden = [one for one in reasons if one != Reason.SHOWN]
    # What is hidden for the sake of another says less than why the other is.
    return min(hidden, key=lambda one: one == Reason.COMPLEMENT, default=Reason.SHOWN)


def size_of(run: Run) -> int:
    """How many stand behind the numbers that would be released: schools, clusters or people."""
    if not rests_on_answers(run):
        return len(_units(run))
    return len({school for cell in _cells(run) for school in cell.scores})


def counts_schools(run: Run) -> bool:
    """Whether ``size_of`` counts schools: the rows of some tables are clusters, pairs or people."""
    return KINDS[run.table.kind].keys[:1] == ("school",)


def rests_on_answers(run: Run) -> bool:
    """Whether what is published are means of answers."""
    return bool(KINDS[run.table.kind].shown)


def why_no_rows(run: Run) -> Reason:
    """Whether the rows themselves may be handed to researchers.

    Not while a mean that somebody has read holds a school or a few that took their answers back:
    the rows of all others would tell theirs. Who asks for rows reads what is not released, too.
    """
    mine = {one["id"] for one in run.table.sources}
    runs = Run.objects.filter(refused=False).exclude(table__withheld=[])
    few = any(
        0 < len(one.table.withheld) < SCHOOLS.people
        and _measured(one) == _measured(run)
        and (one.pk == run.pk or mine & {round_["id"] for round_ in one.table.sources})
        for one in runs.select_related("table").defer("document", "table__content")
    )
    return Reason.DIFFERENCE if few else Reason.SHOWN


def _released_beside(run: Run) -> Iterable[Run]:
    """Runs behind findings that were ever released: what was told stays told."""
    found = Finding.objects.filter(released_at__isnull=False).exclude(run=run)
    runs = {one.run.pk: one.run for one in found.select_related("run__table").order_by("pk")}
    return [one for one in runs.values() if _measured(one) == _measured(run)]


def _measured(run: Run) -> str:
    """Whose answers to what; of a table without answers, which one it is.

    Rows may be of schools or of clusters: both are made of the same answers.
    """
    told = run.table.params
    names = [str(told.get(name)) for name in ("instrument", "voice", "area")]
    return " ".join(names) if KINDS[run.table.kind].shown else run.table.kind


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
    return Reason.SHOWN


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


def _cells(run: Run) -> list[Cell]:
    """All schools; of a method that compares two sides, each side; and each value of a column."""
    rows = frame_of(run.table)
    found = _by_side(run, rows)
    for name in _told_of(run):
        column = np.asarray(rows.get(name, ()))
        values = [one for one in np.unique(column).tolist() if one == one]  # noqa: PLR0124 - NaN
        if len(values) <= FEW_VALUES:
            found += [_cell(run, _some(rows, column == one), name, f"{one}") for one in values]
    return [one for one in found if one.scores]


def _by_side(run: Run, rows: Frame) -> list[Cell]:
    side = rows.get(str(run.document["ask"]["spec"].get("treated")))
    if side is None:
        return [_cell(run, rows)]
    ones = np.asarray(side) == 1
    return [
        _cell(run, _some(rows, mine), key)
        for key, mine in (("one", ones), ("other", ~ones))
        if mine.any()
    ]


def _some(rows: Frame, mine: Bools) -> Frame:
    return {name: np.asarray(column)[mine] for name, column in rows.items()}


def _told_of(run: Run) -> list[str]:
    """Columns whose coefficient is among the estimates: with the constant it tells a mean."""
    spec = run.document["ask"]["spec"]
    asked = [spec.get(field) or () for field in COEFFICIENTS]
    names = [name for one in asked for name in ([one] if isinstance(one, str) else one)]
    return sorted({name for name in names if isinstance(name, str)} - {spec.get("treated")})


def _cell(run: Run, rows: Frame, *of: str) -> Cell:
    """The value that each unit adds to what is published: a change, or a mean over its rounds."""
    kind = KINDS[run.table.kind]
    values = np.asarray(rows[kind.shown[0]], dtype=np.float64)
    for less in kind.shown[1:]:
        values = values - np.asarray(rows[less])
    added: dict[str, list[float]] = {}
    units = np.asarray(rows[kind.keys[0]]).tolist()
    for unit, value in zip(units, values.tolist(), strict=True):
        if np.isfinite(value):
            added.setdefault(str(unit), []).append(value)
    scores = {unit: sum(some) / len(some) + UNCHANGED for unit, some in added.items()}
    # Schools that took their answers back are remembered as having been there, not with what
    # they said: what was told with them stays told.
    scores |= dict.fromkeys(run.table.withheld, float(UNCHANGED))
    nearest = np.rint([scores[one] for one in sorted(scores)]).astype(np.int64)
    return Cell(
        key=(run.public_id, *of),
        of=_measured(run),
        scores=scores,
        answers=tuple(int((nearest == one).sum()) for one in range(1, POINTS + 1)),
    )
