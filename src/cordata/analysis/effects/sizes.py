"""Effect sizes: points of the scale first, then percent of its range, then Hedges' g as WWC has it."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Estimate
from cordata.analysis.inference.arrays import codes, sums

OTHER_ICC = 0.10  # assumed where nothing is known, for outcomes other than achievement
ACHIEVEMENT_ICC = 0.20


def pomp(value: float, low: float, high: float) -> float:
    """A score as percent of the maximum possible: 100 (x - low) / (high - low)."""
    return 100.0 * (value - low) / (high - low)


def times(one: Estimate, factor: float) -> Estimate:
    """The same in another unit; ``factor`` above 0."""
    return replace(
        one,
        value=one.value * factor,
        error=None if one.error is None else one.error * factor,
        interval=one.interval and one.interval.times(factor),
        likely=one.likely and one.likely.times(factor),
    )


@dataclass(frozen=True, slots=True)
class People:
    """Respondents behind school means, by arm.

    deviation  pooled standard deviation of people within arms, in points
    total      people, n mean of them per school, icc share of variance between schools of an arm
    """

    deviation: float
    total: int
    n: float
    icc: float


def people(count: Ints, mean: Floats, deviation: Floats, arm: Ints) -> People:
    """What WWC's g needs, from school means alone.

    count      (schools,) answers, one or more
    mean       (schools,) their mean
    deviation  (schools,) their standard deviation, divisor n - 1; anything where one answered
    arm        (schools,) any integers

    Raises ValueError where nobody is left to show a spread within or between schools.
    """
    which, arms = codes(arm)
    total, schools = int(count.sum()), len(count)
    none = f"{total} people in {schools} schools and {arms} arms show no spread"
    if schools <= arms or total <= schools:
        raise ValueError(none)
    inside = float(((count - 1) * np.where(count > 1, deviation, 0.0) ** 2).sum())
    answers = count.astype(np.float64)
    size = sums(answers, which, arms)
    centre = sums(answers * mean, which, arms) / size
    across = float((count * (mean - centre[which]) ** 2).sum())
    if not inside + across > 0:
        raise ValueError(none)
    typical = (total - float((sums(answers**2, which, arms) / size).sum())) / (schools - arms)
    between, within = across / (schools - arms), inside / (total - schools)
    below = between + (typical - 1.0) * within
    icc = max(0.0, (between - within) / below) if below > 0 else 0.0
    spread = float(np.sqrt((inside + across) / (total - arms)))
    return People(spread, total, total / schools, icc)


def effective_df(total: int, n: float, icc: float) -> float:
    """H of WWC 5.0, equation E.21: degrees of freedom of a standard deviation of clustered people.

    h = [(N-2) - 2(n-1)ρ]² / [(N-2)(1-ρ)² + n(N-2n)ρ² + 2(N-2n)ρ(1-ρ)]; N - 2 where ρ is 0.
    """
    free = total - 2
    top = (free - 2.0 * (n - 1.0) * icc) ** 2
    rest = total - 2.0 * n
    bottom = free * (1 - icc) ** 2 + n * rest * icc**2 + 2.0 * rest * icc * (1 - icc)
    return float(top / bottom)


def gamma(total: int, n: float, icc: float) -> float:
    """√[1 - 2(n-1)ρ / (N-2)]: the sample's spread understates that of clustered people."""
    return float(np.sqrt(1.0 - 2.0 * (n - 1.0) * icc / (total - 2)))


def gamma_one_arm(total: int, comparison: int, n: float, icc: float) -> float:
    """The same where people of one arm only are clustered: √[1 - (N_C + n - 2)ρ / (N-2)]."""
    return float(np.sqrt(1.0 - (comparison + n - 2.0) * icc / (total - 2)))


def omega(df: float) -> float:
    """Small-sample correction 1 - 3 / (4 df - 1)."""
    return 1.0 - 3.0 / (4.0 * df - 1.0)


@dataclass(frozen=True, slots=True)
class Standardised:
    """Hedges' g with its variance; ``scale`` turns points into g."""

    g: float
    variance: float
    scale: float
    h: float


def wwc(difference: float, error: float, by: People) -> Standardised:
    """G = ω γ b / S, Var = ω²γ²(SE / S)² + g² / (2h).

    difference  adjusted, in points
    error       its cluster-robust error, in points
    by          spread of people within arms

    Source: WWC Procedures Handbook 5.0, appendix E; Hedges (2007), Journal of Educational and
    Behavioral Statistics 32.
    """
    h = effective_df(by.total, by.n, by.icc)
    scale = omega(h) * gamma(by.total, by.n, by.icc) / by.deviation
    g = scale * difference
    return Standardised(g, (scale * error) ** 2 + g**2 / (2.0 * h), scale, h)


def wwc_from_naive(
    g: float, n: tuple[int, int], by: People, *, explained: float = 0.0, one_arm: bool = False
) -> float:
    """Variance of g where only people were counted: ω²γ²η(1/n_T + 1/n_C)(1 - R²) + g² / (2h).

    n          people treated, and in the comparison
    explained  R² of covariates
    one_arm    clusters among the treated only: η = 1 + (n N_C / N - 1)ρ, else 1 + (n - 1)ρ
    """
    total, icc = sum(n), by.icc
    h = effective_df(total, by.n, icc)
    if one_arm:
        factor, swell = gamma_one_arm(total, n[1], by.n, icc), by.n * n[1] / total
    else:
        factor, swell = gamma(total, by.n, icc), by.n
    eta = 1.0 + (swell - 1.0) * icc
    spread = eta * (1.0 / n[0] + 1.0 / n[1]) * (1.0 - explained)
    return float((omega(h) * factor) ** 2 * spread + g**2 / (2.0 * h))


def hedges(
    means: tuple[float, float], sds: tuple[float, float], n: tuple[int, int]
) -> Standardised:
    """G of two arms of single people, first less second.

    Variance J² [(n1 + n2) / (n1 n2) + d² / (2 (n1 + n2))].
    Source: Borenstein et al. (2009), Introduction to Meta-Analysis, 4.
    """
    free = sum(n) - 2
    squares = sum((size - 1) * sd**2 for sd, size in zip(sds, n, strict=True))
    pooled = float(np.sqrt(squares / free))
    d, j = (means[0] - means[1]) / pooled, omega(free)
    variance = 1.0 / n[0] + 1.0 / n[1] + d**2 / (2.0 * sum(n))
    return Standardised(j * d, j**2 * variance, j / pooled, float(free))
