"""What somebody asks of a scale-up, and what is known beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import LIKELY, SpecError
from cordata.analysis.spread.bill import Prices, Quantities
from cordata.analysis.spread.shares import Known, growth
from cordata.analysis.spread.simulate import Start, flow


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants to know.

    schools     mentee schools that are to be mentored
    per_mentor  of them for each mentor school
    hours       a week that a mentor school gives, all its people together
    travel      minutes one way between a mentee school and its mentor
    years       in which all are to begin
    pay         gross salary of a teacher for a year
    mentors     mentor schools to begin with; None: as many as are needed
    budget      for each year; None is no limit
    """

    schools: int
    per_mentor: int
    hours: float
    travel: float
    years: int
    pay: float
    mentors: int | None = None
    budget: float | None = None

    def __post_init__(self) -> None:
        for name in ("schools", "hours", "travel", "mentors", "budget"):
            if (getattr(self, name) or 0) < 0:
                raise SpecError(name, "less than nothing", "Give 0 or more")
        if min(self.per_mentor, self.years) < 1 or self.pay <= 0:
            raise SpecError("years", "no place, year or pay", "Give each of them")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known from elsewhere: from records, published prices, or guesses.

    known   each of ``SHARES``
    bears   by part of the bill: (payer, share) that sum to 1
    studied by field of ``Ask``: between which values it was ever seen
    fidelity share of what it got that a mentor school passes on: nobody has measured it
    """

    known: Mapping[str, Known]
    used: Quantities
    prices: Prices
    bears: Mapping[str, tuple[tuple[str, float], ...]]
    studied: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fidelity: float = 1.0


def needed(
    ask: Ask,
    shares: tuple[Floats, Floats, Floats],
    most: Ints | None = None,
    sure: float = LIKELY,
) -> int:
    """Mentor schools to begin with, so that it is ``sure`` that all begin in time.

    Nothing being short, with M mentors c M (1 + f + ... + f^(T-1)) schools begin in T years. Where
    money is short, it is looked for; and where no number would do, as many as money pays for.

    shares  each (runs,): who completes, who is willing then, who stays
    most    (runs,) schools that a year's money pays for; None where it is never short
    """
    if most is None:
        factor = growth(shares, ask.per_mentor)
        grown = sum(factor**year for year in range(ask.years))
        return int(np.ceil(np.quantile(ask.schools / (ask.per_mentor * grown), sure) - 1e-9))
    low, high = 0, -(-ask.schools // ask.per_mentor)
    if _sure_of(ask, shares, most, high) < sure:
        return min(int(np.ceil(np.quantile(most / ask.per_mentor, sure))), high)
    while low < high:
        between = (low + high) // 2
        if _sure_of(ask, shares, most, between) < sure:
            low = between + 1
        else:
            high = between
    return low


def _sure_of(
    ask: Ask, shares: tuple[Floats, Floats, Floats], most: Ints, mentors: int
) -> float:
    """Share of runs in which all schools begin in time; it never falls with more mentors."""
    start = Start(mentors, ask.schools, ask.per_mentor, most=most)
    begun = flow(start, shares, ask.years).begun.sum(axis=1)
    return float((begun >= ask.schools - 1e-9).mean())


def outside(ask: Ask, studied: Mapping[str, tuple[float, float]]) -> dict[str, str]:
    """Which fields lie beyond whatever was studied, and on which side."""
    found = {}
    for name, (low, high) in studied.items():
        value = getattr(ask, name)
        if not low <= value <= high:
            found[name] = "below" if value < low else "above"
    return found
