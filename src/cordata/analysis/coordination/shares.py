"""A share of schools, where schools of one cluster are alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, stdtrit

LEVEL = 0.95
LEAST = 4  # clusters below which no interval is said


@dataclass(frozen=True, slots=True)
class GroupedShare:
    """``yes`` of ``n`` schools in so many ``groups``; no ends below ``LEAST`` groups."""

    yes: int
    n: int
    groups: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float | None:
        """None of nothing."""
        return self.yes / self.n if self.n else None


def grouped_share(yes: Sequence[int], n: Sequence[int], level: float = LEVEL) -> GroupedShare:
    """A share with the interval of Korn and Graubard.

    yes, n   of each group, in any order; empty groups are left out

    The exact interval of Clopper and Pearson on as many independent schools as these are worth:
    n divided by the design effect, and by the t of few groups. Where all schools of all groups
    are the same, nothing tells how alike they are: each group then counts as one.

    Source: Korn and Graubard (1998), Survey Methodology 24(2).
    """
    pairs = sorted((of, part) for part, of in zip(yes, n, strict=True) if of)
    if any(part > of or part < 0 for of, part in pairs):
        raise ValueError("more schools say yes than there are")
    sizes = np.array([of for of, _part in pairs], dtype=np.float64)
    parts = np.array([part for _of, part in pairs], dtype=np.float64)
    total, groups = int(sizes.sum()), len(pairs)
    found = int(parts.sum())
    if groups < LEAST:
        return GroupedShare(found, total, groups)
    worth = _worth(parts, sizes, level)
    share, tail = found / total, (1.0 - level) / 2
    with_, without = share * worth, (1.0 - share) * worth
    low = float(betaincinv(with_, without + 1, tail)) if found else 0.0
    high = float(betaincinv(with_ + 1, without, 1.0 - tail)) if found < total else 1.0
    return GroupedShare(found, total, groups, low, high)


def _worth(parts: np.ndarray[tuple[int], np.dtype[np.float64]],
           sizes: np.ndarray[tuple[int], np.dtype[np.float64]], level: float) -> float:  # fmt: skip
    """How many independent schools these are worth; never more than there are."""
    total, groups = float(sizes.sum()), len(sizes)
    share = float(parts.sum()) / total
    off = parts - share * sizes
    variance = groups / (groups - 1) * float((off**2).sum()) / total**2
    if variance <= 0:
        return float(groups)
    quantile = 0.5 + level / 2
    few = float(stdtrit(total - 1, quantile) / stdtrit(groups - 1, quantile)) ** 2
    return min(total, share * (1.0 - share) / variance * few)
