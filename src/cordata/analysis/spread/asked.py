"""What somebody asks of a scale-up, and what is known beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import LIKELY, SpecError
from cordata.analysis.spread.bill import Prices, Quantities
from cordata.analysis.spread.shares import Known


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants to know.

    schools     mentee schools to be reached
    per_mentor  of them for each mentor school
    hours       a week that a mentor school gives, all its people together
    travel      minutes one way between a mentee school and its mentor
    years       in which all are to be reached
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
    """

    known: Mapping[str, Known]
    used: Quantities
    prices: Prices
    bears: Mapping[str, tuple[tuple[str, float], ...]]
    studied: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def needed(ask: Ask, factor: Floats, sure: float = LIKELY) -> int:
    """Mentor schools to begin with, so that it is ``sure`` that all are reached in time.

    Nothing being short, M mentors reach c M (1 + f + ... + f^(T-1)) schools in T years.

    factor  (runs,) lambda
    """
    grown = sum(factor**year for year in range(ask.years))
    return int(np.ceil(np.quantile(ask.schools / (ask.per_mentor * grown), sure) - 1e-9))


def outside(ask: Ask, studied: Mapping[str, tuple[float, float]]) -> dict[str, str]:
    """Which fields lie beyond whatever was studied, and on which side."""
    found = {}
    for name, (low, high) in studied.items():
        value = getattr(ask, name)
        if not low <= value <= high:
            found[name] = "below" if value < low else "above"
    return found
