"""E7, registered: with what pairs go on longer or shorter. A description, not an effect.

Each pair counts once for every period it began; whether it ended in it is a logit of the period
and of what is known of the pair. Source: Singer and Willett (1993), Journal of Educational
Statistics 18.
"""

from dataclasses import dataclass
from math import exp

import numpy as np
from scipy.special import expit, stdtr, stdtrit

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.cells import numbers, words
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Interval,
    Level,
    Result,
    Size,
    SpecError,
    worst,
)
from cordata.analysis.surveys.ordinal import NoFit, ordinal_logit

METHOD = "continuation-causes/2"
ODDS = "odds:"  # begins the name of each estimate
LEAST, FEW = 4, 20  # clusters
LEAST_ENDS, FEW_ENDS = 5, 10  # for each trait


@dataclass(frozen=True, slots=True)
class Causes:
    """One row per pair; see ``Continuation`` for time, ended and group.

    traits  columns of numbers that were known when support ended
    cuts    days at which periods end, rising; the last period has no end
    """

    time: str
    ended: str
    group: str
    traits: tuple[str, ...]
    cuts: tuple[float, ...] = (183.0, 365.0)
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Periods:
    """Rows of pairs and periods.

    pair  (rows,) which pair; period (rows,) from 0; ended (rows,) in this period
    """

    pair: Ints
    period: Ints
    ended: Bools


def periods(time: Floats, ended: Bools, cuts: Floats) -> Periods:
    """Every pair once for each period it began; one that ended at a cut ended in the period before."""
    last = np.searchsorted(cuts, time, side="left")
    pair = np.repeat(np.arange(len(time)), last + 1)
    period = np.concatenate([np.arange(one + 1) for one in last.tolist()]).astype(np.int64)
    return Periods(pair, period, ended[pair] & (period == last[pair]))


def clustered(x: Floats, residual: Floats, weight: Floats, group: Ints) -> Floats:
    """Covariance of logit slopes when rows of a cluster are alike (CR1): (k, k).

    weight  (n,) p (1 - p) of each row
    """
    n, k = x.shape
    groups = int(group.max()) + 1
    scores = np.zeros((groups, k))
    np.add.at(scores, group, x * residual[:, None])
    bread = np.linalg.inv(x.T @ (weight[:, None] * x))
    scale = groups / (groups - 1) * (n - 1) / (n - k)
    return np.asarray(scale * bread @ (scores.T @ scores) @ bread)


def causes(spec: Causes, frame: Frame, seed: int) -> Result:
    """For each trait "odds:TRAIT": how many times the odds of ending are, for one more of the trait.

    1 is no difference, above 1 such pairs end sooner. Errors by cluster, t with clusters - 1
    degrees of freedom, on the logarithm: "log:TRAIT" and "error:TRAIT" in ``more``.
    """
    traits, time, ended, group = _read(spec, frame)
    groups = int(group.max()) + 1 if len(group) else 0
    sizes: dict[Arm, Size] = {"all": Size(len(time), groups=groups)}
    checks = _checks(spec, ended, groups)
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "E7", {}, sizes, tuple(checks), seed=seed)
    rows = periods(time, ended, np.array(spec.cuts))
    seen = np.unique(rows.period[rows.ended])  # a period in which nothing ended has no odds
    kept = np.isin(rows.period, seen)
    pair, period, answer = rows.pair[kept], rows.period[kept], rows.ended[kept]
    x = np.hstack([traits[pair], (period[:, None] == seen[1:]).astype(np.float64)])
    try:
        found = ordinal_logit(x, answer.astype(np.int64))
    except NoFit:
        checks.append(Check("ends_told_wholly_apart", Level.REFUSE))
        return Result(METHOD, "E7", {}, sizes, tuple(checks), seed=seed)
    chance = expit(x @ found.slopes - found.cuts[0])
    whole = np.hstack([x, np.ones((len(x), 1))])
    spread = clustered(whole, answer - chance, chance * (1.0 - chance), group[pair])
    estimates, more = dict[str, Estimate](), {"rows": float(len(x))}
    for at, name in enumerate(spec.traits):
        log, error = float(found.slopes[at]), float(np.sqrt(spread[at, at]))
        estimates[f"{ODDS}{name}"] = _ratio(log, error, groups, spec.level)
        more |= {f"log:{name}": log, f"error:{name}": error}
    return Result(METHOD, "E7", estimates, sizes, tuple(checks), more, seed)


def _ratio(log: float, error: float, groups: int, level: float) -> Estimate:
    """A logarithm with its error as a ratio: its interval is not even about it."""
    df = groups - 1
    half = float(stdtrit(df, 0.5 + level / 2)) * error
    p = float(2.0 * stdtr(df, -abs(log) / error))
    ends = Interval(exp(log - half), exp(log + half), level)
    return Estimate(exp(log), interval=ends, df=float(df), p=p)


def _read(spec: Causes, frame: Frame) -> tuple[Floats, Floats, Bools, Ints]:
    time, ended = (numbers(frame, one, getattr(spec, one)) for one in ("time", "ended"))
    if not spec.traits or len(set(spec.traits)) < len(spec.traits):
        raise SpecError("traits", "none, or one is named twice", "Name each once")
    if list(spec.cuts) != sorted(set(spec.cuts)) or not spec.cuts or spec.cuts[0] <= 0:
        raise SpecError("cuts", "not rising from above 0", "Give days in order")
    if not np.isin(ended, (0, 1)).all() or (len(time) and time.min() <= 0):
        raise SpecError("ended", "an end is 1 or 0 and after the first day", "Correct the rows")
    traits = np.column_stack([numbers(frame, "traits", one) for one in spec.traits])
    group = np.unique(words(frame, "group", spec.group), return_inverse=True)[1]
    return traits, time, ended == 1, group.astype(np.int64)


def _checks(spec: Causes, ended: Bools, groups: int) -> list[Check]:
    few = Level.REFUSE if groups < LEAST else Level.WARN if groups < FEW else Level.OK
    each = int(ended.sum()) / len(spec.traits)
    thin = Level.REFUSE if each < LEAST_ENDS else Level.WARN if each < FEW_ENDS else Level.OK
    return [
        Check("few_groups", few, {"groups": groups, "needed": LEAST}),
        Check("ends_per_trait", thin, {"ends": each, "needed": LEAST_ENDS}),
        Check("not_an_effect", Level.OK),
    ]
