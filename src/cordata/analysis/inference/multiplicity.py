"""Adjusted p-values for several questions asked of the same data: reject where they are <= q."""

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.inference.randomisation import Lots


def bonferroni(p: Floats) -> Floats:
    """P times the number of questions: the chance of any false alarm stays below q, whatever hangs together."""
    return np.minimum(1.0, len(p) * p)


def holm(p: Floats) -> Floats:
    """The same promise as Bonferroni's, and never larger. For moderators and pairs of models.

    Source: Holm (1979), Scandinavian Journal of Statistics 6.
    """
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order])
    return _back(np.minimum(1.0, stepped), order)


def benjamini_hochberg(p: Floats) -> Floats:
    """Expected share of false alarms among the alarms, for areas and groups of respondents.

    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.
    """
    order = np.argsort(p, kind="stable")
    stepped = len(p) / np.arange(1, len(p) + 1) * p[order]
    least = np.minimum.accumulate(stepped[::-1])[::-1]
    return _back(np.minimum(1.0, least), order)


def benjamini_yekutieli(p: Floats) -> Floats:
    """The same share, whatever hangs together: Benjamini and Hochberg times 1 + 1/2 + ... + 1/m.

    Source: Benjamini and Yekutieli (2001), Annals of Statistics 29.
    """
    order = np.argsort(p, kind="stable")
    rank = np.arange(1, len(p) + 1)
    stepped = (1.0 / rank).sum() * len(p) / rank * p[order]
    least = np.minimum.accumulate(stepped[::-1])[::-1]
    return _back(np.minimum(1.0, least), order)


def max_t(families: list[Lots]) -> Floats:
    """For randomised arms: how often the largest estimate of all under a lot beats each one.

    families  one for each question, under the same lots in the same order
    returns   (questions,) adjusted p; each estimate in units of its own spread over the lots

    Source: Westfall and Young (1993), Resampling-Based Multiple Testing (single step).
    """
    spread = np.array([one.top.std() for one in families])
    size = np.abs([one.top for one in families]) / np.where(spread > 0, spread, 1.0)[:, None]
    largest = size.max(axis=0)
    return np.array([float((largest >= real * (1.0 - 1e-9)).mean()) for real in size[:, 0]])


def _back(stepped: Floats, order: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Floats:
    out = np.empty_like(stepped)
    out[order] = stepped
    return out
