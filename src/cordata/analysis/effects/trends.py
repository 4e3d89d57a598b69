"""Parallel trends: a test before the start, its power, and what it would take to undo the effect."""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc, fdtri, ncfdtr

from cordata.analysis.contract import Interval
from cordata.analysis.inference.arrays import Floats


@dataclass(frozen=True, slots=True)
class PreTrend:
    """Joint test that all differences before the start are 0, and its power against a drift."""

    f: float
    p: float
    power: float


def pre_trend(steps: Floats, covariance: Floats, df: float, drift: float) -> PreTrend:
    """Wald test of differences before the start.

    steps       (q,) effects per wave before the start, in points
    covariance  (q, q) of them
    df          denominator degrees of freedom: groups - 1, or fewer
    drift       what one would not like to miss, the same in every step, in points

    A pass means little where the power is small, which it usually is: show both.
    Source: Roth (2022), American Economic Review: Insights 4.
    """
    q = len(steps)
    f = float(steps @ np.linalg.solve(covariance, steps)) / q
    away = np.full(q, drift)
    shift = float(away @ np.linalg.solve(covariance, away))
    limit = float(fdtri(q, df, 0.95))
    return PreTrend(f, float(fdtrc(q, df, f)), 1.0 - float(ncfdtr(q, df, shift, limit)))


def breakdown(interval: Interval, steps: Floats, periods: int) -> float:
    """M̄ at which the interval reaches 0, if the bias of a period is up to M̄ times the largest step.

    interval  of the effect
    steps     (q,) differences before the start, one or more
    periods   from the start to the effect, 1 or more

    0 where the interval holds 0 anyway; infinite where no step differs from 0. Conservative:
    biases of all periods add up. Source: Rambachan and Roth (2023), Review of Economic Studies
    90, relative magnitudes, without their exact sets.
    """
    if 0.0 in interval:
        return 0.0
    largest = periods * float(np.abs(steps).max())
    margin = min(abs(interval.low), abs(interval.high))
    return margin / largest if largest > 0 else float("inf")
