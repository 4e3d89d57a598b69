"""Standard errors for clusters: CR0, CR1, and CR2 with Satterthwaite's degrees of freedom.

CR2 is the one to show: it does not flatter where clusters are few, or of unequal size.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from cordata.analysis.contract import Interval
from cordata.analysis.inference.arrays import Floats, Ints, codes, sums
from cordata.analysis.inference.least_squares import Fit

NOTHING = 1e-10  # an eigenvalue of I - H below this is 0


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its error in the same unit; ``df`` of Student's t."""

    value: float
    error: float
    df: float

    @property
    def t(self) -> float:
        """Infinite where nothing is left unexplained."""
        return (
            self.value / self.error if self.error > 0 else math.copysign(math.inf, self.value)
        )

    @property
    def p(self) -> float:
        """Two-sided, that the truth is 0."""
        return 2.0 * float(stdtr(self.df, -abs(self.t)))

    def detectable(self, power: float = 0.80) -> float:
        """The smallest true value that this error would find at 5 % so often."""
        return float(stdtrit(self.df, 0.975) + stdtrit(self.df, power)) * self.error

    def interval(self, level: float = 0.95) -> Interval:
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.error
        return Interval(self.value - half, self.value + half, level)


@dataclass(frozen=True, slots=True)
class Robust:
    """Covariance (m, m) of m contrasts, and degrees of freedom (m,) of each."""

    covariance: Floats
    df: Floats


def cr0(fit: Fit, group: NDArray[Any]) -> Floats:
    """Covariance (k, k) that only adds up the scores of each group; too small for few groups."""
    at, size = _groups(group)
    meat = sums(fit.weighted * fit.residuals[:, None], at, size)
    return fit.bread @ (meat.T @ meat) @ fit.bread


def cr1(fit: Fit, group: NDArray[Any]) -> Floats:
    """CR0 times G / (G - 1) * (n - 1) / (n - parameters), as Stata does.

    clubSandwich calls it CR1S; its CR1 lacks the second factor.
    Source: Cameron and Miller (2015), Journal of Human Resources 50(2).
    """
    _, size = _groups(group)
    n = len(fit.residuals)
    if n <= fit.parameters:
        raise ValueError(f"{n} rows leave nothing beside {fit.parameters} parameters")
    return size / (size - 1) * (n - 1) / (n - fit.parameters) * cr0(fit, group)


def cr2(fit: Fit, group: NDArray[Any], contrasts: Floats | None = None) -> Robust:
    """Bias-reduced covariance, and degrees of freedom by Satterthwaite.

    Residuals of group g are multiplied by A_g = (I - H_gg)^(-1/2), the symmetric inverse root,
    0 where I - H_gg is, so that the covariance is unbiased if rows are independent and alike.

    group      (n,) any keys; what was drawn or assigned as one
    contrasts  (m, k) sums of coefficients; each coefficient if None
    returns    covariance (m, m), df (m,) = tr(Ω)² / tr(Ω²); NaN for a contrast that a group
               makes alone and of which nothing is left

    Below 4 degrees of freedom its p-values are not to be trusted.

    Source: Bell and McCaffrey (2002), Survey Methodology 28; Pustejovsky and Tipton (2018),
    Journal of Business and Economic Statistics 36. Weights: working variance the same in all
    rows, as clubSandwich has it.
    """
    at, size = _groups(group)
    wanted = np.eye(fit.x.shape[1]) if contrasts is None else np.atleast_2d(contrasts)
    rows = fit.weighted @ fit.bread @ wanted.T
    hat = _hat_root(fit, at)
    adjusted = (
        _adjusted(rows, at, size, hat) if hat is not None else _weighted(fit, rows, at, size)
    )
    scores = sums(adjusted * fit.residuals[:, None], at, size)
    df = np.array([_df(fit, one, at, size, hat) for one in adjusted.T])
    return Robust(scores.T @ scores, df)


def coefficient(fit: Fit, group: NDArray[Any], at: int) -> Coefficient:
    """Coefficient number ``at`` with its CR2 error and degrees of freedom."""
    wanted = np.zeros(fit.x.shape[1])
    wanted[at] = 1.0
    found = cr2(fit, group, wanted)
    return Coefficient(
        float(fit.coefficients[at]), float(found.covariance[0, 0] ** 0.5), float(found.df[0])
    )


def _groups(group: NDArray[Any]) -> tuple[Ints, int]:
    at, size = codes(group)
    if size < 2:  # noqa: PLR2004 - one group shows no spread of groups
        raise ValueError(f"{size} groups show no spread")
    return at, size


def _hat_root(fit: Fit, at: Ints) -> Floats | None:
    """U with H = UU', one row for each row; None with weights, where H is not symmetric.

    Effects that lie within groups may be left out: what CR2 does to them does not reach the
    other coefficients (Pustejovsky and Tipton 2018, theorem 2).
    """
    if fit.weights is not None:
        return None
    root = fit.x @ fit.root
    if fit.level is None or _nested(fit.level, at):
        return root
    share = 1.0 / np.sqrt(np.bincount(fit.level))
    return np.hstack([root, (fit.level[:, None] == np.arange(len(share))) * share])


def _nested(level: Ints, at: Ints) -> bool:
    return len(np.unique(np.stack([level, at]), axis=1).T) == int(level.max()) + 1


def _by_size(at: Ints, size: int) -> list[Ints]:
    """Rows of groups of one size together: arrays (groups, size), so that each is one pass."""
    order, count = np.argsort(at, kind="stable"), np.bincount(at, minlength=size)
    start = np.cumsum(count) - count
    return [order[start[count == n][:, None] + np.arange(n)] for n in np.unique(count)]


def _adjusted(rows: Floats, at: Ints, size: int, hat: Floats) -> Floats:
    """A_g times the rows of each group, from the singular values of U_g: I + V f(s) V'."""
    out = np.empty_like(rows)
    for index in _by_size(at, size):
        v, s, _ = np.linalg.svd(hat[index], full_matrices=False)
        left = 1.0 - s**2
        some = left > NOTHING
        factor = np.where(some, 1.0 / np.sqrt(np.where(some, left, 1.0)), 0.0) - 1.0
        mine = rows[index]
        out[index] = mine + v @ (factor[:, :, None] * (v.transpose(0, 2, 1) @ mine))
    return out


def _weighted(fit: Fit, rows: Floats, at: Ints, size: int) -> Floats:
    """The same with weights: the root of (I - H)(I - H)' of each group; cubic in its size."""
    out, x, wx, bread = np.empty_like(rows), fit.x, fit.weighted, fit.bread
    centre = bread @ (wx.T @ wx) @ bread
    for index in _by_size(at, size):
        cross = x[index] @ bread @ wx[index].transpose(0, 2, 1)
        own = x[index] @ centre @ x[index].transpose(0, 2, 1)
        spread = np.eye(index.shape[1]) - cross - cross.transpose(0, 2, 1) + own
        value, vector = np.linalg.eigh(spread)
        some = value > NOTHING
        root = np.where(some, 1.0 / np.sqrt(np.where(some, value, 1.0)), 0.0)
        out[index] = vector @ (root[:, :, None] * (vector.transpose(0, 2, 1) @ rows[index]))
    return out


def _df(fit: Fit, adjusted: Floats, at: Ints, size: int, hat: Floats | None) -> float:
    """tr(Ω)² / tr(Ω²), where Ω = diag(a_g'a_g) + Z C Z' is never written out."""
    own = sums(adjusted**2, at, size)
    if hat is not None:
        z = sums(hat * adjusted[:, None], at, size)
        middle = -np.eye(z.shape[1])
    else:
        bread, wx = fit.bread, fit.weighted
        z = sums(np.hstack([fit.x, wx]) * adjusted[:, None], at, size)
        centre = bread @ (wx.T @ wx) @ bread
        middle = np.block([[centre, -bread], [-bread, np.zeros_like(bread)]])
    product = middle @ (z.T @ z)
    trace = float(own.sum() + np.trace(product))
    diagonal = np.einsum("gi,gi->g", z @ middle, z)
    square = float((own**2).sum() + 2.0 * (own * diagonal).sum() + (product * product.T).sum())
    return trace**2 / square if square > 0 else float("nan")
