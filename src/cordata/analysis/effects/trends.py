"""Parallel trends: a test before the start, its power, and what it would take to undo the effect."""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc, fdtri, ncfdtr

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import Check, Interval, Level
from cordata.analysis.effects.nesting import per_arm
from cordata.analysis.effects.schools import Schools
from cordata.analysis.inference.deciding import FEWEST
from cordata.analysis.inference.least_squares import Dependent, fit
from cordata.analysis.inference.robust import scores

NEEDED = 2  # rounds before the start
POWER = 0.80
REJECT = 0.05


@dataclass(frozen=True, slots=True)
class Steps:
    """How much more the later treated moved from round to round before the start.

    values      (q,) in points per round
    covariance  (q, q) by CR2; df of the least certain one
    """

    values: Floats
    covariance: Floats
    df: float


@dataclass(frozen=True, slots=True)
class PreTrend:
    """Joint test that all differences before the start are 0, and its power against a drift."""

    f: float
    p: float
    power: float


def steps(schools: Schools) -> Steps | None:
    """Differences of arms in every step between rounds before the start, within countries.

    Of schools that were there in all of them. None where there is no step, or where fewer than
    4 groups of an arm were there or they cannot be told from countries.
    """
    kept = schools.only(np.isfinite(schools.earlier).all(axis=1))
    waves = np.column_stack([kept.earlier, kept.before])
    arms = per_arm(kept.treated, kept.group)
    if waves.shape[1] < NEEDED or min(arms) < FEWEST:
        return None
    arm = kept.treated.astype(np.float64)[:, None]
    try:
        fits = [fit(one, arm, absorb=kept.country) for one in np.diff(waves, axis=1).T]
    except Dependent:
        return None
    found = [scores(one, kept.group) for one in fits]
    by_group = np.hstack([one.by_group for one in found])
    values = np.array([one.coefficients[0] for one in fits])
    return Steps(values, by_group.T @ by_group, min(float(one.df[0]) for one in found))


def pre_trend(found: Steps, drift: float) -> PreTrend:
    """F test of all steps at once, with df - q + 1 degrees of freedom below.

    drift  what one would not like to miss, the same in every step, in points

    A pass means little where the power is small, which it usually is: show both.
    Source: Roth (2022), American Economic Review: Insights 4; the degrees of freedom after
    Pustejovsky and Tipton (2018), Journal of Business and Economic Statistics 36.
    """
    q = len(found.values)
    below = max(found.df - q + 1.0, 1.0)
    shrink = below / found.df
    f = shrink * _distance(found.values, found.covariance) / q
    shift = _distance(np.full(q, drift), found.covariance)
    limit = float(fdtri(q, below, 1.0 - REJECT))
    power = 1.0 - float(ncfdtr(q, below, shift, limit))
    return PreTrend(f, float(fdtrc(q, below, f)), power)


def breakdown(interval: Interval, values: Floats, periods: int = 1) -> float:
    """M̄ at which the interval reaches 0, if the bias of a period is up to M̄ times the largest step.

    interval  of the effect
    values    (q,) differences before the start, one or more
    periods   from the start to the effect, 1 or more

    0 where the interval holds 0 anyway; infinite where no step differs from 0. Conservative:
    biases of all periods add up. Source: Rambachan and Roth (2023), Review of Economic Studies
    90, relative magnitudes, without their exact sets.
    """
    if 0.0 in interval:
        return 0.0
    largest = periods * float(np.abs(values).max())
    margin = min(abs(interval.low), abs(interval.high))
    return margin / largest if largest > 0 else float("inf")


def trends(found: Steps | None, drift: float, *, rounds: int) -> tuple[Check, ...]:
    """ "Parallel trends are untested, or the test is too weak", or they differ.

    drift   in points
    rounds  before the start, in the spec
    """
    if found is None:
        return (Check("trends_untested", Level.WARN, {"rounds": rounds, "needed": NEEDED}),)
    test = pre_trend(found, drift)
    facts = {"p": test.p, "power": test.power, "drift": drift}
    if test.p < REJECT:
        return (Check("trends_differ", Level.WARN, facts),)
    if test.power < POWER:
        return (Check("trends_weak", Level.WARN, {**facts, "needed": POWER}),)
    return (Check("trends_alike", Level.OK, facts),)


def _distance(values: Floats, covariance: Floats) -> float:
    return float(values @ np.linalg.solve(covariance, values))
