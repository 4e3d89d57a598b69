"""Too small to matter, or not known? Two one-sided tests, and the four verdicts."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import stdtr

from cordata.analysis.contract import Interval
from cordata.analysis.inference.robust import Coefficient


class Verdict(StrEnum):
    """What may be said of an effect. "No significant effect" is not among them."""

    BENEFICIAL = "beneficial"
    HARMFUL = "harmful"
    EQUAL = "practically_equal"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Tost:
    """Two one-sided tests: t above the lower bound, t below the upper one, the larger p."""

    t_low: float
    t_high: float
    p: float


def tost(found: Coefficient, bound: float) -> Tost:
    """Is the truth inside ±``bound``? In the unit of the estimate; fixed before data are seen.

    p <= .05 is the same as a 90 % interval inside the bounds.
    Source: Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15; Lakens
    (2017), Social Psychological and Personality Science 8.
    """
    low, high = (found.value + bound) / found.error, (found.value - bound) / found.error
    p = max(float(stdtr(found.df, -low)), float(stdtr(found.df, high)))
    return Tost(low, high, p)


def welch(
    means: tuple[float, float], sds: tuple[float, float], n: tuple[int, int]
) -> Coefficient:
    """Difference of two independent means, first less second, with unequal spreads.

    Source: Welch (1947), Biometrika 34.
    """
    parts = [sd**2 / size for sd, size in zip(sds, n, strict=True)]
    below = sum(part**2 / (size - 1) for part, size in zip(parts, n, strict=True))
    return Coefficient(means[0] - means[1], float(np.sqrt(sum(parts))), sum(parts) ** 2 / below)


def verdict(wide: Interval | None, narrow: Interval | None, bound: float) -> Verdict:
    """One of four words.

    wide    95 % interval, narrow 90 %: both as they are shown; None where none is to be said
    bound   smallest effect of interest, in the same unit

    Equal comes first: an effect surely there and surely too small to matter is equal.
    """
    if narrow is not None and -bound < narrow.low and narrow.high < bound:
        return Verdict.EQUAL
    if wide is None or wide.low <= 0.0 <= wide.high:
        return Verdict.INCONCLUSIVE
    return Verdict.BENEFICIAL if wide.low > 0.0 else Verdict.HARMFUL
