"""Ordinal logit: an ordered answer from numbers, by proportional odds.

Our own, thirty lines of Newton's method, as every item of a scale needs it three times. The
likelihood has one top, so there is nothing to tune. Cutpoints are cutpoints: statsmodels'
``OrderedModel`` stores all but the first as logarithms of increments (a test shows it).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from cordata.analysis.arrays import Bools, Floats, Ints

CLOSE = 1e-10
FAR = 1000.0  # an error this large, by the regressor's spread: the likelihood has no top


class NoFit(ValueError):
    """The answers do not allow a fit: they do not vary, or a regressor tells them wholly apart."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """P(answer <= j) = logistic(cut_j - x slope).

    slopes  (k,) above 0: higher answers
    cuts    (categories - 1,) rising
    errors  (k,) standard errors of the slopes, of independent rows
    likelihood  its logarithm
    """

    slopes: Floats
    cuts: Floats
    errors: Floats
    likelihood: float


def ordinal_logit(x: Floats, answer: Ints, weight: Floats | None = None) -> Ordinal:
    """Fit by maximum likelihood.

    x       (n, k) regressors without a constant; k may be 0
    answer  (n,) categories 0, 1, … without gaps
    weight  (n,) how many people each row stands for

    Raises NoFit for one category, or regressors that repeat each other or separate answers.
    Source: McCullagh (1980), Journal of the Royal Statistical Society B 42.
    """
    w = np.ones(len(answer)) if weight is None else weight
    counts = np.bincount(answer, w)
    if len(counts) < 2 or not (counts > 0).all():  # noqa: PLR2004 - one answer is no order
        raise NoFit("the answers do not vary, or a category is empty")
    share = np.cumsum(counts)[:-1] / counts.sum()
    at = np.concatenate([np.log(share / (1.0 - share)), np.zeros(x.shape[1])])
    upper, lower = _designs(x, answer, len(counts))
    value, slope, curve = _likelihood(at, upper, lower, answer, w)
    while float(slope @ (step := _solve(curve, slope))) > CLOSE:
        size = 1.0
        while (tried := _likelihood(at + size * step, upper, lower, answer, w))[0] < value:
            size /= 2.0
        at, (value, slope, curve) = at + size * step, tried
    cuts = len(counts) - 1
    errors = np.sqrt(np.diag(np.linalg.inv(-curve)))[cuts:]
    if (errors * x.std(axis=0)).max(initial=0.0) > FAR:
        raise NoFit("a regressor tells answers wholly apart")
    return Ordinal(at[cuts:], at[:cuts], errors, value)


def _solve(curve: Floats, slope: Floats) -> Floats:
    if np.linalg.cond(curve) > 1e14:  # noqa: PLR2004 - beyond what a double can tell
        raise NoFit("regressors repeat each other, or tell the answers wholly apart")
    return np.linalg.solve(-curve, slope)


def _designs(x: Floats, answer: Ints, categories: int) -> tuple[Floats, Floats]:
    """What the cut above and the cut below each answer are made of: (n, cuts + k) each."""
    cuts = np.eye(categories, dtype=np.float64)[:, : categories - 1]
    above = cuts[answer]
    below = np.vstack([np.zeros(categories - 1), cuts])[answer]
    return np.hstack([above, -x]), np.hstack([below, -x])


def _likelihood(
    at: Floats, upper: Floats, lower: Floats, answer: Ints, w: Floats
) -> tuple[float, Floats, Floats]:
    """Logarithm of the likelihood, its slope, its curvature; -inf where cuts do not rise."""
    last: Bools = answer == answer.max()
    first: Bools = answer == 0
    high = np.where(last, 1.0, expit(upper @ at))
    low = np.where(first, 0.0, expit(lower @ at))
    p = high - low
    if not (p > 0).all():
        return -np.inf, np.zeros_like(at), -np.eye(len(at))
    fh, fl = high * (1.0 - high), low * (1.0 - low)  # densities: 0 at the ends
    gh, gl = fh / p, fl / p
    slope = upper.T @ (w * gh) - lower.T @ (w * gl)
    hh = gh * (1.0 - 2.0 * high) - gh**2
    ll = -gl * (1.0 - 2.0 * low) - gl**2
    cross = upper.T @ ((w * gh * gl)[:, None] * lower)
    curve = upper.T @ ((w * hh)[:, None] * upper) + lower.T @ ((w * ll)[:, None] * lower)
    return float(w @ np.log(p)), slope, curve + cross + cross.T


def nagelkerke(likelihood: float, empty: float, n: float) -> float:
    """Share of what can be explained: R² of Cox and Snell over its largest value.

    empty  likelihood of the cutpoints alone; both logarithms
    Source: Nagelkerke (1991), Biometrika 78.
    """
    return float(np.expm1(2.0 * (empty - likelihood) / n) / np.expm1(2.0 * empty / n))
