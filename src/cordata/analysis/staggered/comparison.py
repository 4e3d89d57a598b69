"""Two groups, two waves: what the treated gained beyond others, and each unit's part in it.

``gain`` (units,) outcome after minus before; ``treated`` (units,) truth; ``x`` (units, terms) with a
constant first. A unit's part is the influence function: the estimate's error is its mean, so its
sum of squares over units (or over sums of clusters) is the variance.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.weighting.score import chance, inverse, score, summed

TOO_SURE = 0.995  # a comparison unit so surely treated has a weight above 199: it is left out


@dataclass(frozen=True, slots=True)
class Gain:
    """Average effect on the treated, and (units,) each unit's part in its error."""

    effect: float
    parts: Floats


def plain(gain: Floats, treated: Bools) -> Gain:
    """Difference of mean gains."""
    n, with_it = len(gain), int(treated.sum())
    mean, other = gain[treated].mean(), gain[~treated].mean()
    parts = np.where(
        treated, (gain - mean) * (n / with_it), -(gain - other) * (n / (n - with_it))
    )
    return Gain(float(mean - other), parts)


@dataclass(frozen=True, slots=True)
class Scored:
    """What two groups' covariates say, whatever is gained: see ``scored``.

    chances         (units,) of being treated
    others, odds    (units,) comparison units that count, and what each stands for
    bread, spread   (terms, terms) of the regression of gains, and of the logit
    """

    x: Floats
    treated: Floats
    chances: Floats
    others: Floats
    odds: Floats
    bread: Floats
    spread: Floats


def scored(treated: Bools, x: Floats) -> Scored:
    """Fit the logit of treatment; comparison units that are too sure to be treated are left out.

    Raises NoOverlap where it does not converge or covariates repeat each other.
    """
    beta, spread = score(treated, x)
    p = chance(x @ beta)
    others = (~treated & (p < TOO_SURE)).astype(np.float64)
    odds = others * p / np.where(others > 0, 1 - p, 1)
    bread = inverse((x.T * others) @ x)
    return Scored(x, treated.astype(np.float64), p, others, odds, bread, spread)


def doubly_robust(gain: Floats, at: Scored) -> Gain:
    """The same as ``plain``, right if either the logit or the regression of gains is.

    Source: Sant'Anna and Zhao (2020), Journal of Econometrics 219, traditional estimator.
    """
    x, n = at.x, len(gain)
    rest = gain - x @ (at.bread @ summed(at.others * gain, x))
    mean, other = (float((w * rest).sum() / w.sum()) for w in (at.treated, at.odds))
    first, second = at.treated * (rest - mean), at.odds * (rest - other)
    # How the estimated logit and the estimated regression move the two means.
    second = second + (at.treated - at.chances) * (x @ (at.spread @ summed(second, x)))
    left = at.others * rest
    first = first - left * (x @ (at.bread @ summed(at.treated, x)))
    second = second - left * (x @ (at.bread @ summed(at.odds, x)))
    parts = n * (first / at.treated.sum() - second / at.odds.sum())
    return Gain(mean - other, parts)
