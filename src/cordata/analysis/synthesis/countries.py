"""The registered method "synthesis": one average over countries, and what a next one may show."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.columns import Frame, matrix, within
from cordata.analysis.contract import (
    LIKELY,
    Arm,
    Check,
    Estimate,
    Interval,
    Level,
    Result,
    Size,
    SpecError,
)
from cordata.analysis.synthesis.pooling import Pooled, common_effect, pool
from cordata.analysis.synthesis.reading import looked_at, studies
from cordata.analysis.synthesis.variance import (
    dersimonian_laird,
    maximum_likelihood,
    paule_mandel,
)

METHOD = "synthesis/1"
FEWEST_TO_EXPLAIN = 10  # studies that a moderator needs


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What to put together: one row is one country or study.

    effect, error  columns: the effect and its standard error, in one unit
    study          column: its name, each once
    moderators     columns that may explain differences: numbers, one per study
    level          of the intervals
    estimand       what the effects are of
    """

    effect: str
    error: str
    study: str
    moderators: tuple[str, ...] = ()
    level: float = 0.95
    estimand: str = "E1"


def synthesis(spec: Synthesis, frame: Frame, seed: int) -> Result:
    """Random effects by REML, Hartung-Knapp never below Wald, with a prediction interval.

    ``average`` is of these studies; ``next`` is the true effect in another one like them, whose
    interval is the prediction interval. With moderators: their coefficients instead of ``next``.
    Nothing is drawn by lot: ``seed`` is only kept.
    """
    effect, error, x = _inputs(spec, frame)
    checks = tuple(_checks(spec, error))
    sizes: dict[Arm, Size] = {"all": Size(rows=len(effect), groups=len(effect))}
    if any(one.level is Level.REFUSE for one in checks):
        return Result(METHOD, spec.estimand, {}, sizes, checks, seed=seed)
    pooled = pool(effect, error**2, x)
    return Result(
        method=METHOD,
        estimand=spec.estimand,
        estimates=_estimates(spec, pooled),
        sizes=sizes,
        checks=checks,
        more=_more(effect, error, x, pooled),
        seed=seed,
    )


def _inputs(spec: Synthesis, frame: Frame) -> tuple[Floats, Floats, Floats]:
    within(spec.level, "level", 0, 1)
    effect, error, order = studies(
        frame, effect=spec.effect, error=spec.error, study=spec.study
    )
    moderators = matrix(frame, "moderators", spec.moderators)
    x = np.column_stack([np.ones(len(effect)), moderators[order]])
    if not np.isfinite(x).all():
        raise SpecError(
            "moderators", "a number is missing", "Leave out studies without numbers"
        )
    if np.linalg.matrix_rank(x) < min(x.shape):
        raise SpecError("moderators", "they say the same thing twice", "Leave one out")
    return effect, error, x


def _checks(spec: Synthesis, error: Floats) -> Iterator[Check]:
    yield from looked_at(len(error), error)
    needed = max(FEWEST_TO_EXPLAIN, len(spec.moderators) + 3)
    if spec.moderators and len(error) < needed:
        facts = {"studies": len(error), "needed": needed}
        yield Check("few_studies_to_explain", Level.REFUSE, facts)


def _estimates(spec: Synthesis, pooled: Pooled) -> dict[str, Estimate]:
    names = ("average", *spec.moderators)
    if spec.moderators:
        names = ("constant", *spec.moderators)
    found = {name: _estimate(pooled, term, spec.level) for term, name in enumerate(names)}
    if not spec.moderators:
        interval, likely = (pooled.prediction(level) for level in (spec.level, LIKELY))
        found["next"] = Estimate(
            float(pooled.beta[0]), None, interval, pooled.df, likely=likely
        )
    return found


def _estimate(pooled: Pooled, term: int, level: float) -> Estimate:
    return Estimate(
        value=float(pooled.beta[term]),
        error=float(pooled.error[term]),
        interval=pooled.interval(term, level),
        likely=pooled.interval(term, LIKELY),
        df=pooled.df,
        p=pooled.p(term),
    )


def _more(effect: Floats, error: Floats, x: Floats, pooled: Pooled) -> dict[str, float]:
    spread: Interval = pooled.spread.interval
    fixed, fixed_error = common_effect(effect, error**2)
    return {
        "tau2": pooled.spread.tau2,
        "tau2_low": spread.low,
        "tau2_high": spread.high,
        "i2": pooled.spread.i2,
        "h2": pooled.spread.h2,
        "q": pooled.spread.q,
        "q_df": pooled.spread.df,
        "q_p": pooled.spread.p,
        "error_wald": float(pooled.wald[0]),
        "error_hartung": float(pooled.hartung[0]),
        "tau2_dl": dersimonian_laird(effect, error**2, x),
        "tau2_pm": paule_mandel(effect, error**2, x),
        "tau2_ml": maximum_likelihood(effect, error**2, x),
        "common": fixed,
        "common_error": fixed_error,
    }
