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
from cordata.evidence.queries.tables import frame_of

# A school is here what a person is elsewhere: at least five stand behind a public number.
SCHOOLS = Thresholds(people=5, schools=1)
# Tables of the same schools' same answers: what is told of one tells of the other.
SAME_ANSWERS = ("change-of-schools/1", "models-of-clusters/1")
# The ledger counts points from 1 up: a change from -4 to 4 is one of nine.
POINTS, UNCHANGED = 9, 5


def why_not_released(run: Run) -> Reason:
    """``Reason.SHOWN`` where the run's numbers tell nothing that is protected.

    Ledger: every released finding that rests on the same answers. A difference of two sides
    tells, beside the change of all, what each side did: both must be safe.
    """
    before = [cell for one in _released_beside(run) for cell in _cells(one)]
    reasons = clear(_cells(run), before, SCHOOLS).values()
    return next((one for one in reasons if one != Reason.SHOWN), Reason.SHOWN)


def _released_beside(run: Run) -> Iterable[Run]:
    """Runs behind findings that were ever released: what was told stays told."""
    alike = SAME_ANSWERS if run.table.kind in SAME_ANSWERS else (run.table.kind,)
    found = Finding.objects.filter(
        released_at__isnull=False, run__table__kind__in=alike
    ).exclude(run=run)
    runs = {one.run.pk: one.run for one in found.select_related("run__table").order_by("pk")}
    return [one for one in runs.values() if _measured(one) == _measured(run)]


def _measured(run: Run) -> str:
    told = run.table.params
    return " ".join(str(told.get(name)) for name in ("instrument", "voice", "area"))


def _cells(run: Run) -> list[Cell]:
    """All schools; of a contrast, each of its two sides."""
    rows = frame_of(run.table)
    if "treated" not in rows:
        return [_cell(run, rows)]
    side = np.asarray(rows["treated"]) == 1
    sides = {"one": side, "other": ~side}
    return [
        _cell(run, {name: np.asarray(column)[mine] for name, column in rows.items()}, key)
        for key, mine in sides.items()
        if mine.any()
    ]


def _cell(run: Run, rows: Frame, *of: str) -> Cell:
    change = np.asarray(rows["after"]) - np.asarray(rows["before"])
    schools = [str(one) for one in np.asarray(rows["school"]).tolist()]
    scores = {
        school: float(value) + UNCHANGED
        for school, value in zip(schools, change.tolist(), strict=True)
        if np.isfinite(value)
    }
    nearest = np.rint([scores[one] for one in sorted(scores)]).astype(np.int64)
    return Cell(
        key=(run.public_id, *of),
        of=_measured(run),
        scores=scores,
        answers=tuple(int((nearest == one).sum()) for one in range(1, POINTS + 1)),
    )
