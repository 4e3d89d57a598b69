"""May answers be averaged to a score of the school? Agreement within, differences between."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import fdtrc

from cordata.analysis.arrays import Floats, Ints

SKEWED_POINTS = 5
SLIGHT_SKEW = 1.34  # variance of five points, slightly skewed: LeBreton and Senter (2008)


class Size(StrEnum):
    """Which size of a group stands in ICC1; the definitions differ where sizes differ."""

    PLAIN = "plain"  # N / K, as the R package multilevel does
    K0 = "k0"  # (N - sum of n² / N) / (K - 1), from the expected mean squares


@dataclass(frozen=True)
class Icc:
    """One-way analysis of variance of people in groups.

    icc1   share of the variance that lies between groups: reliability of one answer
    icc2   reliability of a group's mean, at the size used
    size   the size used, by the definition ``by``
    p      of the F test that all groups have one mean
    """

    icc1: float
    icc2: float
    size: float
    by: Size
    between: float
    within: float
    groups: int
    people: int
    p: float

    def reliability(self, n: Floats) -> Floats:
        """Reliability of the mean of ``n`` people: t² / (t² + s² / n)."""
        t = max(0.0, (self.between - self.within) / self.size)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(t / (t + self.within / n))

    def needed(self, reliability: float = 0.7) -> float:
        """People a group needs for that reliability of its mean; infinite if ICC1 is not above 0."""
        if not self.icc1 > 0:
            return float("inf")
        return reliability * (1 - self.icc1) / ((1 - reliability) * self.icc1)


def icc(score: Floats, group: Ints, *, by: Size = Size.K0) -> Icc:
    """ICC1 and ICC2 of scores of people in groups.

    score  (people,) NaN where there is none: those people are left out
    group  (people,) any integers

    Raises ValueError for fewer than two groups, or not more people than groups.
    Source: Bliese (2000), in Klein and Kozlowski, Multilevel Theory, 349-381.
    """
    seen = np.isfinite(score)
    score = score[seen]
    _names, at = np.unique(group[seen], return_inverse=True)
    n = np.bincount(at).astype(np.float64)
    people, groups = len(score), len(n)
    if groups < 2 or people <= groups:  # noqa: PLR2004 - nothing to compare
        raise ValueError(f"{people} people in {groups} groups cannot be compared")
    grand = score.mean()
    means = np.bincount(at, score) / n
    between = float((n * (means - grand) ** 2).sum()) / (groups - 1)
    within = float(((score - means[at]) ** 2).sum()) / (people - groups)
    k0 = (people - float((n**2).sum()) / people) / (groups - 1)
    size = k0 if by == Size.K0 else people / groups
    with np.errstate(divide="ignore", invalid="ignore"):
        f = np.float64(between) / within
        icc1 = np.float64(between - within) / (between + (size - 1) * within)
        icc2 = np.float64(between - within) / between
    return Icc(
        icc1=float(icc1),
        icc2=float(icc2),
        size=size,
        by=by,
        between=between,
        within=within,
        groups=groups,
        people=people,
        p=float(fdtrc(groups - 1, people - groups, f)),
    )


def shrunken(means: Floats, n: Floats, found: Icc) -> Floats:
    """School means drawn towards the grand mean by how unsure they are (empirical Bayes).

    For matching schools with each other only: it takes differences away, so never for effects.
    """
    trust = found.reliability(n)
    grand = float((means * n).sum() / n.sum())
    return np.asarray(trust * means + (1 - trust) * grand)


@dataclass(frozen=True)
class Within:
    """Agreement within each group, from 0 (as if by chance) to 1 (all alike).

    values    (groups,) NaN where a group has fewer than two people
    negative  groups that agreed less than chance; they count as 0
    """

    values: Floats
    negative: int


def uniform(points: int) -> float:
    """Variance of answers by chance over all points alike: (A² - 1) / 12."""
    return (points**2 - 1) / 12


def r_wg(variances: Floats, null: float) -> Within:
    """Agreement on one item or score: 1 - variance within / variance by chance.

    variances  (groups,) divisor n - 1
    null       ``uniform(points)``, or ``SLIGHT_SKEW``, which flatters less: report both

    Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69.
    """
    share = variances / null
    return _within(share, 1 - share)


def r_wg_j(variances: Floats, null: float) -> Within:
    """Agreement on a scale of J items; ``variances`` is (groups, J), see ``r_wg``."""
    items = variances.shape[1]
    share = variances.mean(axis=1) / null
    with np.errstate(divide="ignore", invalid="ignore"):
        return _within(share, items * (1 - share) / (items * (1 - share) + share))


def _within(share: Floats, raw: Floats) -> Within:
    """Nothing for less agreement than chance, where the formula of J items even leaves 0 to 1."""
    low = share > 1
    return Within(np.where(low, 0.0, raw), int(low.sum()))


def item_variances(counts: Ints) -> Floats:
    """Variance of each item within each group from how often each point was chosen.

    counts   (groups, items, points) answers at 1, 2, …
    returns  (groups, items) divisor n - 1, exact up to the division; NaN below two answers
    """
    point = np.arange(1, counts.shape[-1] + 1)
    n = counts.sum(axis=-1)
    spread = n * (counts @ point**2) - (counts @ point) ** 2
    found = np.full(n.shape, np.nan)
    np.divide(spread, n * (n - 1), out=found, where=n > 1)
    return found


class Shared(StrEnum):
    """Whether there is a view that people of a school share."""

    SHARED = "shared"
    NOT_SHARED = "not-shared"  # averages are shown with a warning


def shared_view(
    found: Icc, agreement: Within, *, p: float = 0.05, icc1: float = 0.05, median: float = 0.7
) -> Shared:
    """Whether means of schools stand for something: all three conditions must hold.

    F test below ``p``, ICC1 at least ``icc1``, median r_wg(J) at least ``median``.
    """
    values = agreement.values[np.isfinite(agreement.values)]
    alike = len(values) > 0 and float(np.median(values)) >= median
    if found.p < p and found.icc1 >= icc1 and alike:
        return Shared.SHARED
    return Shared.NOT_SHARED


class Covariate(StrEnum):
    """Whether a school mean may stand in a model as a covariate."""

    USABLE = "usable"
    CORRECT = "correct"  # its slope shrinks by about ICC2: show the corrected slope too


def as_covariate(found: Icc, *, icc2: float = 0.5) -> Covariate:
    """Whether the means of schools are reliable enough to be a covariate."""
    return Covariate.USABLE if found.icc2 >= icc2 else Covariate.CORRECT
