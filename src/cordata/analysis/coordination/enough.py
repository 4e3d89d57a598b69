"""How far a network is from a comparison of one level of an axis with its other levels."""

from collections.abc import Sequence
from dataclasses import dataclass

from cordata.analysis.power.designs import cra3
from cordata.analysis.power.power import mdes

INTERVAL = 4  # clusters on each side below which no interval is shown
GOOD = 10  # below which few clusters are warned of
# What a plan without any knowledge assumes; the page of the calculator shows the whole curve.
SCHOOLS, PEOPLE, BETWEEN, WITHIN = 4, 20, 0.05, 0.10


@dataclass(frozen=True, slots=True)
class Enough:
    """Clusters that can be compared within countries.

    here, others   clusters of the level and of other levels, in countries that have both
    countries      that have both
    """

    here: int
    others: int
    countries: int

    @property
    def is_enough(self) -> bool:
        """Whether an interval could be shown."""
        return min(self.here, self.others) >= INTERVAL

    @property
    def more(self) -> tuple[int, int]:
        """How many clusters of the level and of others are missing."""
        return max(0, INTERVAL - self.here), max(0, INTERVAL - self.others)

    @property
    def smallest(self) -> float | None:
        """Smallest true difference, in standard deviations of people, that 80 of 100 would find."""
        groups = self.here + self.others
        if not self.is_enough:
            return None
        at = cra3(
            groups,
            SCHOOLS,
            PEOPLE,
            icc_group=BETWEEN,
            icc_school=WITHIN,
            share=self.here / groups,
        )
        return mdes(at)


def enough(clusters: Sequence[tuple[str, str]], level: str) -> Enough:
    """Count what can be compared.

    clusters  (country, level of the axis) of each cluster whose schools were asked twice
    """
    mine = [country for country, one in clusters if one == level]
    theirs = [country for country, one in clusters if one != level]
    both = set(mine) & set(theirs)
    here = sum(one in both for one in mine)
    return Enough(here, sum(one in both for one in theirs), len(both))
