"""Losses: how many schools or people are gone, how unequally, and whether that is too much."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtri

from cordata.analysis.arrays import Bools
from cordata.analysis.contract import Check, Level

type Boundary = Literal["cautious", "optimistic"]

# The largest difference of losses between arms that is tolerated, in percentage points, for an
# overall loss of 0, 1, 2 ... percent; beyond the list always too much.
# Source: WWC Standards Handbook 4.1, table II.1.
TOLERATED: dict[Boundary, tuple[float, ...]] = {
    "cautious": (
        5.7, 5.8, 5.9, 5.9, 6.0, 6.1, 6.2, 6.3, 6.3, 6.3, 6.3, 6.2, 6.2, 6.1, 6.0, 5.9, 5.9, 5.8,
        5.7, 5.5, 5.4, 5.3, 5.2, 5.1, 4.9, 4.8, 4.7, 4.5, 4.4, 4.3, 4.1, 4.0, 3.8, 3.6, 3.5, 3.3,
        3.2, 3.1, 2.9, 2.8, 2.6, 2.5, 2.3, 2.1, 2.0, 1.8, 1.6, 1.5, 1.3, 1.2, 1.0, 0.9, 0.7, 0.6,
        0.4, 0.3, 0.2, 0.0,
    ),
    "optimistic": (
        10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.7, 10.8, 10.9, 10.9, 10.9, 10.9, 10.9, 10.8, 10.8,
        10.7, 10.6, 10.5, 10.3, 10.2, 10.0, 9.9, 9.7, 9.5, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0,
        7.8, 7.6, 7.4, 7.2, 7.0, 6.7, 6.5, 6.3, 6.0, 5.8, 5.6, 5.3, 5.1, 4.9, 4.6, 4.4, 4.2, 3.9,
        3.7, 3.5, 3.2, 3.0, 2.8, 2.6, 2.3, 2.1, 1.9, 1.6, 1.4, 1.1, 0.9, 0.7, 0.5, 0.3,
    ),
}  # fmt: skip

# How strongly staying is bound to the outcome, treated and comparison: reproduces the table.
BOUND: dict[Boundary, tuple[float, float]] = {
    "cautious": (0.4084, 0.3537),
    "optimistic": (0.2495, 0.2036),
}


@dataclass(frozen=True, slots=True)
class Losses:
    """Shares lost: in all, treated, comparison; each 0 to 1."""

    overall: float
    treated: float
    comparison: float

    @property
    def unequal(self) -> float:
        return abs(self.treated - self.comparison)


def losses(treated: Bools, kept: Bools) -> Losses:
    """Shares of those assigned that are not in the analysis.

    treated, kept  (n,) of all that were assigned; both arms must be there
    """
    gone = ~kept
    return Losses(float(gone.mean()), float(gone[treated].mean()), float(gone[~treated].mean()))


def tolerated(overall: float, boundary: Boundary = "cautious") -> float | None:
    """Largest tolerated difference of losses, 0 to 1; None where the overall loss is too much.

    The overall loss counts in whole percent, rounded half up as it would be printed.
    """
    row = int(np.floor(round(100.0 * overall, 9) + 0.5))
    limits = TOLERATED[boundary]
    return round(limits[row] / 100.0, 4) if row < len(limits) else None


def is_high(lost: Losses, boundary: Boundary = "cautious") -> bool:
    """Above the boundary: the comparison may no longer be the one that was drawn."""
    limit = tolerated(lost.overall, boundary)
    return limit is None or round(lost.unequal, 9) > limit


def bias(lost: Losses, boundary: Boundary = "cautious") -> float:
    """Expected bias in standard deviations under WWC's model; its boundary is .05.

    |α_T φ(z_T) / r_T - α_C φ(z_C) / r_C| with response rates r and z = Φ⁻¹(1 - r), where the
    arm that lost more has the larger part (as the worse case). Our fit of α to the table.
    """
    rates = np.array([1.0 - lost.treated, 1.0 - lost.comparison])
    if (rates <= 0).any():
        return float("inf")
    z = ndtri(1.0 - rates)
    density = np.where(np.isfinite(z), np.exp(-(z**2) / 2.0) / np.sqrt(2.0 * np.pi), 0.0)
    shift = density / rates
    more, less = BOUND[boundary]
    return float(abs(more * shift.max() - less * shift.min()))


def attrition(lost: Losses, boundary: Boundary = "cautious") -> Check:
    """Where losses stand against the boundary: WARN above it, with all that a reader needs."""
    limit = tolerated(lost.overall, boundary)
    facts = {
        "overall": round(100.0 * lost.overall, 1),
        "treated": round(100.0 * lost.treated, 1),
        "comparison": round(100.0 * lost.comparison, 1),
        "tolerated": 0.0 if limit is None else round(100.0 * limit, 1),
        "boundary": boundary,
    }
    level = Level.WARN if is_high(lost, boundary) else Level.OK
    return Check("attrition", level, facts)
