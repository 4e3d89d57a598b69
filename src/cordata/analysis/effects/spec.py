"""What an analysis of two rounds is told: names of columns, and what was fixed before the data."""

from dataclasses import dataclass
from typing import Literal

from cordata.analysis.contract import SpecError
from cordata.analysis.effects.attrition import TOLERATED, Boundary

INTEREST = 0.20  # smallest effect of interest, in standard deviations of people
FIRST, LAST = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class AncovaSpec:
    """An effect between two arms and two rounds; columns are named, one row per school.

    school, country, mentor  keys; ``mentor`` is looked at for treated schools only, for E2 in
                             both arms (all are mentees); for E4 it is the school itself
    treated                  1 for mentored (E2: for one level of an axis), 0 for comparison
    before, after            school means in points of a scale from ``low`` to ``high``; empty
                             where a school was lost
    covariates               of schools, from before the start
    answers, deviation       people behind ``after`` and their standard deviation; without them
                             no g is shown, and the start is judged by the spread of schools
    reliability              of each school's ``before``, 0 to 1: asks for a rerun without noise
    spilled                  1 for comparison schools that may have got some of it (same course,
                             shared staff, near a member): asks for a rerun without them
    response                 share of the invited who answered, the lower of both rounds
    icc                      where it is known better than from these schools

    estimand     E1 taking part, E2 a level of an axis, E4 being a mentor school
    randomised   lots were drawn, for each ``unit`` within each ``stratum``
    interest     smallest effect that matters, in standard deviations of people
    alpha, invariant, same_items, self_rated   what is known of the scale
    earlier      columns of rounds before ``before``, the oldest first
    drift        difference of trends per round one would not like to miss, in standard deviations
    registered   before the second round closed; otherwise one of so many ``comparisons``
    """

    school: str
    country: str
    mentor: str
    treated: str
    before: str
    after: str
    covariates: tuple[str, ...] = ()
    answers: str | None = None
    deviation: str | None = None
    reliability: str | None = None
    spilled: str | None = None
    response: str | None = None
    icc: float | None = None
    estimand: Literal["E1", "E2", "E4"] = "E1"
    randomised: bool = False
    unit: str | None = None
    stratum: str | None = None
    low: float = FIRST
    high: float = LAST
    interest: float = INTEREST
    alpha: float | None = None
    invariant: bool | None = None
    same_items: bool = True
    self_rated: bool = True
    earlier: tuple[str, ...] = ()
    drift: float = 0.10
    registered: bool = False
    comparisons: int = 1
    boundary: Boundary = "cautious"

    def __post_init__(self) -> None:
        among("estimand", self.estimand, ("E1", "E2", "E4"))
        among("boundary", self.boundary, tuple(TOLERATED))
        above("high", self.high, self.low)
        above("interest", self.interest, 0.0)
        above("drift", self.drift, 0.0)
        above("comparisons", self.comparisons, 0)
        if self.icc is not None and not 0.0 <= self.icc < 1.0:
            raise SpecError("icc", f"{self.icc:g} is no share", "Give 0 or more, and below 1")
        if (self.answers is None) != (self.deviation is None):
            raise SpecError("answers", "one of two columns is named", "Name deviation as well")
        if self.randomised and self.unit is None:
            raise SpecError(
                "unit", "is not named", "Name the column of what lots were drawn for"
            )


def among(where: str, word: str, allowed: tuple[str, ...]) -> None:
    """Refuse a word that is not of a closed list."""
    if word not in allowed:
        raise SpecError(where, f"{word!r} is not known", f"Choose one of: {', '.join(allowed)}")


def above(where: str, value: float, limit: float) -> None:
    """Refuse a number that is not above another."""
    if not value > limit:
        raise SpecError(where, f"{value:g} is not above {limit:g}", "Change it")
