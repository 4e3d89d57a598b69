"""Groups that cross: pupils of one primary school go to many secondary schools, and the reverse."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import solve_triangular

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.mixed.nested import Solved, finish
from cordata.analysis.mixed.sums import centred, checked

MOST = 4000  # groups of the smaller factor: its square is kept whole


@dataclass(frozen=True, slots=True)
class CrossedSums:
    """Sums per group of both factors, and how many rows each pair has.

    first, second  (groups, terms + 1) sums of (x, y); the first factor has more groups
    size1, size2   (groups,) rows
    pairs          (groups of first, groups of second) rows
    """

    rows: int
    total: Floats
    first: Floats
    second: Floats
    size1: Floats
    size2: Floats
    pairs: sparse.csr_array
    centre: Floats


def crossed_sums(y: Floats, x: Floats, first: Ints, second: Ints) -> CrossedSums:
    """Sums for two factors of which the second has fewer groups; see ``sums.sums_of``.

    Raises ValueError for more than 4,000 groups in the second, or terms that repeat each other.
    """
    if int(second.max()) + 1 > MOST:
        raise ValueError(f"both factors have more than {MOST} groups")
    both, centre = centred(y, x)
    total = both.T @ both
    checked(total)
    ones = np.ones(len(y))
    size1, size2 = np.bincount(first, ones), np.bincount(second, ones)
    pairs = sparse.csr_array(
        sparse.coo_array((ones, (first, second)), shape=(len(size1), len(size2)))
    )
    sums = [
        np.stack([np.bincount(code, one) for one in both.T], axis=1) for code in (first, second)
    ]
    return CrossedSums(len(y), total, sums[0], sums[1], size1, size2, pairs, centre)


def solve_crossed(sums: CrossedSums, theta: Floats, *, restricted: bool) -> Solved:
    """Take out the first factor group by group, then the second as a whole.

    theta  (2,) standard deviations of both factors over the residual one
    """
    below = 1 + theta[0] ** 2 * sums.size1
    share = theta[0] ** 2 / below
    taken = (sums.first.T * share) @ sums.first
    both = (sums.pairs.T.multiply(share) @ sums.pairs).toarray()
    inner = np.eye(len(sums.size2)) + theta[1] ** 2 * (np.diag(sums.size2) - both)
    lower = np.linalg.cholesky(inner)
    left = theta[1] * (sums.second - sums.pairs.T @ (share[:, None] * sums.first))
    explained = solve_triangular(lower, left, lower=True)
    logs = float(np.log(below).sum() + 2 * np.log(np.diag(lower)).sum())
    products = sums.total - taken - explained.T @ explained
    return finish(sums.rows, products, logs, restricted=restricted)
