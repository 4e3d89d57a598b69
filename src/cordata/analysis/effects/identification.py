"""Can model and country be told apart here? Looked at before any model is compared."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Ints
from cordata.analysis.contract import Check, Level
from cordata.analysis.inference.arrays import codes, dummies


@dataclass(frozen=True, slots=True)
class Identified:
    """What of an axis can be told apart from countries.

    contrasts    independent differences of levels that countries do not make, of levels - 1
    levels       how many there are
    informative  (n,) rows in countries with two levels or more: the others say nothing
    groups       (levels,) independent groups of each level among those rows
    countries    how many countries have two levels or more
    """

    contrasts: int
    levels: int
    informative: Bools
    groups: Ints
    countries: int

    @property
    def is_aliased(self) -> bool:
        """Some difference of levels is a difference of countries."""
        return self.contrasts < self.levels - 1


def identify(country: NDArray[Any], level: NDArray[Any], group: NDArray[Any]) -> Identified:
    """rank([C M]) - rank(C) against levels - 1, and who is informative.

    country, level, group  (n,) keys of each school

    A component that goes wholly with one condition is confounded with it: What Works
    Clearinghouse, Procedures and Standards Handbook 5.0, confounding factors.
    """
    where, places = codes(country)
    which, levels = codes(level)
    c = np.hstack([np.ones((len(where), 1)), dummies(where)])
    both = np.hstack([c, dummies(which)])
    contrasts = int(np.linalg.matrix_rank(both) - np.linalg.matrix_rank(c))
    seen = np.zeros((places, levels), dtype=np.bool_)
    seen[where, which] = True
    several = seen.sum(axis=1) > 1
    informative: Bools = several[where]
    alone = [len(np.unique(group[informative & (which == one)])) for one in range(levels)]
    return Identified(contrasts, levels, informative, np.array(alone), int(several.sum()))


def aliased(found: Identified) -> tuple[Check, ...]:
    """ "Model and country cannot be told apart here": it lifts when a country uses two."""
    if not found.is_aliased:
        return ()
    facts = {"contrasts": found.contrasts, "needed": found.levels - 1}
    return (Check("aliased_axis", Level.REFUSE, {**facts, "countries": found.countries}),)
