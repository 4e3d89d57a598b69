"""Confirmatory factor analysis in several groups at once: maximum likelihood with means.

Each item belongs to one factor, whose variance is 1 in the first group (in every group where loadings
are not shared): no single item sets the unit, as a poor one would lead the search astray. Answers are ordered, not
normal, and people of a school are alike: chi-square is too large; compare fits, not p values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from scipy.optimize import minimize

from cordata.analysis.arrays import Floats, Ints

MOST = 2000  # steps of the search; it takes some fifty
ZERO, ONE = -2, -1  # places of the fixed values behind the free ones


class Rung(IntEnum):
    """What is the same in all groups: each holds all that the one before holds."""

    CONFIGURAL = 0  # which item belongs where
    METRIC = 1  # and how strongly
    SCALAR = 2  # and where it starts: levels mean the same


@dataclass(frozen=True, slots=True)
class Moments:
    """A group: how many, means (p,), covariances (p, p) with divisor n."""

    n: int
    mean: Floats
    cov: Floats


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a rung fits.

    proper  it was found, with variances above 0 and factors that are no mixtures of each other
    """

    chi2: float
    df: int
    cfi: float
    tli: float
    rmsea: float
    srmr: float
    loadings: Floats  # (groups, p), of items of one spread
    proper: bool


def moments(items: Floats, group: Ints) -> list[Moments]:
    """Of people who answered everything; items are brought to one common spread, which changes no fit.

    Raises ValueError for an item that does not vary, or repeats others, in a group.
    """
    spread = items.std(axis=0)
    scaled = items / np.where(spread > 0, spread, 1.0)
    found = []
    for one in range(int(group.max()) + 1):
        mine = scaled[group == one]
        cov = np.atleast_2d(np.cov(mine, rowvar=False, bias=True))
        if len(mine) <= items.shape[1] or np.linalg.eigvalsh(cov)[0] < 1e-10:  # noqa: PLR2004 - an item repeats others
            raise ValueError("too few people, or an item does not vary or repeats others")
        found.append(Moments(len(mine), mine.mean(axis=0), cov))
    return found


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each number of a group stands in the one vector of free numbers."""

    loading: Ints  # (p, k)
    factors: Ints  # (k, k) symmetric
    own: Ints  # (p,)
    start: Ints  # (p,)
    mean: Ints  # (k,)


def fit(groups: Sequence[Moments], factor: Ints, rung: Rung) -> Fit:
    """Fit one rung.

    factor  (p,) the factor of each item, 0, 1, … without gaps; two items or more each

    Source: Jöreskog (1971), Psychometrika 36; fit as lavaan prints it (Rosseel 2012).
    """
    places, size = _places(len(groups), factor, rung)
    found = minimize(
        _misfit,
        _begin(groups, factor, places, size),
        args=(groups, places),
        jac=True,
        method="BFGS",
        options={"gtol": 1e-7, "maxiter": MOST},
    )
    n, p = sum(one.n for one in groups), len(factor)
    chi2 = n * float(found.fun)
    df = len(groups) * (p + p * (p + 1) // 2) - size
    base, base_df = _baseline(groups), len(groups) * p * (p - 1) // 2
    lack, most = max(chi2 - df, 0.0), max(base - base_df, chi2 - df, 1e-300)
    filled = np.append(found.x, [0.0, 1.0])
    sturdy = np.abs(found.jac).max() < 1e-4  # noqa: PLR2004 - BFGS may stop a little early
    return Fit(
        chi2,
        df,
        1.0 - lack / most,
        (base / base_df - chi2 / df) / (base / base_df - 1.0),
        float(np.sqrt(lack / (df * n) * len(groups))),
        _residual(filled, groups, places),
        np.array([filled[one.loading].sum(axis=1) for one in places]),
        bool(sturdy and all(_proper(filled, one) for one in places)),
    )


def _places(groups: int, factor: Ints, rung: Rung) -> tuple[list[_Places], int]:
    """Number the free values; what is the same in all groups has one number."""
    p, k = len(factor), int(factor.max()) + 1
    taken = 0

    def free(count: int) -> Ints:
        nonlocal taken
        taken += count
        return np.arange(taken - count, taken)

    found: list[_Places] = []
    for group in range(groups):
        alone = group == 0 or rung < Rung.METRIC
        loading = np.full((p, k), ZERO)
        here = np.arange(p), factor
        loading[here] = free(p) if alone else found[0].loading[here]
        factors = np.zeros((k, k), dtype=np.int64)
        factors[np.tril_indices(k, -1)] = free(k * (k - 1) // 2)
        factors += factors.T
        np.fill_diagonal(factors, ONE if alone else free(k))
        shared = rung is Rung.SCALAR and group > 0
        start = found[0].start if shared else free(p)
        mean = free(k) if shared else np.full(k, ZERO)
        found.append(_Places(loading, factors, free(p), start, mean))
    return found, taken


def _begin(
    groups: Sequence[Moments], factor: Ints, places: Sequence[_Places], size: int
) -> Floats:
    """Half of each variance common, factors of variance 1, means as the first group's."""
    x = np.append(np.zeros(size), [0.0, 1.0])
    for one, at in zip(groups, places, strict=True):
        x[at.loading[np.arange(len(factor)), factor]] = np.sqrt(np.diag(one.cov) / 2.0)
        x[at.own] = np.diag(one.cov) / 2.0
        x[np.diag(at.factors)] = 1.0
    for one, at in zip(groups[::-1], places[::-1], strict=True):
        x[at.start] = one.mean
    return x[:size]


def _misfit(
    x: Floats, groups: Sequence[Moments], places: Sequence[_Places]
) -> tuple[float, Floats]:
    """Mean over people of the likelihood ratio against free moments, and its slope."""
    filled, slope = np.append(x, [0.0, 1.0]), np.zeros(len(x) + 2)
    n, total = sum(one.n for one in groups), 0.0
    for one, at in zip(groups, places, strict=True):
        lam, psi, alpha = filled[at.loading], filled[at.factors], filled[at.mean]
        sigma = _implied(filled, at)
        gap = one.mean - filled[at.start] - lam @ alpha
        sign, size = np.linalg.slogdet(sigma)
        if sign <= 0 or np.linalg.eigvalsh(sigma)[0] <= 0:
            return 1e10, np.zeros(len(x))
        inverse, share = np.linalg.inv(sigma), one.n / n
        seen = one.cov + np.outer(gap, gap)
        total += share * (size - np.linalg.slogdet(one.cov)[1])
        total += share * (float(np.sum(inverse * seen)) - len(gap))
        w, pull = share * (inverse - inverse @ seen @ inverse), share * (inverse @ gap)
        np.add.at(slope, at.loading, 2.0 * (w @ lam @ psi - np.outer(pull, alpha)))
        np.add.at(slope, at.factors, lam.T @ w @ lam)
        np.add.at(slope, at.own, np.diag(w))
        np.add.at(slope, at.start, -2.0 * pull)
        np.add.at(slope, at.mean, -2.0 * (lam.T @ pull))
    return total, slope[: len(x)]


def _baseline(groups: Sequence[Moments]) -> float:
    """Chi-square of items that have nothing in common."""
    return float(
        sum(
            one.n * (np.log(np.diag(one.cov)).sum() - np.linalg.slogdet(one.cov)[1])
            for one in groups
        )
    )


def _implied(filled: Floats, at: _Places) -> Floats:
    lam = filled[at.loading]
    return np.asarray(lam @ filled[at.factors] @ lam.T + np.diag(filled[at.own]))


def _residual(filled: Floats, groups: Sequence[Moments], places: Sequence[_Places]) -> float:
    """SRMR: how far correlations are missed on average; of covariances alone, over people."""
    found, n = 0.0, sum(one.n for one in groups)
    for one, at in zip(groups, places, strict=True):
        sd = np.sqrt(np.diag(one.cov))
        missed = (one.cov - _implied(filled, at)) / np.outer(sd, sd)
        found += one.n / n * float((missed[np.tril_indices(len(sd))] ** 2).mean())
    return float(np.sqrt(found))


def _proper(filled: Floats, at: _Places) -> bool:
    return bool((filled[at.own] > 0).all() and np.linalg.eigvalsh(filled[at.factors])[0] > 0)
