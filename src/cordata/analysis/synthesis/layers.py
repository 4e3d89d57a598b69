"""Several effects of one country, whose true effects are alike: an average in two layers.

Countries differ, and within a country so do the effects of its clusters or studies. Taking them all
for independent would count a country as often as it reports.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import t as student

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Interval
from cordata.analysis.mixed.search import lowest


@dataclass(frozen=True, slots=True)
class Layered:
    """The average over countries.

    error    as if both variances were known; t with countries - 1
    between  variance of true effects between countries, ``within`` between effects of one country
    q        Cochran's, that there is one true effect
    """

    value: float
    error: float
    between: float
    within: float
    q: float
    countries: int

    def interval(self, level: float = 0.95) -> Interval:
        """Where the average lies."""
        return self._around(self.error, level)

    def prediction(self, level: float = 0.95) -> Interval:
        """Where the mean true effect of a next country lies."""
        return self._around(sqrt(self.error**2 + self.between), level)

    @property
    def p(self) -> float:
        """Two-sided, that the average is 0."""
        return float(2 * student.sf(abs(self.value) / self.error, self.countries - 1))

    def _around(self, error: float, level: float) -> Interval:
        reach = float(student.ppf((1 + level) / 2, self.countries - 1)) * error
        return Interval(self.value - reach, self.value + reach, level)


def pool_layers(y: Floats, v: Floats, country: Ints) -> Layered:
    """Both variances by restricted maximum likelihood.

    y, v     (studies,) effects and sampling variances above 0
    country  (studies,) codes from 0, more than one of them

    Source: Konstantopoulos (2011), Research Synthesis Methods 2; as metafor's ``rma.mv``.
    """
    scale = float(np.sqrt(v.mean()))  # so that the search goes over numbers near 1

    def criterion(theta: Floats) -> float:
        return _fitted(y, v, country, *((theta * scale) ** 2))[0]

    between, within = (float(one) for one in (lowest(criterion, np.ones(2)) * scale) ** 2)
    _height, value, precision = _fitted(y, v, country, between, within)
    fixed = float((y / v).sum() / (1 / v).sum())
    return Layered(
        value=value,
        error=1 / sqrt(precision),
        between=between,
        within=within,
        q=float(((y - fixed) ** 2 / v).sum()),
        countries=int(country.max()) + 1,
    )


def _fitted(
    y: Floats, v: Floats, country: Ints, between: float, within: float
) -> tuple[float, float, float]:
    """-2 log restricted likelihood but for a constant, the average, and its precision."""
    w = 1 / (v + within)
    sums, products = np.bincount(country, w), np.bincount(country, w * y)
    below = 1 + between * sums
    precision = float((sums / below).sum())
    value = float((products / below).sum()) / precision
    rest = y - value
    pulled = np.bincount(country, w * rest)
    spread = float((w * rest**2).sum() - (between * pulled**2 / below).sum())
    height = float(np.log(below).sum() - np.log(w).sum()) + float(np.log(precision)) + spread
    return height, value, precision
