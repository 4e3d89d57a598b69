"""Least squares with effects of countries, schools or years taken out exactly."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.inference.arrays import codes, sums

ALIKE = 1e-10  # a column of which no more than this share is left is made of the others


class Dependent(ValueError):
    """Column number ``column`` is made of the columns before it and the effects taken out."""

    def __init__(self, column: int) -> None:
        self.column = column
        super().__init__(f"column {column} is made of the others")


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted line with what standard errors need.

    x             (n, k) regressors, after taking out effects
    coefficients  (k,)
    residuals     (n,) in the unit of the outcome
    root          (k, k) R with root root' = inverse of X'WX
    weights       (n,) or None for all alike
    level         (n,) which effect was taken out of each row, or None
    """

    x: Floats
    coefficients: Floats
    residuals: Floats
    root: Floats
    weights: Floats | None = None
    level: Ints | None = None

    @property
    def bread(self) -> Floats:
        """Inverse of X'WX: (k, k)."""
        return self.root @ self.root.T

    @property
    def weighted(self) -> Floats:
        """X with every row times its weight: (n, k)."""
        return self.x if self.weights is None else self.x * self.weights[:, None]

    @property
    def parameters(self) -> int:
        """Coefficients and effects that were estimated."""
        taken = 0 if self.level is None else int(self.level.max()) + 1
        return int(self.x.shape[1]) + taken


def fit(
    y: Floats, x: Floats, *, weights: Floats | None = None, absorb: NDArray[Any] | None = None
) -> Fit:
    """Least squares of ``y`` on ``x``.

    y        (n,) outcome
    x        (n, k) regressors; a column of ones where there is nothing to absorb
    weights  (n,) positive, of any scale
    absorb   (n,) keys whose own mean is taken out of everything: the same coefficients as
             with a dummy for each. For one factor; give others as dummies in ``x``.

    Raises Dependent for a column that the others make, ValueError for fewer rows than
    parameters or for weights together with absorbed effects (use dummies there).
    """
    if weights is not None and absorb is not None:
        raise ValueError("weights and absorbed effects do not go together: use dummies")
    level = None if absorb is None else codes(absorb)[0]
    scale = np.linalg.norm(x, axis=0)
    if level is not None:
        y, x = within(y, level), within(x, level)
    half = np.ones(len(y)) if weights is None else np.sqrt(weights)
    if weights is not None:
        scale = np.linalg.norm(x * half[:, None], axis=0)
    taken = 0 if level is None else int(level.max()) + 1
    if len(y) < x.shape[1] + taken:
        raise ValueError(f"{len(y)} rows cannot bear {x.shape[1] + taken} parameters")
    q, r = np.linalg.qr(x * half[:, None])
    made = np.abs(np.diag(r)) <= ALIKE * np.where(scale > 0, scale, 1.0)
    if made.any():
        raise Dependent(int(np.flatnonzero(made)[0]))
    found = solve_triangular(r, q.T @ (y * half))
    root = solve_triangular(r, np.eye(len(r)))
    return Fit(x, found, y - x @ found, root, weights, level)


def within(values: Floats, level: Ints) -> Floats:
    """Values less the mean of their level; a second pass takes out what rounding left.

    values  (n,) or (n, k)
    level   (n,) from 0
    """
    size = int(level.max()) + 1
    count = np.bincount(level, minlength=size).astype(np.float64)
    for _ in range(2):
        means = (sums(values, level, size).T / count).T
        values = values - means[level]
    return values


def basis(x: Floats) -> Floats:
    """Orthonormal columns of what the columns of ``x`` span, however often they say it.

    x        (n, k)
    returns  (n, rank)
    """
    scale = np.linalg.norm(x, axis=0)
    u, s, _ = np.linalg.svd(x[:, scale > 0] / scale[scale > 0], full_matrices=False)
    found: Floats = u[:, s > ALIKE * s.max(initial=0.0)]
    return found
