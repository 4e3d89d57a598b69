"""Standard errors for clusters: CR0, CR1, and CR2 with Satterthwaite's degrees of freedom.

CR2 is the one to show: it does not flatter where clusters are few, or of unequal size.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Interval
from cordata.analysis.inference.adjusting import (
    NOTHING,
    adjusted_rows,
    hat_root,
    satterthwaite,
    weighted_rows,
)
from cordata.analysis.inference.arrays import codes, sums
from cordata.analysis.inference.least_squares import Fit


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
    found = scores(fit, group, contrasts)
    return Robust(found.by_group.T @ found.by_group, found.df)


@dataclass(frozen=True, slots=True)
class Scores:
    """What each group adds to m contrasts: (G, m), whose cross products are CR2; df (m,)."""

    by_group: Floats
    df: Floats


def scores(fit: Fit, group: NDArray[Any], contrasts: Floats | None = None) -> Scores:
    """The pieces of ``cr2``: put those of several fits on the same groups beside each other for
    the covariance of their coefficients.
    """
    at, size = _groups(group)
    wanted = np.eye(fit.x.shape[1]) if contrasts is None else np.atleast_2d(contrasts)
    rows = fit.weighted @ fit.bread @ wanted.T
    hat = hat_root(fit, at)
    if hat is None:
        adjusted = weighted_rows(fit, rows, at, size)
    else:
        adjusted = adjusted_rows(rows, at, size, hat)
    left = (adjusted**2).sum(axis=0) > NOTHING * (rows**2).sum(axis=0)
    df = np.array([satterthwaite(fit, one, at, size, hat) for one in adjusted.T])
    found = sums(adjusted * fit.residuals[:, None], at, size)
    return Scores(found, np.where(left, df, np.nan))


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
