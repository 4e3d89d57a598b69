"""What a release of a finding would tell about single schools, with all that was released before.

A finding shows a mean over schools and how many they are. Two of them about nearly the same
schools tell the rest: ``analysis.disclosure.release`` keeps one ledger over all releases.
"""

from collections.abc import Iterable

import numpy as np

from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import Reason, Thresholds
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.tables import frame_of

# A school is here what a person is elsewhere: at least five stand behind a public number.
SCHOOLS = Thresholds(people=5, schools=1)
# The ledger counts points from 1 up: a change from -4 to 4 is one of nine.
POINTS, UNCHANGED = 9, 5


def why_not_released(run: Run) -> Reason:
    """``Reason.SHOWN`` where the run's numbers tell nothing that is protected.

    Ledger: every released finding whose table is of the same kind and measures the same.
    """
    cells = [_cell(one) for one in _released_beside(run)]
    [reason] = clear([_cell(run)], cells, SCHOOLS).values()
    return reason


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
    found = Finding.objects.filter(
        released_at__isnull=False, run__table__kind=run.table.kind
    ).exclude(run=run)
    runs = {one.run.pk: one.run for one in found.select_related("run__table").order_by("pk")}
    return [one for one in runs.values() if _measured(one) == _measured(run)]


def _measured(run: Run) -> str:
    told = run.table.params
    return " ".join(str(told.get(name)) for name in ("instrument", "voice", "area"))


def _cell(run: Run) -> Cell:
    rows = frame_of(run.table)
    change = np.asarray(rows["after"]) - np.asarray(rows["before"])
    schools = [str(one) for one in np.asarray(rows["school"]).tolist()]
    scores = {
        school: float(value) + UNCHANGED
        for school, value in zip(schools, change.tolist(), strict=True)
        if np.isfinite(value)
    }
    # Schools that took their answers back are remembered as having been there, not with what
    # they said: what was told with them stays told.
    scores |= dict.fromkeys(run.table.withheld, float(UNCHANGED))
    nearest = np.rint([scores[one] for one in sorted(scores)]).astype(np.int64)
    return Cell(
        key=(run.public_id,),
        of=_measured(run),
        scores=scores,
        answers=tuple(int((nearest == one).sum()) for one in range(1, POINTS + 1)),
    )
