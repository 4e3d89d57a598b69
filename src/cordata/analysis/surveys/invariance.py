"""Do the items of a scale hang together alike in two languages, or in two rounds?

The first of three rungs: without it no scores of two languages or rounds are pooled or compared.
Single items (``dif``) and equal loadings and intercepts (``rungs``) are the others.
"""

from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.surveys.factor import OneFactor


class Alike(StrEnum):
    """Whether two factors may be taken for one."""

    SAME = "same"
    DOUBTFUL = "doubtful"  # shown with a warning
    REFUSED = "refused"  # no pooling, no comparison of any kind
    UNKNOWN = "unknown"  # one of them is no proper factor


def standardized(found: OneFactor) -> Floats:
    """Loadings as correlations of the items with the factor."""
    return np.asarray(found.loadings / np.sqrt(found.loadings**2 + found.uniqueness))


def congruence(one: OneFactor, other: OneFactor) -> float:
    """Tucker's coefficient of two factors' standardized loadings: 1 if they are in proportion.

    Raises ValueError if they are not of the same number of items.
    Source: Lorenzo-Seva and ten Berge (2006), Methodology 2(2).
    """
    a, b = standardized(one), standardized(other)
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)} items are not the same scale")
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def alike(
    one: OneFactor, other: OneFactor, *, same: float = 0.95, least: float = 0.85
) -> Alike:
    """Whether answers to a scale in two languages or rounds may be put together."""
    if not (one.proper and other.proper):
        return Alike.UNKNOWN
    found = congruence(one, other)
    if found < least:
        return Alike.REFUSED
    return Alike.SAME if found >= same else Alike.DOUBTFUL
