"""Whether what was found still stands: on the rows of today, and without what was taken back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.methods import read_ask
from cordata.analysis.runs import computed
from cordata.evidence.models import Run
from cordata.evidence.queries.releasing import SCHOOLS
from cordata.evidence.queries.shown import PLACES
from cordata.kit.environment import code_version, environment

type Moved = tuple[str, float | None, float | None]  # estimate, as it was, as it is


class Verdict(StrEnum):
    """What became of a finding once schools took their answers back."""

    STANDS = "stands"  # the same conclusion: its interval lies on the same side of zero
    FALLS = "falls"  # another conclusion
    HIDDEN = "hidden"  # too little is left: no number can be shown


@dataclass(frozen=True)
class Left:
    """What is left without the schools that took their answers back.

    By how much a number moves is not said: two means over nearly the same schools tell what the
    schools between them had answered. A new finding on what is left asks the ledger.
    """

    schools: int
    verdict: Verdict


def without_withheld(run: Run, kept: Frame) -> Left | None:
    """Computed again on the rows that are left; None where no school took anything back."""
    gone = len(run.table.withheld)
    if not gone:
        return None
    result = _result(run, kept)
    if result is None or run.table.rows < SCHOOLS.people:
        return Left(gone, Verdict.HIDDEN)
    then = run.document["result"]["estimates"]
    same = then.keys() <= result.keys() and all(
        _side(then[name]) == _side(result[name]) for name in then
    )
    return Left(gone, Verdict.STANDS if same else Verdict.FALLS)


def on_rows_of_today(run: Run, today: Frame) -> tuple[Moved, ...]:
    """Which numbers move, and by how much, on the rows that the records give now."""
    result = _result(run, today)
    return moved(run.document["result"]["estimates"], result or {})


def moved(then: dict[str, Any], now: dict[str, Any]) -> tuple[Moved, ...]:
    """Estimates that differ in the digits that are shown; None where there is none (any more)."""
    found = []
    for name in sorted({*then, *now}):
        before, after = (_shown(one.get(name)) for one in (then, now))
        if before != after:
            found.append((name, before, after))
    return tuple(found)


def _result(run: Run, rows: Frame) -> dict[str, Any] | None:
    """The estimates; None where the method refuses, or has nothing to read."""
    if not rows or not len(next(iter(rows.values()))):
        return None
    try:
        ask = read_ask(run.document["ask"])
        found = computed(ask, rows, code=code_version(), environment=environment())
    except SpecError:
        return None
    estimates: dict[str, Any] = found["result"]["estimates"]
    return estimates or None


def _side(one: dict[str, float | None]) -> int:
    """Above zero, below, or neither can be said."""
    low, high = one["low"], one["high"]
    if low is not None and low > 0:
        return 1
    return -1 if high is not None and high < 0 else 0


def _shown(one: dict[str, float | None] | None) -> float | None:
    value = None if one is None else one["value"]
    return None if value is None else round(value, PLACES) + 0.0
