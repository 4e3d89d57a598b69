"""Whether the effect is one and the same from country to country: counts, and a next country.

Only counts and the interval of a next country are told: no country's own effect, which the ledger
of small groups never weighed.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import Interval
from cordata.analysis.effects.contrast import line_of
from cordata.analysis.effects.nesting import per_arm
from cordata.analysis.effects.schools import Schools
from cordata.analysis.inference.deciding import FEWEST
from cordata.analysis.inference.least_squares import Dependent
from cordata.analysis.inference.robust import Coefficient, coefficient
from cordata.analysis.synthesis.pooling import pool

ENOUGH = 2  # countries, to differ
TO_POOL = 4  # below it, an average over countries is not put together


@dataclass(frozen=True, slots=True)
class OfCountries:
    """Effects of countries that can be told by themselves, in points.

    looked            how many can
    below, above      how many are at least the least effect that matters below and above 0
    falls, rises      how many have all of their interval below and above 0
    following         where the effect of a next country lies; None with fewer than four
    """

    looked: int
    below: int
    above: int
    falls: int
    rises: int
    following: Interval | None = None

    def told(self) -> dict[str, float]:
        """By name, as a result keeps it."""
        found = {f"countries_{one}": float(getattr(self, one)) for one in COUNTS}
        if self.following is None:
            return found
        return found | {"next_low": self.following.low, "next_high": self.following.high}


COUNTS = ("looked", "below", "above", "falls", "rises")


def by_country(schools: Schools, least: float) -> OfCountries | None:
    """The line of each country with four groups in both arms; None where fewer than two have them.

    least  the smallest effect that matters, in points
    """
    own = [
        found
        for one in np.unique(schools.country)
        if (found := _own(schools.only(schools.country == one))) is not None
    ]
    if len(own) < ENOUGH:
        return None
    values: Floats = np.array([one.value for one in own])
    errors: Floats = np.array([one.error for one in own])
    spans = [one.interval() for one in own]
    following = pool(values, errors**2).prediction() if len(own) >= TO_POOL else None
    return OfCountries(
        looked=len(own),
        below=int((values <= -least).sum()),
        above=int((values >= least).sum()),
        falls=sum(one.high < 0 for one in spans),
        rises=sum(one.low > 0 for one in spans),
        following=following,
    )


def _own(schools: Schools) -> Coefficient | None:
    """Adjusted for the start, with its error by group; None where a country is too small."""
    if min(per_arm(schools.treated, schools.group)) < FEWEST:
        return None
    try:
        found = coefficient(line_of(schools, "ancova"), schools.group, 0)
    except (Dependent, ValueError):
        return None
    return found if found.error > 0 and np.isfinite(found.df) else None
