"""Entropy balancing: comparison units weighted so that their means are those of the treated.

Of all weights that do so, those that differ least from equal ones. Hainmueller (2012), Political
Analysis 20. For the average effect on the treated.
"""

import numpy as np
from scipy.special import logsumexp, softmax

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.weighting.score import summed

STEPS = 200
BALANCED = 1e-6  # standardised difference that must be reached


class Infeasible(ValueError):
    """No weights make the means alike: the treated lie outside of what the others are."""


def entropy_balance(x: Floats, treated: Bools) -> Floats:
    """(comparison units,) weights that sum to 1.

    x        (units, covariates) without constant; squares and products too if they should be alike
    treated  (units,)

    Raises Infeasible where means cannot be made alike within 1e-6 standard deviations.
    """
    others = x[~treated] - x[treated].mean(axis=0)
    scale = others.std(axis=0)
    if not np.allclose(others[:, scale == 0], 0):
        raise Infeasible("a covariate is the same for all others, and not that of the treated")
    z = others[:, scale > 0] / scale[scale > 0]
    slope, weights = np.zeros(z.shape[1]), np.full(len(z), 1 / len(z))
    for _step in range(STEPS):
        gap = summed(weights, z)
        if np.abs(gap).max(initial=0.0) < BALANCED / 1000:
            break
        slope = slope + _step_down(z, slope, weights, gap)
        weights = np.asarray(softmax(z @ slope))
    if np.abs(summed(weights, z)).max(initial=0.0) > BALANCED:
        raise Infeasible("no weights make the means alike")
    return weights


def _step_down(z: Floats, slope: Floats, weights: Floats, gap: Floats) -> Floats:
    """A Newton step of log Σ exp(z slope), halved until it goes down."""
    curve = (z.T * weights) @ z - np.outer(gap, gap)
    full = -np.linalg.lstsq(curve, gap)[0]
    height = float(logsumexp(z @ slope))
    part = 1.0
    while part > 1e-9:  # noqa: PLR2004 - no way down is left
        if float(logsumexp(z @ (slope + part * full))) <= height + 0.25 * part * float(
            full @ gap
        ):
            return np.asarray(part * full)
        part /= 2
    return np.asarray(part * full)
