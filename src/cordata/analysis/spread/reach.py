"""RE-AIM: reach, adoption, implementation, maintenance; and what a programme depends on.

Effectiveness, the E, has its own methods. Source: Glasgow, Vogt and Boles (1999), American
Journal of Public Health 89(9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from cordata.analysis.arrays import Bools, Floats


@dataclass(frozen=True, slots=True)
class Share:
    """A share with both its numbers and an exact interval; nothing of nothing has neither."""

    of: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.of <= self.total:
            raise ValueError(f"{self.of} of {self.total} is no share")

    @property
    def value(self) -> float | None:
        return self.of / self.total if self.total else None

    def interval(self, level: float = 0.95) -> tuple[float, float] | None:
        """Clopper and Pearson (1934): covers at least as often as it says. For independent units."""
        if not self.total:
            return None
        tail, rest = (1.0 - level) / 2, self.total - self.of
        low = float(betaincinv(self.of, rest + 1, tail)) if self.of else 0.0
        high = float(betaincinv(self.of + 1, rest, 1.0 - tail)) if rest else 1.0
        return low, high


def reach(involved: Bools) -> Share:
    """Staff (or pupils) who took part, of those who could have."""
    return Share(int(involved.sum()), len(involved))


def who_is_missing(trait: Floats, involved: Bools) -> float | None:
    """How those involved differ from the others on a trait, in pooled SDs; above 0 is more.

    None with fewer than two on a side, or no spread.
    """
    came, away = trait[involved], trait[~involved]
    if min(len(came), len(away)) < 2:  # noqa: PLR2004 - no spread of one
        return None
    squares = (len(came) - 1) * came.var(ddof=1) + (len(away) - 1) * away.var(ddof=1)
    pooled = float(np.sqrt(squares / (len(trait) - 2)))
    return float(came.mean() - away.mean()) / pooled if pooled > 0 else None


def adoption(stratum: Sequence[str], joined: Bools) -> Mapping[str, Share]:
    """Schools that joined of those invited, by stratum in order of name, and in "all"."""
    of = np.array(stratum)
    by = {str(one): reach(joined[of == one]) for one in np.unique(of)}
    return by | {"all": reach(joined)}


@dataclass(frozen=True, slots=True)
class Implementation:
    """What was done of what was planned.

    actions  done, of those planned
    contact  clusters that met the least contact that was agreed
    adapted  changes that were written down
    """

    actions: Share
    contact: Share
    adapted: int


def maintenance(months: Sequence[float | None], after: float) -> Share:
    """Schools that still do it ``after`` months, of those looked at then or later.

    months  for each school: how long after the end of support it is known to have gone on, or
            None where nobody looked. A school that stopped early counts as looked at: give the
            month it stopped, and ``after`` compares.
    """
    seen = [one for one in months if one is not None]
    return Share(sum(one >= after for one in seen), len(seen))


def recurrent(paid: Mapping[str, float], lasting: frozenset[str]) -> float | None:
    """Share of the running cost that budgets pay which do not end with the project."""
    whole = sum(paid[one] for one in sorted(paid))
    return sum(paid[one] for one in sorted(paid) if one in lasting) / whole if whole else None


def busiest(contacts: Mapping[str, int]) -> float | None:
    """Share of all contacts that go through the busiest person: 1 is one pair of shoulders."""
    whole = sum(contacts.values())
    return max(contacts.values()) / whole if whole else None
