"""Whether coders see the same: Krippendorff's alpha for any number of coders, gaps, and levels."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Check, Interval, Level

USE, TENTATIVE, LEAST_LOW = 0.80, 0.667, 0.50


class Metric(StrEnum):
    """What a difference between two codes means."""

    NOMINAL = "nominal"  # other is other
    ORDINAL = "ordinal"  # ranks
    INTERVAL = "interval"  # distances
    RATIO = "ratio"  # proportions, from a real 0


@dataclass(frozen=True, slots=True)
class Coded:
    """Codes of a document's units by several coders, ready to be counted.

    values       (v,) the codes there are, rising; for nominal ones any numbers
    coincidence  (documents, v, v) pairs of codes that a unit was given, weighted so that each
                 code of a unit counts once; units of fewer than two codes have none
    """

    values: Floats
    coincidence: Floats


def coincidences(codes: Floats, document: Ints) -> Coded:
    """Count pairs of codes.

    codes     (units, coders) NaN where a coder gave none
    document  (units,) from 0 without gaps

    Raises ValueError where no unit has two codes.
    """
    given = np.isfinite(codes)
    several = given.sum(axis=1) > 1
    if not several.any():
        raise ValueError("no unit was coded twice")
    values, at = np.unique(codes[given], return_inverse=True)
    counts = np.zeros((len(codes), len(values)), dtype=np.int64)
    np.add.at(counts, (np.nonzero(given)[0], at), 1)
    counts, where = counts[several], document[several]
    pairs = counts[:, :, None] * counts[:, None, :]
    same = np.arange(len(values))
    pairs[:, same, same] -= counts
    weighted = pairs / (counts.sum(axis=1) - 1.0)[:, None, None]
    total = np.zeros((int(document.max()) + 1, len(values), len(values)))
    np.add.at(total, where, weighted)
    return Coded(values, total)


def alpha(coded: Coded, metric: Metric) -> float:
    """1 - observed / expected disagreement; NaN where all codes are the same.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
    """
    return float(_alphas(coded.coincidence.sum(axis=0)[None], coded.values, metric)[0])


def redrawn(
    coded: Coded, metric: Metric, chance: np.random.Generator, draws: int, level: float = 0.95
) -> Interval:
    """Percentile interval from drawing whole documents again: units of one are alike.

    Draws in which all codes are the same say nothing of agreement and are left out.
    Raises ValueError for fewer than two documents.
    """
    n = len(coded.coincidence)
    if n < 2:  # noqa: PLR2004 - one document drawn again is the same document
        raise ValueError("documents can only be drawn from two or more")
    times = chance.multinomial(n, np.full(n, 1.0 / n), draws).astype(np.float64)
    drawn = _alphas(np.einsum("du,uij->dij", times, coded.coincidence), coded.values, metric)
    usable = drawn[np.isfinite(drawn)]
    ends = [0.5 - level / 2, 0.5 + level / 2]
    low, high = np.quantile(usable, ends) if len(usable) else (np.nan, np.nan)
    return Interval(float(low), float(high), level)


def use(value: float, low: float) -> Check:
    """What codes of this agreement are good for: a precondition of counts and cross tables.

    low  lower end of the interval
    """
    facts = {"alpha": value, "low": low}
    if not (value >= TENTATIVE and low >= LEAST_LOW):
        return Check("agreement_too_low", Level.REFUSE, facts)
    if value < USE:
        return Check("agreement_tentative", Level.WARN, facts)
    return Check("agreement", Level.OK, facts)


def _alphas(coincidence: Floats, values: Floats, metric: Metric) -> Floats:
    """(draws,) from (draws, v, v)."""
    n = coincidence.sum(axis=2)
    far = _differences(n, values, metric)
    observed = (coincidence * far).sum(axis=(1, 2))
    total = n.sum(axis=1)
    expected = np.einsum("di,dj,dij->d", n, n, far) / (total - 1.0)
    found = np.full(len(n), np.nan)
    np.divide(observed, expected, out=found, where=expected > 0)
    return 1.0 - found


def _differences(n: Floats, values: Floats, metric: Metric) -> Floats:
    """Squared difference of each pair of codes: (draws or 1, v, v)."""
    a, b = values[:, None], values[None, :]
    if metric is Metric.NOMINAL:
        return np.asarray(a != b, dtype=np.float64)[None]
    if metric is Metric.ORDINAL:  # how many codes lie between, ends counted half
        upto = np.cumsum(n, axis=1) - n / 2.0
        return np.asarray((upto[:, :, None] - upto[:, None, :]) ** 2)
    far = a - b
    if metric is Metric.RATIO:
        np.divide(far, a + b, out=far, where=a + b != 0)
    return np.asarray(far**2)[None]
