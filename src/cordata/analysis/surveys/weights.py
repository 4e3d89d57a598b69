"""Weights for schools and people who did not answer, and what they cost in precision."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints

TRIM = 5.0  # times the median: no answer counts for more
CLOSE = 1e-9  # relative miss of a margin that counts as none


@dataclass(frozen=True)
class Margin:
    """What is known of a whole country by one trait.

    of      (people,) the category of each, from 0
    totals  (categories,) how many there are in the country
    """

    of: Ints
    totals: Floats


@dataclass(frozen=True)
class Weighted:
    """Weights, and how well they fit.

    off      largest relative miss of a margin; 0 (nearly) unless weights were trimmed
    trimmed  people whose weight was cut
    rounds   passes over all margins
    """

    weights: Floats
    off: float
    trimmed: int
    rounds: int


def base_weights(invited: Floats, answered: Floats) -> Floats:
    """N / n for each school and voice; NaN where nobody answered."""
    found = np.full(np.broadcast(invited, answered).shape, np.nan)
    np.divide(invited, answered, out=found, where=answered > 0)
    return found


@dataclass(frozen=True)
class WeightedMean:
    """A mean over schools in which each counts by how many people it has.

    effective  so many people, all of equal weight, would be as precise (Kish)
    weighted   False where a school's number is not known: then everybody counts once
    """

    mean: float
    effective: float
    weighted: bool


def mean_over_schools(means: Floats, answered: Ints, invited: Ints) -> WeightedMean:
    """The mean of all people of these schools, of whom only some answered.

    means     (schools,) of those who answered, at least one in each
    answered  (schools,) how many did
    invited   (schools,) how many there are; fewer than answered, or 0: nobody knows

    Somebody from a school where one in ten answered stands for ten, and never for more than
    ``TRIM`` times as many as somebody from the middle school.
    """
    known = bool((invited >= answered).all())
    weights = np.ones(len(means))
    if known:
        weights = base_weights(invited.astype(np.float64), answered.astype(np.float64))
        weights = np.minimum(weights, TRIM * np.median(weights))
    of_school = weights * answered
    return WeightedMean(
        mean=float((of_school * means).sum() / of_school.sum()),
        effective=effective_n(np.repeat(weights, answered)),
        weighted=known,
    )


def spread_missing(weights: Floats, cell: Ints, answered: Bools) -> Floats:
    """Give the weights of schools that did not answer to those of their cell that did.

    weights   (schools,) before
    cell      (schools,) response cell, from 0
    returns   (schools,) 0 for those that did not answer

    Raises ValueError for a cell in which nobody answered: join it with another.
    """
    every = np.bincount(cell, weights)
    came = np.bincount(cell, weights * answered, minlength=len(every))
    if (empty := np.flatnonzero((every > 0) & (came == 0))).size:
        raise ValueError(f"nobody answered in cell {empty[0]}")
    share = np.ones(len(every))
    np.divide(every, came, out=share, where=came > 0)
    return np.where(answered, weights * share[cell], 0.0)


def post_stratify(weights: Floats, margin: Margin) -> Floats:
    """Weights whose sum in each category is the known total.

    Raises ValueError for a category that exists but of which nobody answered.
    """
    return weights * _pull(weights, margin)[margin.of]


def rake(
    weights: Floats,
    margins: Sequence[Margin],
    *,
    trim: float | None = TRIM,
    most: int = 1000,
) -> Weighted:
    """Weights that fit several margins at once, by iterative proportional fitting.

    trim  no weight above so many medians; None to cut nothing. Cut weights miss the
          margins a little: ``off`` says how much.

    Raises ValueError for margins of different totals, or a category nobody answered for.
    Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11.
    """
    sums = [float(one.totals.sum()) for one in margins]
    if sums and max(sums) - min(sums) > CLOSE * max(sums):
        raise ValueError(f"margins of different totals: {sums}")
    rounds, moved = 0, True
    while moved and rounds < most:
        before, rounds = weights, rounds + 1
        for margin in margins:
            weights = post_stratify(weights, margin)
        cut = np.zeros(len(weights), dtype=np.bool_)
        if trim is not None and len(weights):
            limit = trim * float(np.median(weights))
            cut = weights > limit * (1 + CLOSE)
            weights = np.where(cut, limit, weights)
        moved = not np.allclose(weights, before, rtol=CLOSE, atol=0.0)
    off = max((float(np.abs(_pull(weights, one) - 1.0).max()) for one in margins), default=0.0)
    return Weighted(weights, off, int(cut.sum()), rounds)


def _pull(weights: Floats, margin: Margin) -> Floats:
    """By how much each category must be multiplied."""
    held = np.bincount(margin.of, weights, minlength=len(margin.totals))
    if (empty := np.flatnonzero((margin.totals > 0) & (held == 0))).size:
        raise ValueError(f"nobody answered in category {empty[0]}")
    pull = np.ones(len(margin.totals))
    np.divide(margin.totals, held, out=pull, where=held > 0)
    return pull


def design_effect(weights: Floats) -> float:
    """Kish: by how much unequal weights multiply the variance of a mean; n Σw² / (Σw)².

    Source: Kish (1965), Survey Sampling, 11.7. NaN if all weights are 0.
    """
    total = float(weights.sum())
    return float("nan") if total == 0 else len(weights) * float((weights**2).sum()) / total**2


def effective_n(weights: Floats) -> float:
    """As many equal weights would be as precise."""
    return len(weights) / design_effect(weights)


def gap_at_baseline(baseline: Floats, answered: Bools) -> float:
    """How those who answered later differed at the start from those who did not, in SDs.

    baseline  (schools,) scores of the first round
    answered  (schools,) whether they answered later
    returns   difference of means by the pooled SD; NaN with fewer than two on a side
    """
    came, lost = baseline[answered], baseline[~answered]
    if min(len(came), len(lost)) < 2:  # noqa: PLR2004 - no spread of one
        return float("nan")
    squares = (len(came) - 1) * came.var(ddof=1) + (len(lost) - 1) * lost.var(ddof=1)
    pooled = float(np.sqrt(squares / (len(came) + len(lost) - 2)))
    return float(came.mean() - lost.mean()) / pooled if pooled > 0 else float("nan")
