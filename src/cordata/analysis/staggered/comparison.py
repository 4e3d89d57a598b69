"""Two groups, two waves: what the treated gained beyond others, and each unit's part in it.

``gain`` (units,) outcome after minus before; ``treated`` (units,) truth; ``x`` (units, terms) with a
constant first. A unit's part is the influence function: the estimate's error is its mean, so its
sum of squares over units (or over sums of clusters) is the variance.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.columns import Floats

type Truth = NDArray[np.bool_]

STEPS = 50
TOO_SURE = 0.995  # a comparison unit so surely treated has a weight above 199: it is left out


class NoOverlap(ValueError):
    """Covariates tell the treated from the others: nobody is left to compare with."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Average effect on the treated, and (units,) each unit's part in its error."""

    effect: float
    parts: Floats


def plain(gain: Floats, treated: Truth) -> Gain:
    """Difference of mean gains."""
    n, with_it = len(gain), int(treated.sum())
    mean, other = gain[treated].mean(), gain[~treated].mean()
    parts = np.where(
        treated, (gain - mean) * (n / with_it), -(gain - other) * (n / (n - with_it))
    )
    return Gain(float(mean - other), parts)


def doubly_robust(gain: Floats, treated: Truth, x: Floats) -> Gain:
    """The same, right if either the logit of treatment or the regression of gains is.

    Raises NoOverlap where the logit does not converge or covariates repeat each other.
    Source: Sant'Anna and Zhao (2020), Journal of Econometrics 219, traditional estimator.
    """
    score, spread = logit(treated, x)
    kept = treated | (score < TOO_SURE)
    others = (~treated & kept).astype(np.float64)
    n = len(gain)
    inverse = _inverse((x.T * others) @ x / n)
    beta = inverse @ (x.T @ (others * gain)) / n
    rest = gain - x @ beta
    with_it = treated.astype(np.float64)
    odds = others * score / (1 - np.where(kept, score, 0))
    mean, other = (w @ rest / w.sum() for w in (with_it, odds))
    # How the estimated regression and the estimated logit move the two means.
    by_regression = ((others * rest)[:, None] * x) @ inverse
    by_logit = ((with_it - score)[:, None] * x) @ (spread * n)
    first = with_it * (rest - mean) - by_regression @ (with_it @ x / n)
    second = odds * (rest - other) + by_logit @ ((odds * (rest - other)) @ x / n)
    second -= by_regression @ (odds @ x / n)
    parts = first / with_it.mean() - second / odds.mean()
    return Gain(float(mean - other), parts)


def logit(treated: Truth, x: Floats) -> tuple[Floats, Floats]:
    """(units,) chance of being treated by maximum likelihood, (terms, terms) covariance.

    Raises NoOverlap where covariates tell both groups apart, or repeat each other.
    """
    beta = np.zeros(x.shape[1])
    chance = np.full(len(x), 0.5)
    for _step in range(STEPS):
        weight = chance * (1 - chance)
        spread = _inverse((x.T * weight) @ x)
        step = spread @ (x.T @ (treated - chance))
        beta += step
        chance = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        if np.abs(x @ step).max() < 1e-10:  # noqa: PLR2004 - far below any printed digit
            return chance, spread
    raise NoOverlap("the logit of treatment does not converge")


def _inverse(square: Floats) -> Floats:
    scale = np.sqrt(np.diag(square))
    if not (scale > 0).all() or np.linalg.cond(square / np.outer(scale, scale)) > 1e12:  # noqa: PLR2004 - digits left: 4
        raise NoOverlap("covariates repeat each other, or tell the groups apart")
    return np.asarray(np.linalg.inv(square))
