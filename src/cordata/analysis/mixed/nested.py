"""Groups within groups: the deviance at given relative variances, by taking out level after level.

With V = I + Z T Z' per group, products such as x'V⁻¹y need only the sums of ``Sums``: each level takes
off what its groups explain (Woodbury) and hands the rest to the level above. A step costs as much as
there are groups, not rows. The same criterion as lme4: Bates, Maechler, Bolker and Walker (2015).
"""

from dataclasses import dataclass
from math import log, pi

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.mixed.sums import Sums


@dataclass(frozen=True, slots=True)
class Solved:
    """The best fixed part at given relative variances, for centred columns.

    beta, bread  (terms,), (terms, terms): covariance is ``sigma2`` times ``bread``
    deviance     -2 log likelihood, or the REML criterion
    """

    beta: Floats
    bread: Floats
    sigma2: float
    deviance: float


def factor(theta: Floats, size: int) -> Floats:
    """(size, size) lower triangle from ``theta`` in the order of columns, as lme4 has it."""
    root = np.zeros((size, size))
    column, row = np.triu_indices(size)
    root[row, column] = theta
    return root


def solve_nested(sums: Sums, roots: list[Floats], *, restricted: bool) -> Solved:
    """Take out each level in turn, the lowest first.

    roots  for each level (random, random) factor of its covariance over the residual variance
    """
    at = sums.lowest
    taken = np.zeros_like(sums.total)
    logs = 0.0
    for level, root in enumerate(roots):
        explained, more = _explained(at, root)
        logs += more
        for part in explained[:, len(root) :]:
            taken += part @ part.T
        if level < len(sums.above):
            at = _left(at, explained, sums.above[level])
    return finish(sums.rows, sums.total - taken, logs, restricted=restricted)


def _explained(at: Floats, root: Floats) -> tuple[Floats, float]:
    """(random, columns, groups) L⁻¹ root' at, L L' = I + root' at root, and log |L L'|.

    Few random columns, many groups: loops over the former, arrays along the latter.
    """
    size = len(root)
    explained = (root.T @ at.reshape(size, -1)).reshape(at.shape)
    half = explained[:, :size].swapaxes(0, 1)
    inner = (root.T @ half.reshape(size, -1)).reshape(half.shape)
    logs = 0.0
    lower = np.empty_like(inner)
    for i in range(size):
        for j in range(i):
            lower[i, j] = inner[i, j]
            for k in range(j):
                lower[i, j] -= lower[i, k] * lower[j, k]
            lower[i, j] /= lower[j, j]
            explained[i] -= lower[i, j] * explained[j]
        square = 1 + inner[i, i] - (lower[i, :i] ** 2).sum(axis=0)
        logs += float(np.log(square).sum())
        lower[i, i] = np.sqrt(square)
        explained[i] /= lower[i, i]
    return explained, logs


def _left(at: Floats, explained: Floats, begins: Ints) -> Floats:
    """What is left in the groups below, summed for those above."""
    left = at.copy()
    for i in range(len(at)):
        for part in explained:
            left[i] -= part[i] * part
    return np.add.reduceat(left, begins, axis=2)


def finish(rows: int, products: Floats, logs: float, *, restricted: bool) -> Solved:
    """From products weighted by V⁻¹ to coefficients and deviance."""
    terms = len(products) - 1
    lower = np.linalg.cholesky(products)
    root, right = lower[:terms, :terms], lower[terms, :terms]
    inverse = np.linalg.inv(root)
    rest = float(lower[terms, terms]) ** 2
    df = rows - terms if restricted else rows
    deviance = logs + df * (1 + log(2 * pi * rest / df))
    if restricted:
        deviance += 2 * float(np.log(np.diag(root)).sum())
    return Solved(inverse.T @ right, inverse.T @ inverse, rest / df, deviance)
