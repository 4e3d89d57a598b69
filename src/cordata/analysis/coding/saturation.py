"""Whether further documents still say anything new.

Source: Guest, Namey and Chen (2020), PLoS ONE 15(5): base size, run length, threshold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats

BASE, RUN, THRESHOLD = 4, 2, 0.05


@dataclass(frozen=True, slots=True)
class Saturation:
    """How much each run of documents added.

    new  (documents - base - run + 1,) new codes in the run / codes in the base; the first is of
         the documents just after the base
    at   number of documents after which a run added no more than the threshold; None if never
    """

    new: tuple[float, ...]
    at: int | None


def saturation(
    documents: Sequence[frozenset[str]],
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
) -> Saturation:
    """Codes in documents, in the order in which they were read.

    ``at`` counts base and run. Raises ValueError for a base without any code.
    """
    known = set().union(*documents[:base])
    if not known:
        raise ValueError("the first documents hold no code")
    size, new = len(known), []
    for start in range(base, len(documents) - run + 1):
        before = set().union(*documents[:start])
        added = set().union(*documents[start : start + run]) - before
        new.append(len(added) / size)
    at = next((base + i + run for i, share in enumerate(new) if share <= threshold), None)
    return Saturation(tuple(new), at)


def any_order(present: Bools, chance: np.random.Generator, draws: int = 1000) -> Floats:
    """Codes known after each number of documents, whatever the order: (documents, 3).

    present  (documents, codes) which holds which
    returns  mean, and the ends within which 95 % of the orders lie
    """
    n = len(present)
    orders = chance.permuted(np.tile(np.arange(n), (draws, 1)), axis=1)
    known = np.empty((draws, n))
    for at, order in enumerate(orders):
        known[at] = np.logical_or.accumulate(present[order], axis=0).sum(axis=1)
    low, high = np.quantile(known, [0.025, 0.975], axis=0)
    return np.column_stack([known.mean(axis=0), low, high])
