"""What a release of a finding would tell about single schools, with all that was released before.

A finding shows a mean over schools and how many they are. Two of them about nearly the same
schools tell the rest: ``analysis.disclosure.release`` keeps one ledger over all releases.
"""

from collections.abc import Iterable

import numpy as np

from cordata.analysis.columns import Frame
from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import Reason, Thresholds
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.tables import KINDS, frame_of

# A school is here what a person is elsewhere: at least five stand behind a public number.
SCHOOLS = Thresholds(people=5, schools=1)
# The ledger counts points from 1 up: a change from -4 to 4 is one of nine.
POINTS, UNCHANGED = 9, 5


def why_not_released(run: Run) -> Reason:
    """``Reason.SHOWN`` where the run's numbers tell nothing that is protected.

    Ledger: every released finding whose table measures the same of the same units. Where no
    answers stand behind a table, as many schools must. A difference of two sides tells, beside
    the change of all, what each side did: both must be safe.
    """
    if not KINDS[run.table.kind].shown:
        return Reason.SHOWN if len(_units(run)) >= SCHOOLS.people else Reason.FEW
    before = [cell for one in _released_beside(run) for cell in _cells(one)]
    reasons = clear(_cells(run), before, SCHOOLS).values()
    return next((one for one in reasons if one != Reason.SHOWN), Reason.SHOWN)


def size_of(run: Run) -> int:
    """How many stand behind the numbers that would be released: schools, clusters or people."""
    if not KINDS[run.table.kind].shown:
        return len(_units(run))
    return len({school for cell in _cells(run) for school in cell.scores})


def counts_schools(run: Run) -> bool:
    """Whether ``size_of`` counts schools: the rows of some tables are clusters, pairs or people."""
    return KINDS[run.table.kind].keys[:1] == ("school",)


def why_no_rows(run: Run) -> Reason:
    """Whether the rows themselves may be handed to researchers.

    Not while a released mean holds a school or a few that took their answers back: the rows of
    all others would tell theirs.
    """
    few = any(
        0 < len(one.table.withheld) < SCHOOLS.people for one in [run, *_released_beside(run)]
    )
    return Reason.DIFFERENCE if few else Reason.SHOWN


def _released_beside(run: Run) -> Iterable[Run]:
    """Runs behind findings that were ever released: what was told stays told."""
    found = Finding.objects.filter(released_at__isnull=False).exclude(run=run)
    runs = {one.run.pk: one.run for one in found.select_related("run__table").order_by("pk")}
    return [one for one in runs.values() if _measured(one) == _measured(run)]


def _measured(run: Run) -> str:
    """Whose answers to what, and what a row is of; nothing where no answers stand behind it."""
    kind, told = KINDS[run.table.kind], run.table.params
    names = [str(told.get(name)) for name in ("instrument", "voice", "area")]
    return " ".join([*kind.keys[:1], *names]) if kind.shown else ""


def _units(run: Run) -> set[str]:
    """What must be many: schools, as the first key names them; people where rows have no key."""
    rows, keys = frame_of(run.table), KINDS[run.table.kind].keys
    if not keys:
        return {str(row) for row in range(run.table.rows)}
    return {str(one) for one in np.asarray(rows[keys[0]]).tolist()}


def _cells(run: Run) -> list[Cell]:
    """All schools; of a method that compares two sides, each side."""
    rows = frame_of(run.table)
    side = rows.get(str(run.document["ask"]["spec"].get("treated")))
    if side is None:
        return [_cell(run, rows)]
    ones = np.asarray(side) == 1
    return [
        _cell(run, {name: np.asarray(column)[mine] for name, column in rows.items()}, key)
        for key, mine in (("one", ones), ("other", ~ones))
        if mine.any()
    ]


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
