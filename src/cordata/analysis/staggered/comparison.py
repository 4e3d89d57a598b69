"""Two groups, two waves: what the treated gained beyond others, and each unit's part in it.

``gain`` (units,) outcome after minus before; ``treated`` (units,) truth; ``x`` (units, terms) with a
constant first. A unit's part is the influence function: the estimate's error is its mean, so its
sum of squares over units (or over sums of clusters) is the variance.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.columns import Floats
from cordata.analysis.weighting.score import Truth, chance, inverse, score, summed

TOO_SURE = 0.995  # a comparison unit so surely treated has a weight above 199: it is left out


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
    beta, spread = score(treated, x)
    p = chance(x @ beta)
    kept = treated | (p < TOO_SURE)
    others = (~treated & kept).astype(np.float64)
    n = len(gain)
    bread = inverse((x.T * others) @ x / n)
    rest = gain - x @ (bread @ summed(others * gain, x) / n)
    with_it = treated.astype(np.float64)
    odds = others * p / (1 - np.where(kept, p, 0))
    mean, other = (float((w * rest).sum() / w.sum()) for w in (with_it, odds))
    # How the estimated regression and the estimated logit move the two means.
    by_regression = ((others * rest)[:, None] * x) @ bread
    by_logit = ((with_it - p)[:, None] * x) @ (spread * n)
    first = with_it * (rest - mean) - by_regression @ summed(with_it / n, x)
    second = odds * (rest - other) + by_logit @ summed(odds * (rest - other) / n, x)
    second -= by_regression @ summed(odds / n, x)
    parts = first / with_it.mean() - second / odds.mean()
    return Gain(mean - other, parts)
