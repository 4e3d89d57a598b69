"""Mixed models by maximum or restricted likelihood: fixed part, variances, no p-values, ever.

Their usual tests take few groups for many. What is offered is t with groups - terms degrees of
freedom, as a second view beside estimates whose errors are by cluster.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.mixed.crossed import crossed_sums, solve_crossed
from cordata.analysis.mixed.nested import Solved, factor, solve_nested
from cordata.analysis.mixed.search import lowest
from cordata.analysis.mixed.sums import sums_of

NOTHING = 1e-4  # a relative standard deviation below this is none


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    beta, covariance  (terms,), (terms, terms) of the fixed part, the constant first
    variances         for each level, as given: (random, random) covariance between its groups
    sigma2            variance within the lowest groups
    deviance          -2 log likelihood, or the REML criterion
    groups            of each level
    singular          whether a variance is 0, or slopes and levels go together wholly
    """

    beta: Floats
    covariance: Floats
    variances: tuple[Floats, ...]
    sigma2: float
    deviance: float
    rows: int
    groups: tuple[int, ...]
    singular: bool

    @property
    def errors(self) -> Floats:
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def df(self) -> int:
        """Groups of the level with the fewest, less terms."""
        return min(self.groups) - len(self.beta)


def fit_nested(
    y: Floats,
    x: Floats,
    levels: list[Ints],
    *,
    z: Floats | None = None,
    restricted: bool = True,
) -> Fit:
    """Fit groups within groups; every level has its own covariance of the columns of ``z``.

    y       (rows,) outcome
    x       (rows, terms) the constant first
    levels  (rows,) codes from 0, the lowest level first (classes, then schools)
    z       (rows, random) the constant first; only the constant where None

    About a second for a million rows. Raises ValueError for terms that repeat each other.
    """
    random = x[:, :1] if z is None else z
    sums = sums_of(y, x, random, levels)
    size = random.shape[1]
    each = size * (size + 1) // 2

    def solve(theta: Floats) -> Solved:
        parts = np.split(theta, len(levels))
        return solve_nested(sums, [factor(one, size) for one in parts], restricted=restricted)

    diagonal = np.concatenate([[1.0, *np.zeros(size - 1 - at)] for at in range(size)])
    theta = lowest(lambda at: solve(at).deviance, np.tile(diagonal, len(levels)))
    counts = (sums.lowest.shape[2], *(len(one) for one in sums.above))
    solved = solve(theta)
    roots = [factor(one, size) for one in theta.reshape(-1, each)]
    variances = tuple(solved.sigma2 * root @ root.T for root in roots)
    singular = bool((np.abs(np.concatenate([np.diag(r) for r in roots])) < NOTHING).any())
    return _fit(solved, sums.centre, variances, sums.rows, counts, singular=singular)


def fit_crossed(
    y: Floats, x: Floats, first: Ints, second: Ints, *, restricted: bool = True
) -> Fit:
    """Fit two factors that cross, each with levels of its own; see ``fit_nested``.

    Raises ValueError where both have more than 4,000 groups.
    """
    turned = first.max() < second.max()
    sums = crossed_sums(y, x, *((second, first) if turned else (first, second)))

    def solve(theta: Floats) -> Solved:
        return solve_crossed(sums, theta, restricted=restricted)

    theta = lowest(lambda at: solve(at).deviance, np.ones(2))
    solved = solve(theta)
    parts = tuple(np.array([[solved.sigma2 * one**2]]) for one in theta)
    counts = (len(sums.size1), len(sums.size2))
    if turned:
        parts, counts = parts[::-1], counts[::-1]
    singular = bool((np.abs(theta) < NOTHING).any())
    return _fit(solved, sums.centre, parts, sums.rows, counts, singular=singular)


def _fit(
    solved: Solved,
    centre: Floats,
    variances: tuple[Floats, ...],
    rows: int,
    groups: tuple[int, ...],
    *,
    singular: bool,
) -> Fit:
    """Back from centred columns: the constant is where they are 0."""
    back = np.eye(len(solved.beta))
    back[0] -= centre[:-1]
    beta = back @ solved.beta
    beta[0] += centre[-1]
    covariance = solved.sigma2 * back @ solved.bread @ back.T
    return Fit(
        beta, covariance, variances, solved.sigma2, solved.deviance, rows, groups, singular
    )
