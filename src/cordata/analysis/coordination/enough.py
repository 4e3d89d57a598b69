"""How far a network is from a comparison of one level of an axis with its other levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from cordata.analysis.power.designs import cra3
from cordata.analysis.power.power import mdes

INTERVAL = 4  # clusters on each side below which no interval is shown
GOOD = 10  # below which few clusters are warned of
# What a plan without any knowledge assumes; the page of the calculator shows the whole curve.
SCHOOLS, PEOPLE, BETWEEN, WITHIN = 4, 20, 0.05, 0.10


@dataclass(frozen=True, slots=True)
class Enough:
    """Clusters that can be compared within countries.

    by_country  clusters of the level, and of other levels, in each country that has both
    """

    by_country: tuple[tuple[int, int], ...]

    @property
    def here(self) -> int:
        """Clusters of the level."""
        return sum(here for here, _others in self.by_country)

    @property
    def others(self) -> int:
        """Clusters of other levels."""
        return sum(others for _here, others in self.by_country)

    @property
    def countries(self) -> int:
        """Those that have both."""
        return len(self.by_country)

    @property
    def spread(self) -> float:
        """What the clusters tell once countries are taken out: n/4 where all are in halves."""
        return sum(here * others / (here + others) for here, others in self.by_country)

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
            share=_share(self.spread / groups),
            covariates=self.countries - 1,
        )
        return mdes(at)


def enough(clusters: Sequence[tuple[str, str]], level: str) -> Enough:
    """Count what can be compared.

    clusters  (country, level of the axis) of each cluster whose schools were asked twice
    """
    counted: dict[str, list[int]] = {}
    for country, one in clusters:
        counted.setdefault(country, [0, 0])[one != level] += 1
    both = [(here, others) for here, others in counted.values() if here and others]
    return Enough(tuple(sorted(both)))


def _share(spread: float) -> float:
    """The share p with p · (1 - p) = spread, at most 1/4."""
    return (1 - sqrt(max(0.0, 1 - 4 * spread))) / 2
