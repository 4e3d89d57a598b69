"""Published data, and clusters made up with a known answer."""

import numpy as np

from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.least_squares import fit
from tests.analysis.surveys.published import columns, rows

ONE = np.ones((700, 1))


class Mortality:
    """clubSandwich, MortalityRates: motor vehicles, 1970 to 1983, 50 states x 14 years."""

    state, year, legal, beer, people, rate = columns(
        "mortality.csv.gz", "state", "year", "legal", "beertaxa", "pop", "mrate"
    ).T
    x = np.stack([legal, beer], axis=1)
    both = np.hstack([x, ONE, dummies(state), dummies(year)])

    @classmethod
    def fit(cls, **how):
        return fit(cls.rate, cls.both, **how)


class Anorexia:
    """MASS, anorexia: 72 girls, weight in pounds before and after, three treatments."""

    treat = np.array([row["treat"] for row in rows("anorexia.csv")])
    before, after = columns("anorexia.csv", "before", "after").T
    x = np.stack([np.ones(72), before, treat == "Cont", treat == "FT"], axis=1)


def clusters(chance, sims, sizes, icc=0.15):
    """Outcomes (sims, people) without any effect, and the cluster of each person."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    shared = chance.normal(size=(sims, len(sizes))) * icc**0.5
    own = chance.normal(size=(sims, len(group))) * (1 - icc) ** 0.5
    return shared[:, group] + own, group
