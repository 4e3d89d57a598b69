"""The two lines that bracket an effect: adjusted for the start, and less the start."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Floats
from cordata.analysis.effects.schools import Schools
from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.deciding import MANY, Evidence
from cordata.analysis.inference.least_squares import Fit, fit
from cordata.analysis.inference.randomisation import Lots, randomise
from cordata.analysis.inference.robust import coefficient
from cordata.analysis.inference.wild import wild

type Line = Literal["ancova", "did"]


@dataclass(frozen=True, slots=True)
class Draw:
    """What lots were drawn for, and within what: (n,) keys each."""

    unit: NDArray[Any]
    stratum: NDArray[Any]


def regressors(schools: Schools, line: Line) -> tuple[Floats, Floats]:
    """Outcome (n,) and regressors (n, k), the first of them ``treated``; countries are taken out.

    ancova  after = α_country + β treated + γ before + δ'x
    did     after - before = α_country + β treated + δ'x

    Every school counts once: the average over schools, not over people.
    """
    arm = schools.treated.astype(np.float64)
    if line == "did":
        return schools.after - schools.before, np.column_stack([arm, schools.covariates])
    return schools.after, np.column_stack([arm, schools.before, schools.covariates])


def line_of(schools: Schools, line: Line) -> Fit:
    """The fitted line; its coefficient 0 is the effect. Raises Dependent."""
    y, x = regressors(schools, line)
    return fit(y, x, absorb=schools.country)


def evidence(
    schools: Schools,
    line: Line,
    stream: np.random.SeedSequence,
    *,
    smaller: int,
    draw: Draw | None = None,
) -> Evidence:
    """The effect tested by CR2, by the bootstrap below 20 groups in the smaller arm, and by lots.

    stream  of this line alone
    draw    how lots were drawn, if they were

    Raises Dependent, NotRandomised.
    """
    found = line_of(schools, line)
    flipping, drawing = (np.random.Generator(np.random.PCG64(one)) for one in stream.spawn(2))
    flips = wild(found, schools.group, 0, flipping) if smaller < MANY else None
    lots = None if draw is None else _lots(schools, line, draw, drawing)
    return Evidence(coefficient(found, schools.group, 0), flips, lots)


def _lots(schools: Schools, line: Line, draw: Draw, chance: np.random.Generator) -> Lots:
    y, x = regressors(schools, line)
    others = np.hstack([np.ones((len(y), 1)), dummies(schools.country), x[:, 1:]])
    return randomise(y, schools.treated, others, draw.unit, draw.stratum, chance)
