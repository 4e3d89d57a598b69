"""Were the arms alike at the start, and how much does a noisy start bend the answer?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.contract import Check, Level
from cordata.analysis.inference.least_squares import fit

ALIKE = 0.05  # standard deviations up to which nothing need be adjusted
LIMIT = 0.25  # above, adjusting does not help


def gap(before: Floats, treated: Bools, country: NDArray[Any]) -> float:
    """How far the treated were ahead at the start within countries, in points."""
    column = treated.astype(np.float64)[:, None]
    return float(fit(before, column, absorb=country).coefficients[0])


def baseline(g: float, *, must_hold: bool) -> Check:
    """ "Groups differed at the start (g = ...)": adjusted between .05 and .25, refused beyond.

    must_hold  no lots were drawn, or too many schools were lost: likeness at the start is all
               there is to stand on

    Source: WWC Procedures and Standards Handbook 5.0, baseline equivalence.
    """
    size = abs(g)
    if size <= ALIKE:
        level = Level.OK
    else:
        level = Level.REFUSE if size > LIMIT and must_hold else Level.WARN
    return Check("baseline", level, {"g": g, "adjusted_above": ALIKE, "refused_above": LIMIT})


def without_noise(before: Floats, others: Floats, reliability: Floats) -> Floats | None:
    """Baseline means drawn to what the other regressors expect, as far as they are noise.

    before       (n,) observed means
    others       (n, k) all other regressors, with those of countries or a column of ones
    reliability  (n,) of each school's mean, above 0 to 1: λ = τ² / (τ² + σ² / n)
    returns      (n,) regression calibration; None where the others explain so much that
                 nothing but noise is left

    With the same λ everywhere this is the errors-in-variables estimator. A noisy baseline
    attenuates its own slope and so leaves part of a difference at the start in the effect.

    Source: Fuller (1987), Measurement Error Models, 2.2; Carroll et al. (2006), Measurement
    Error in Nonlinear Models, 4.
    """
    expected = others @ np.linalg.lstsq(others, before, rcond=None)[0]
    left = before - expected
    spread = float(((before - before.mean()) ** 2).sum())
    own = float((left**2).sum()) / spread if spread > 0 else 0.0
    if own <= 0:
        return None
    kept = 1.0 - (1.0 - reliability) / own
    return None if (kept <= 0).any() else expected + kept * left
