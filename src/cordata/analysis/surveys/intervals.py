"""Intervals of school means and of the change between two rounds."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.surveys.scoring import SchoolScores

LEVEL = 0.95


@dataclass(frozen=True)
class Change:
    """Mean now minus mean then, in points of the scale; all (schools, voices, scales).

    NaN in ``low`` and ``high`` where an interval cannot be said: fewer than two people in
    a round, or all gave the same score in both.
    """

    points: Floats
    low: Floats
    high: Floats
    df: Floats


def sampling_variance(scores: SchoolScores, invited: Ints | None = None) -> Floats:
    """Variance of each school mean, s² / n.

    invited  (schools, voices) how many could have answered; 0 where unknown. Given to
             *describe* a school: (1 - n/N) s² / n, so that a full answer is certain. Leave
             it out when an effect is concluded: those people stand for others, too.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = scores.variance / scores.n
        if invited is None:
            return plain
        unseen = 1.0 - scores.n / invited[:, :, None].astype(np.float64)
    return np.where(np.isfinite(unseen) & (unseen >= 0), unseen, 1.0) * plain


def mean_interval(
    scores: SchoolScores, invited: Ints | None = None, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Ends of the t interval of each mean, describing the school (see ``sampling_variance``)."""
    half = _t(level, (scores.n - 1).astype(np.float64)) * np.sqrt(
        sampling_variance(scores, invited)
    )
    return scores.mean - half, scores.mean + half


def change(now: SchoolScores, then: SchoolScores, *, level: float = LEVEL) -> Change:
    """Change of each mean, for two rounds whose people are not linked to each other.

    Independent samples of unequal variance, Satterthwaite's degrees of freedom (Welch 1947,
    Biometrika 34). Rounds are anonymous: the same people are counted twice as if they were
    others, so the interval is rather too wide than too narrow.

    Raises ValueError if the two were not scored on the same items.
    """
    if now.scales != then.scales or now.n.shape != then.n.shape:
        raise ValueError("two rounds are compared on the same items and schools only")
    new, old = sampling_variance(now), sampling_variance(then)
    spread = new + old
    with np.errstate(divide="ignore", invalid="ignore"):
        df = spread**2 / (new**2 / (now.n - 1) + old**2 / (then.n - 1))
    half = _t(level, df) * np.sqrt(spread)
    moved = now.mean - then.mean
    return Change(points=moved, low=moved - half, high=moved + half, df=df)


def _t(level: float, df: Floats) -> Floats:
    return np.asarray(stdtrit(np.where(df > 0, df, np.nan), 0.5 + level / 2))
