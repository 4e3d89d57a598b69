"""Where similar schools stand: a band of many, in steps too coarse to tell one of them."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints

LEAST_SCHOOLS = 10
LEAST_PEOPLE = 10
STEP = 0.25  # of a scale of 1 to 5


@dataclass(frozen=True)
class Band:
    """The middle half of school means lies here, or a little within."""

    low: float
    high: float
    schools: int


def middle_half(means: Floats, people: Ints, variances: Floats) -> Band | None:
    """The middle half of the means of schools, widened to whole steps of a quarter point.

    means, people, variances  (schools,) of one voice on one area; NaN where nobody answered

    A school counts with at least ten people who do not all say the same. None below ten
    schools. Both quartiles are means of schools as they are (lower and higher inverse of the
    distribution, Hyndman and Fan 1996, type 1), before they are widened: with one school more
    or less the band mostly stays as it is, and no mean of one school can be read from it.
    """
    counted = means[(people >= LEAST_PEOPLE) & (variances > 0)]
    if len(counted) < LEAST_SCHOOLS:
        return None
    low, high = np.quantile(counted, [0.25, 0.75], method="inverted_cdf")
    # Not widened across a step by a rounding error.
    return Band(
        float(np.floor(low / STEP + 1e-9) * STEP),
        float(np.ceil(high / STEP - 1e-9) * STEP),
        len(counted),
    )
