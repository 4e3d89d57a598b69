"""How far true effects of studies differ: four estimates of tau squared, and its interval.

Everywhere: ``y`` (studies,) effects, ``v`` (studies,) sampling variances above 0, ``x`` (studies,
terms) the constant and moderators. All in the units of the effect, variances in their square.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2

from cordata.analysis.arrays import Floats

STEPS = 40  # places where the likelihood is looked at before its highest one is refined


@dataclass(frozen=True, slots=True)
class Weighted:
    """Weighted least squares at one tau squared, with what the equations for tau need.

    beta    (terms,) coefficients; ``bread`` their covariance if weights are inverse variances
    spread  sum of w (y - x beta)², the generalised Q
    trace   of P = W - W x bread x' W, and ``slope`` y'PPy
    """

    beta: Floats
    bread: Floats
    weights: Floats
    spread: float
    trace: float
    slope: float


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
    )


def heights(y: Floats, v: Floats, x: Floats, tau2: Floats, *, restricted: bool) -> Floats:
    """(places,) twice the log likelihood, but for a constant, at many tau squared at once."""
    w = 1 / (v + tau2[:, None])
    products = np.einsum("sk,ki,kj->sij", w, x, x)
    sides = np.einsum("sk,ki,k->si", w, x, y)
    beta = np.linalg.solve(products, sides[:, :, None])[:, :, 0]
    found = np.log(w).sum(axis=1) - (w * (y - beta @ x.T) ** 2).sum(axis=1)
    return np.asarray(found - np.linalg.slogdet(products)[1] if restricted else found)


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

    places = _places(y, v)
    return _top(heights(y, v, x, places, restricted=False), places, score)


def restricted_likelihood(y: Floats, v: Floats, x: Floats) -> float:
    """By restricted maximum likelihood (REML), our estimate; never below 0."""

    def score(tau2: float) -> float:
        at = weighted(y, v, x, tau2)
        return at.slope - at.trace

    places = _places(y, v)
    return _top(heights(y, v, x, places, restricted=True), places, score)


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


def _places(y: Floats, v: Floats) -> Floats:
    """Where the likelihood is looked at: 0, and from hardly anything to above everything."""
    far = _far(y, v)
    return np.concatenate([[0.0], np.geomspace(far * 1e-9, far, STEPS)])


def _top(height: Floats, places: Floats, score: Callable[[float], float]) -> float:
    """The top of the highest hill: there may be more than one, and it may end at 0."""
    at = int(np.argmax(height))
    while score(float(places[at])) > 0:  # the top lies further on
        at += 1
    while at > 0 and score(float(places[at - 1])) <= 0:  # it lies further back
        at -= 1
    if at == 0:
        return 0.0
    low, high = float(places[at - 1]), float(places[at])
    return float(brentq(score, low, high, xtol=1e-14, rtol=1e-13))
