"""How the answers on an area are spread over the points of its scale."""

from collections.abc import Sequence

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.surveys.scoring import SchoolScores


def point_counts(scores: SchoolScores) -> Ints:
    """Answers at each point, over all items of each scale, reversed items turned round.

    returns (schools, voices, scales, points of the longest scale)
    """
    shape = (*scores.n.shape, scores.points)
    counts = np.zeros(shape, dtype=np.int64)
    for at, scale in enumerate(scores.scales):
        for column, turned in zip(scale.columns, scale.reversed, strict=True):
            found = scores.counts[:, :, column, : scale.points]
            counts[:, :, at, : scale.points] += found[..., ::-1] if turned else found
    return counts


def point_shares(scores: SchoolScores) -> Floats:
    """Share of each point among the answers; NaN where there are none."""
    counts = point_counts(scores)
    answers = np.broadcast_to(counts.sum(axis=-1, keepdims=True), counts.shape)
    shares = np.full(counts.shape, np.nan)
    np.divide(counts, answers, out=shares, where=answers > 0)
    return shares


def agreeing(shares: Sequence[float], *, top: int = 2) -> float:
    """Share of answers at the ``top`` points. A page says the cut beside the number.

    Of five points that agree more and more, the third agrees slightly and is not among them.
    """
    return float(sum(shares[-top:]))
