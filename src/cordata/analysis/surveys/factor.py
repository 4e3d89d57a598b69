"""One common factor behind the items of a scale."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from cordata.analysis.arrays import Floats

LEAST_UNIQUE = 0.005  # of an item's variance: below it a solution is improper (Heywood)


@dataclass(frozen=True)
class OneFactor:
    """A congeneric model: item = loading * factor + its own part, in the items' own units.

    proper  no own part was driven to (almost) nothing; else do not trust it
    """

    loadings: Floats
    uniqueness: Floats
    proper: bool


def one_factor(cov: Floats) -> OneFactor:
    """One common factor by maximum likelihood, as R's ``factanal`` finds it.

    Given the own parts, the loadings are an eigenvector; so only the own parts are searched,
    on the correlations, which changes nothing (the likelihood knows no units).

    Raises ValueError for fewer than three items, or items that do not vary or repeat others.
    Source: Lawley and Maxwell (1971), Factor Analysis as a Statistical Method, 4.
    """
    k, sd = len(cov), np.sqrt(np.diag(cov))
    if k < 3 or not (sd > 0).all():  # noqa: PLR2004 - two items fit any factor
        raise ValueError("a factor needs three items that vary")
    corr = cov / np.outer(sd, sd)
    if np.linalg.eigvalsh(corr)[0] < 1e-10:  # noqa: PLR2004 - an item repeats others
        raise ValueError("an item repeats others")
    start = np.clip((1.0 - 0.5 / k) / np.diag(np.linalg.inv(corr)), LEAST_UNIQUE, 1.0)
    found = minimize(
        lambda own: _misfit(own, corr),
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_UNIQUE, 1.0)] * k,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    )
    loadings = _loadings(found.x, corr)
    loadings *= np.sign(loadings.sum()) or 1.0
    proper = bool((found.x > LEAST_UNIQUE * 1.001).all())
    return OneFactor(loadings * sd, found.x * sd**2, proper)


def _loadings(own: Floats, corr: Floats) -> Floats:
    root = np.sqrt(own)
    values, vectors = np.linalg.eigh(corr / np.outer(root, root))
    return np.asarray(root * vectors[:, -1] * np.sqrt(max(values[-1] - 1.0, 0.0)))


def _misfit(own: Floats, corr: Floats) -> tuple[float, Floats]:
    """Minus log likelihood over n / 2, up to a constant, and its slope."""
    root = np.sqrt(own)
    values = np.linalg.eigvalsh(corr / np.outer(root, root))[:-1]
    loadings = _loadings(own, corr)
    slope = (loadings**2 + own - 1.0) / own**2
    return float((values - np.log(values) - 1.0).sum()), slope
