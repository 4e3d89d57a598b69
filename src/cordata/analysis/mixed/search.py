"""The relative variances with the lowest deviance, to the last digits that can be had.

A search stops where the deviance hardly changes, which leaves the place known to half of its digits
only. A few exact Newton steps follow, so that another machine finds the same numbers.
"""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize

from cordata.analysis.arrays import Floats

type Height = Callable[[Floats], float]

FLAT = 0.01  # a relative standard deviation below this may be a saddle: leave it once
STEP = 2e-3  # of differences: their own error and that of rounding are alike there
NEWTON = 4  # steps, with the curve of the first


def lowest(height: Height, start: Floats) -> Floats:
    """The place of the lowest ``height``, downhill from ``start``.

    The deviance is the same for a factor and its negative, so nothing bounds it; and it is flat
    where a variance is 0, so an end there is left once to see whether it was a saddle.
    """
    best = _downhill(height, start)
    flat = (np.abs(best) < FLAT) & (start != 0)
    if flat.any():
        again = _downhill(height, np.where(flat, 10 * FLAT, best))
        best = min(best, again, key=height)
    return _refined(height, best)


def _downhill(height: Height, start: Floats) -> Floats:
    options = {"ftol": 1e-11, "gtol": 1e-3, "maxiter": 500}
    found = minimize(height, start, method="L-BFGS-B", jac="2-point", options=options)
    return np.asarray(found.x)


def _refined(height: Height, start: Floats) -> Floats:
    """Newton steps by differences; the start where it is no valley in all directions."""
    curve = _curve(height, start)
    if np.linalg.eigvalsh(curve)[0] < np.finfo(float).eps * abs(height(start)) / STEP**2 * 100:
        return start
    at = start
    for _step in range(NEWTON):
        at = at - np.linalg.solve(curve, _slope(height, at))
    # Only a small way: a step that leads far off says that the valley is too flat to refine.
    return at if np.abs(at - start).max() < FLAT else start


def _slope(height: Height, at: Floats) -> Floats:
    """Differences over five points, right to the fourth power of the step."""
    found = np.empty(len(at))
    for k, unit in enumerate(np.eye(len(at)) * STEP):
        near = height(at + unit) - height(at - unit)
        far = height(at + 2 * unit) - height(at - 2 * unit)
        found[k] = (8 * near - far) / (12 * STEP)
    return found


def _curve(height: Height, at: Floats) -> Floats:
    """(terms, terms) second differences."""
    units = np.eye(len(at)) * STEP
    here = height(at)
    plus = np.array([height(at + one) for one in units])
    minus = np.array([height(at - one) for one in units])
    found = np.diag((plus - 2 * here + minus) / STEP**2)
    for i in range(len(at)):
        for j in range(i):
            both = height(at + units[i] + units[j]) + height(at - units[i] - units[j])
            mixed = both + 2 * here - plus[i] - plus[j] - minus[i] - minus[j]
            found[i, j] = found[j, i] = mixed / (2 * STEP**2)
    return found
