"""What CR2 does to the rows of a group, and what that costs in degrees of freedom."""

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.inference.arrays import sums
from cordata.analysis.inference.least_squares import Fit

NOTHING = 1e-10  # an eigenvalue of I - H below this is 0


def hat_root(fit: Fit, at: Ints) -> Floats | None:
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
    one = np.empty(int(level.max()) + 1, dtype=np.int64)
    one[level] = at
    return bool((one[level] == at).all())


def _by_size(at: Ints, size: int) -> list[Ints]:
    """Rows of groups of one size together: arrays (groups, size), so that each is one pass."""
    order, count = np.argsort(at, kind="stable"), np.bincount(at, minlength=size)
    start = np.cumsum(count) - count
    return [order[start[count == n][:, None] + np.arange(n)] for n in np.unique(count)]


def adjusted_rows(rows: Floats, at: Ints, size: int, hat: Floats) -> Floats:
    """A_g times the rows of each group.

    Where a group has more rows than U has columns, I - UU' is never written out: with
    U'U = W diag(s²) W' and r = √(1 - s²), A = I + U W diag(1 / (r (1 + r))) W'U', and -1 for r = 0.
    """
    out = np.empty_like(rows)
    for index in _by_size(at, size):
        u, mine = hat[index], rows[index]
        across = u.transpose(0, 2, 1)
        if index.shape[1] <= hat.shape[1]:
            out[index] = _inverse_root(np.eye(index.shape[1]) - u @ across) @ mine
            continue
        value, w = np.linalg.eigh(across @ u)
        some = 1.0 - value > NOTHING
        r = np.sqrt(np.where(some, 1.0 - value, 1.0))
        factor = np.where(some, 1.0 / (r * (1.0 + r)), -1.0)
        inner = factor[:, :, None] * (w.transpose(0, 2, 1) @ (across @ mine))
        out[index] = mine + u @ (w @ inner)
    return out


def weighted_rows(fit: Fit, rows: Floats, at: Ints, size: int) -> Floats:
    """The same with weights: the root of (I - H)(I - H)' of each group; cubic in its size."""
    out, x, wx, bread = np.empty_like(rows), fit.x, fit.weighted, fit.bread
    centre = bread @ (wx.T @ wx) @ bread
    for index in _by_size(at, size):
        cross = x[index] @ bread @ wx[index].transpose(0, 2, 1)
        own = x[index] @ centre @ x[index].transpose(0, 2, 1)
        spread = np.eye(index.shape[1]) - cross - cross.transpose(0, 2, 1) + own
        out[index] = _inverse_root(spread) @ rows[index]
    return out


def _inverse_root(spread: Floats) -> Floats:
    """Symmetric inverse root of each of (groups, n, n), 0 where the matrix is."""
    value, vector = np.linalg.eigh(spread)
    some = value > NOTHING
    root = np.where(some, 1.0 / np.sqrt(np.where(some, value, 1.0)), 0.0)
    found: Floats = vector @ (root[:, :, None] * vector.transpose(0, 2, 1))
    return found


def satterthwaite(fit: Fit, adjusted: Floats, at: Ints, size: int, hat: Floats | None) -> float:
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
    return trace**2 / square if square > 0 else 0.0
