"""How far the items of a scale measure one thing: alpha, omega, halves.

Always for one round, one voice and one language. All figures come from a covariance matrix of
items, so that schools can be drawn again and again without touching the answers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from scipy.special import fdtri

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.surveys.codes import Answers
from cordata.analysis.surveys.factor import one_factor
from cordata.analysis.surveys.scales import Scale


class Reliable(StrEnum):
    """What a scale is good for."""

    REFUSED = "refused"  # no outcome of anything
    DOUBTFUL = "doubtful"  # shown with a warning
    GROUPS = "groups"  # means of many schools
    SCHOOLS = "schools"  # statements about single schools
    UNKNOWN = "unknown"  # too few people, too few items, or no differences


@dataclass(frozen=True)
class Interval:
    """An estimate and the ends of its interval; NaN where it cannot be said."""

    estimate: float
    low: float
    high: float


def complete(scale: Scale, answers: Answers) -> Floats:
    """Answers of the people who answered every item, reversed items turned round."""
    given = answers[:, scale.columns].astype(np.float64)
    turned = np.where(np.array(scale.reversed), scale.points + 1 - given, given)
    return turned[(given > 0).all(axis=1)]


def covariance(items: Floats) -> Floats:
    """Covariances of the columns, divisor n - 1; NaN for fewer than two rows."""
    if len(items) < 2:  # noqa: PLR2004 - one person does not vary
        return np.full((items.shape[1],) * 2, np.nan)
    return np.atleast_2d(np.cov(items, rowvar=False))


def alpha(cov: Floats) -> float:
    """Cronbach's alpha: k / (k - 1) * (1 - sum of item variances / variance of the sum).

    cov      (k, k) covariances of the items
    returns  NaN for fewer than two items or a sum that does not vary

    Source: Cronbach (1951), Psychometrika 16.
    """
    k, total = len(cov), float(cov.sum())
    if k < 2 or not total > 0:  # noqa: PLR2004 - one item agrees with itself
        return float("nan")
    return k / (k - 1) * (1.0 - float(np.trace(cov)) / total)


def feldt(items: Floats, *, level: float = 0.95) -> Interval:
    """Alpha with its exact interval for normal items of equal covariance.

    Too narrow where people of one school are alike: see ``by_schools``.
    Source: Feldt (1965), Psychometrika 30.
    """
    found, (n, k) = alpha(covariance(items)), items.shape
    if np.isnan(found):
        return Interval(found, found, found)
    ends = fdtri(n - 1, (n - 1) * (k - 1), [0.5 + level / 2, 0.5 - level / 2])
    low, high = 1.0 - (1.0 - found) * ends
    return Interval(found, float(low), float(high))


def split_half(cov: Floats, half: tuple[int, ...]) -> float:
    """Reliability by one split into halves: 4 cov(half, rest) / variance of the sum (Rulon)."""
    mine = np.isin(np.arange(len(cov)), half)
    return float(4.0 * cov[mine][:, ~mine].sum() / cov.sum())


def split_halves(cov: Floats) -> Iterator[float]:
    """Every split of an even number of items into equal halves; their mean is alpha.

    There are 35 for eight items, and 92,378 for twenty.
    """
    k = len(cov)
    if k % 2 or not k:
        raise ValueError(f"{k} items have no equal halves")
    for rest in combinations(range(1, k), k // 2 - 1):
        yield split_half(cov, (0, *rest))


def omega(cov: Floats) -> float:
    """Omega total of one factor: share of the sum's variance that the factor makes.

    NaN where no proper factor can be found.
    Source: McDonald (1999), Test Theory, 6.
    """
    try:
        found = one_factor(cov)
    except ValueError:
        return float("nan")
    common = float(found.loadings.sum()) ** 2
    return common / (common + float(found.uniqueness.sum())) if found.proper else float("nan")


def by_schools(
    statistic: Callable[[Floats], float],
    items: Floats,
    school: Ints,
    chance: np.random.Generator,
    *,
    draws: int = 999,
    level: float = 0.95,
) -> Interval:
    """Alpha or omega with an interval from drawing whole schools again (percentiles).

    items   (people, k) as ``complete`` gives them
    school  (people,) any integers; people of a school are drawn together, as they came

    Raises ValueError for fewer than two schools. Below some twenty the interval is a guess.
    """
    names, at = np.unique(school, return_inverse=True)
    if len(names) < 2:  # noqa: PLR2004 - one school drawn again is the same school
        raise ValueError("schools can only be drawn from two or more")
    k = items.shape[1]
    n = np.bincount(at).astype(np.float64)
    sums, squares = np.zeros((len(names), k)), np.zeros((len(names), k, k))
    np.add.at(sums, at, items)
    np.add.at(squares, at, items[:, :, None] * items[:, None, :])
    found = []
    for times in chance.multinomial(len(names), np.full(len(names), 1 / len(names)), draws):
        people, total = times @ n, times @ sums
        spread = np.tensordot(times, squares, axes=1) - np.outer(total, total) / people
        found.append(statistic(spread / max(people - 1.0, 1.0)))
    usable = [one for one in found if not np.isnan(one)]
    ends = [0.5 - level / 2, 0.5 + level / 2]
    low, high = np.quantile(usable, ends) if usable else (np.nan, np.nan)
    return Interval(statistic(covariance(items)), float(low), float(high))


def reliable(
    value: float, *, refuse: float = 0.6, groups: float = 0.7, schools: float = 0.8
) -> Reliable:
    """What a scale of this alpha or omega is good for; limits are customary, not proven."""
    if np.isnan(value):
        return Reliable.UNKNOWN
    if value < refuse:
        return Reliable.REFUSED
    if value < groups:
        return Reliable.DOUBTFUL
    return Reliable.GROUPS if value < schools else Reliable.SCHOOLS
