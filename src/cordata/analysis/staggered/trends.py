"""Did cohorts move alike before they began? A test, how much it could have seen, how much it may err."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, ncx2

from cordata.analysis.arrays import Floats
from cordata.analysis.staggered.group_time import Cells


@dataclass(frozen=True, slots=True)
class PreTest:
    """Wald test that every step before a start is 0.

    power  chance that it would see a drift of ``drift`` a wave, at 5 %
    """

    wald: float
    df: int
    p: float
    drift: float
    power: float


def pre_test(cells: Cells, *, drift: float) -> PreTest | None:
    """The test, or None where there is no step before a start, or too few clusters to judge all.

    cells  with the varying base, so that each cell before is one step
    drift  how much cohorts might drift apart in a wave, in the units of the outcome
    """
    before = ~cells.after
    df = int(before.sum())
    if df == 0:
        return None
    steps = cells.effect[before]
    spread = cells.covariance[np.ix_(before, before)]
    if np.linalg.matrix_rank(spread) < df:
        return None
    ones = np.full(df, drift)
    wald = float(steps @ np.linalg.solve(spread, steps))
    seen = float(ones @ np.linalg.solve(spread, ones))
    return PreTest(
        wald=wald,
        df=df,
        p=float(chi2.sf(wald, df)),
        drift=drift,
        power=float(ncx2.sf(chi2.isf(0.05, df), df, seen)) if drift else 0.05,
    )


def breakdown(effect: float, reach: float, steps: float, worst: float) -> float:
    """How many times the worst step before may go on in each wave until the interval reaches 0.

    effect, reach  the estimate and half of its interval
    steps          waves since the base that the estimate stands for, on average
    worst          the largest step seen before a start, above 0 or infinite the answer

    A conservative sum: after k waves the bias is k times the step. 0 where the interval holds 0.
    """
    clear = abs(effect) - reach
    if clear <= 0:
        return 0.0
    return clear / (steps * worst) if worst > 0 else float("inf")


def worst_step(by_event: Floats, key: Floats) -> float:
    """The largest step before a start, from effects by waves since it; 0 where there is none."""
    before = np.abs(by_event[key < 0])
    return float(before.max()) if len(before) else 0.0
