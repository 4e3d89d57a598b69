"""What the numbers of a run tell of sets of schools: the sums that a reader of them can work out.

Rows may be schools, or clusters and countries whose means are made of the same schools' answers:
both are told of schools, so that ``releasing`` can put them together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.columns import Frame
from cordata.analysis.disclosure.release import Cell
from cordata.evidence.models import Run
from cordata.evidence.queries.tables import KINDS, frame_of

# The ledger counts points from 1 up: a change from -4 to 4 is one of nine.
POINTS, UNCHANGED = 9, 5
# Fields of specs that name columns by which means are told apart, and up to how many means.
COEFFICIENTS = ("fixed", "moderators", "covariates", "begins", "option")
FEW_VALUES = 5


def rests_on_answers(run: Run) -> bool:
    """Whether what is published are means of answers."""
    return bool(KINDS[run.table.kind].shown)


def measured(run: Run) -> str:
    """Whose answers to what; of a table without answers, which one it is."""
    told = run.table.params
    names = [str(told.get(name)) for name in ("instrument", "voice", "area")]
    return " ".join(names) if rests_on_answers(run) else run.table.kind


def cells_of(run: Run, *, by_size: bool = False) -> list[Cell]:
    """All schools; of a method that compares two sides, each side; and each value of a column.

    by_size  and the schools of all rows of as many schools: where another mean of the same schools
             weighs them otherwise, the two subtracted tell these apart
    """
    rows = frame_of(run.table)
    found = [_cell(run, _some(rows, mine), key) for key, mine in _parts(run, rows)]
    if by_size:
        sizes = np.array([len(run.table.members[one]) for one in keys_of(run, rows)])
        found += [
            _cell(run, _some(rows, sizes == one), ("size", f"{one}"))
            for one in np.unique(sizes).tolist()
        ]
    return [one for one in found if one.scores]


def sets_told(run: Run) -> list[frozenset[str]]:
    """By their first key: the rows of each mean that a reader can work out."""
    rows = frame_of(run.table)
    keys = np.array(keys_of(run, rows))
    return [frozenset(keys[mine].tolist()) for _key, mine in _parts(run, rows)]


def slopes_of(run: Run) -> list[dict[str, float]]:
    """Columns of many values whose coefficient is among the estimates: by school, its value."""
    rows, found = frame_of(run.table), []
    keys = keys_of(run, rows)
    for name in told_of(run):
        column = np.asarray(rows.get(name, ()))
        if column.dtype.kind not in "US" and len(np.unique(column)) > FEW_VALUES:
            values = dict(zip(keys, np.nan_to_num(column).tolist(), strict=True))
            found.append(
                {school: value for key, value in values.items() for school in _of(run, key)}
            )
    return found


def sizes_of(run: Run) -> dict[str, int]:
    """By school: how many share the row that it is in, 1 where rows are schools."""
    if run.table.members:
        rows = run.table.members.values()
        return {school: len(row) for row in rows for school in row}
    return dict.fromkeys(keys_of(run, frame_of(run.table)), 1)


def keys_of(run: Run, rows: Frame) -> list[str]:
    """What the first key of each row is."""
    return [str(one) for one in np.asarray(rows[KINDS[run.table.kind].keys[0]]).tolist()]


def aligned(cells: Iterable[tuple[Run, Cell]]) -> list[Cell]:
    """The same, with one score for a school wherever rows are of several schools.

    What a row of several tells of each is not known; the ledger takes it for what the school's own
    row says, so that the two are about the same answers.
    """
    every = list(cells)
    known: dict[str, float] = {}
    for run, cell in every:
        if not run.table.members:
            known = dict(cell.scores) | known
    for run, cell in every:
        if run.table.members:
            known = dict(cell.scores) | known
    return [_as_known(cell, known) if run.table.members else cell for run, cell in every]


def _as_known(cell: Cell, known: Mapping[str, float]) -> Cell:
    scores = {one: known[one] for one in cell.scores}
    return replace(cell, scores=scores, answers=_answers(scores))


def told_of(run: Run) -> list[str]:
    """Columns whose coefficient is among the estimates: with the constant it tells a mean."""
    spec = run.document["ask"]["spec"]
    asked = [spec.get(field) or () for field in COEFFICIENTS]
    names = [name for one in asked for name in ([one] if isinstance(one, str) else one)]
    return sorted({name for name in names if isinstance(name, str)} - {spec.get("treated")})


def _parts(run: Run, rows: Frame) -> list[tuple[tuple[str, ...], Bools]]:
    """Rows that are told together, with what the ledger calls them."""
    found = _by_side(run, rows)
    for name in told_of(run):
        column = np.asarray(rows.get(name, ()))
        values = [one for one in np.unique(column).tolist() if one == one]  # noqa: PLR0124 - NaN
        if len(values) <= FEW_VALUES:
            found += [((name, f"{one}"), column == one) for one in values]
    return found


def _by_side(run: Run, rows: Frame) -> list[tuple[tuple[str, ...], Bools]]:
    side = rows.get(str(run.document["ask"]["spec"].get("treated")))
    if side is None:
        size = len(next(iter(rows.values()), ()))
        return [((), np.ones(size, dtype=np.bool_))]
    ones = np.asarray(side) == 1
    return [((key,), mine) for key, mine in (("one", ones), ("other", ~ones)) if mine.any()]


def _some(rows: Frame, mine: Bools) -> Frame:
    return {name: np.asarray(column)[mine] for name, column in rows.items()}


def _of(run: Run, key: str) -> Sequence[str]:
    """The schools of a row."""
    found: Mapping[str, Sequence[str]] = run.table.members
    return found.get(key, (key,))


def _cell(run: Run, rows: Frame, of: tuple[str, ...]) -> Cell:
    """The value that each school adds to what is published: a change, or a mean over its rounds."""
    kind = KINDS[run.table.kind]
    values = np.asarray(rows[kind.shown[0]], dtype=np.float64)
    for less in kind.shown[1:]:
        values = values - np.asarray(rows[less])
    added: dict[str, list[float]] = {}
    for key, value in zip(keys_of(run, rows), values.tolist(), strict=True):
        if np.isfinite(value):
            for school in _of(run, key):
                added.setdefault(school, []).append(value)
    scores = {school: sum(some) / len(some) + UNCHANGED for school, some in added.items()}
    scores |= dict.fromkeys(_gone(run, of), float(UNCHANGED))
    return Cell((run.public_id, *of), measured(run), scores, _answers(scores))


def _answers(scores: Mapping[str, float]) -> tuple[int, ...]:
    """How many are nearest to each point."""
    nearest = np.rint(list(scores.values()))
    return tuple(int((nearest == one).sum()) for one in range(1, POINTS + 1))


def _gone(run: Run, of: tuple[str, ...]) -> Iterable[str]:
    """Schools that are in no row any more, as one of them took its answers back.

    They are remembered as having been there, the one by its sign and not with what it said: what
    was told with it stays told.
    """
    if not run.table.members:
        return list(run.table.withheld)
    left = set(keys_of(run, frame_of(run.table)))
    rows = [row for key, row in run.table.members.items() if key not in left]
    return [] if of else [school for row in rows for school in row]
