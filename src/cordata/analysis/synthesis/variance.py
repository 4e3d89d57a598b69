"""How far true effects of studies differ: four estimates of tau squared, and its interval.

Everywhere: ``y`` (studies,) effects, ``v`` (studies,) sampling variances above 0, ``x`` (studies,
terms) the constant and moderators. All in the units of the effect, variances in their square.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import chi2

type Floats = NDArray[np.float64]

STEPS = 40  # places where the likelihood is looked at before its highest one is refined


@dataclass(frozen=True, slots=True)
class Weighted:
    """Weighted least squares at one tau squared, with what the equations for tau need.

    beta      (terms,) coefficients; ``bread`` their covariance if weights are inverse variances
    spread    sum of w (y - x beta)², the generalised Q
    trace     of P = W - W x bread x' W, and ``slope`` of y'PPy, ``curve`` of PP
    """

    beta: Floats
    bread: Floats
    weights: Floats
    spread: float
    trace: float
    slope: float
    log_weights: float
    log_bread: float


def weighted(y: Floats, v: Floats, x: Floats, tau2: float) -> Weighted:
    """Fit with weights 1 / (v + tau²)."""
    w = 1 / (v + tau2)
    xw = x.T * w
    bread = np.linalg.inv(xw @ x)
    beta = bread @ (xw @ y)
    residuals = y - x @ beta
    pulled = w * residuals  # P y
    return Weighted(
        beta=beta,
        bread=bread,
        weights=w,
        spread=float(pulled @ residuals),
        trace=float(w.sum() - np.trace(bread @ (xw @ xw.T))),
        slope=float(pulled @ pulled),
        log_weights=float(np.log(w).sum()),
        log_bread=float(np.linalg.slogdet(bread)[1]),
    )


def dersimonian_laird(y: Floats, v: Floats, x: Floats) -> float:
    """The moment estimate from Q at fixed weights; DerSimonian and Laird (1986)."""
    fixed = weighted(y, v, x, 0.0)
    return float(max(0.0, (fixed.spread - (len(y) - x.shape[1])) / fixed.trace))


def paule_mandel(y: Floats, v: Floats, x: Floats) -> float:
    """The tau squared at which the generalised Q is its degrees of freedom."""
    return _where_q_is(y, v, x, len(y) - x.shape[1])


def maximum_likelihood(y: Floats, v: Floats, x: Floats) -> float:
    """By maximum likelihood: too small where there are few studies; for comparison only."""

    def score(tau2: float) -> float:
        at = weighted(y, v, x, tau2)
        return at.slope - float(at.weights.sum())

    def height(tau2: float) -> float:
        at = weighted(y, v, x, tau2)
        return at.log_weights - at.spread

    return _highest(height, score, _far(y, v))


def restricted_likelihood(y: Floats, v: Floats, x: Floats) -> float:
    """By restricted maximum likelihood (REML), our estimate; never below 0."""

    def score(tau2: float) -> float:
        at = weighted(y, v, x, tau2)
        return at.slope - at.trace

    def height(tau2: float) -> float:
        at = weighted(y, v, x, tau2)
        return at.log_weights + at.log_bread - at.spread

    return _highest(height, score, _far(y, v))


def q_profile(y: Floats, v: Floats, x: Floats, level: float = 0.95) -> tuple[float, float]:
    """The tau squared that Q does not speak against; Viechtbauer (2007), Statistics in Medicine."""
    df = len(y) - x.shape[1]
    tail = (1 - level) / 2
    low = _where_q_is(y, v, x, float(chi2.isf(tail, df)))
    high = _where_q_is(y, v, x, float(chi2.ppf(tail, df)))
    return low, high


def _where_q_is(y: Floats, v: Floats, x: Floats, target: float) -> float:
    """Q falls as tau squared grows; 0 where it is below the target from the start."""

    def above(tau2: float) -> float:
        return weighted(y, v, x, tau2).spread - target

    if above(0.0) <= 0:
        return 0.0
    far = _far(y, v)
    while above(far) > 0:
        far *= 4
    return float(brentq(above, 0.0, far, xtol=1e-14, rtol=1e-13))


def _far(y: Floats, v: Floats) -> float:
    """A tau squared above every sensible one."""
    return 10 * (float(np.ptp(y)) ** 2 + float(v.max()))


def _highest(
    height: Callable[[float], float], score: Callable[[float], float], far: float
) -> float:
    """The place of the highest likelihood from 0 to ``far``: there may be more than one hill."""
    places = np.concatenate([[0.0], np.geomspace(far * 1e-9, far, STEPS)])
    best = int(np.argmax([height(float(place)) for place in places]))
    low, high = float(places[max(best - 1, 0)]), float(places[min(best + 1, STEPS)])
    if score(low) <= 0:  # the hill is at the border
        return 0.0
    return float(brentq(score, low, high, xtol=1e-14, rtol=1e-13))
