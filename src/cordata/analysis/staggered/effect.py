"""The registered method "staggered": did schools that began in different years gain from it?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import t as student

from cordata.analysis.columns import Frame, keys, matrix, numbers, within
from cordata.analysis.contract import (
    LIKELY,
    Check,
    Estimate,
    Interval,
    Level,
    Result,
    SpecError,
    worst,
)
from cordata.analysis.staggered import looks
from cordata.analysis.staggered.bootstrap import multiplier_bootstrap
from cordata.analysis.staggered.dates import redraw_dates
from cordata.analysis.staggered.group_time import Cells, Others, group_time
from cordata.analysis.staggered.panel import Panel
from cordata.analysis.staggered.summaries import Kind, Summary, summary
from cordata.analysis.staggered.trends import breakdown, pre_test, worst_step
from cordata.analysis.staggered.two_way import decomposition, two_way
from cordata.analysis.weighting.score import NoOverlap

METHOD = "staggered/1"
FEW_CLUSTERS = 20  # below: p from dealing the dates anew
KINDS: tuple[Kind, ...] = ("simple", "event", "group", "calendar")


@dataclass(frozen=True, slots=True)
class Staggered:
    """Which columns to read, one row for a school in a wave.

    outcome, school, wave  every school once in every wave
    begins      first treated wave of the row's school, empty where never
    group       what was assigned as one (the mentor's cluster)
    covariates  numbers, read at the wave before the start
    stratum     dates were dealt within it (country); "" for none
    randomised  dates were drawn by lot: then p counts however few groups there are
    others      compared with those that "never" begin, or those "not-yet" begun
    summary     "group" (each cohort's average), "event", "simple" or "calendar"
    drift       a drift a wave that would matter, in units of the outcome
    """

    outcome: str
    school: str
    wave: str
    begins: str
    group: str
    covariates: tuple[str, ...] = ()
    stratum: str = ""
    randomised: bool = False
    others: Others = "not-yet"
    summary: Kind = "group"
    drift: float = 0.1
    draws: int = 999
    level: float = 0.95
    estimand: str = "E1"


def staggered(spec: Staggered, frame: Frame, seed: int) -> Result:
    """Group-time effects, doubly robust where there are covariates, put together to ``overall``.

    ``at_0``, ``at_1`` … are effects by waves since the start, ``at_-2`` … steps before it, with a
    band that holds for all at once. Two-way fixed effects stand in ``more``, never as an estimate.
    """
    panel = _panel(spec, frame)
    checks = list(looks.about(panel, spec.others, randomised=spec.randomised))
    cells = None
    if worst(checks) is not Level.REFUSE:
        try:
            cells = group_time(panel, others=spec.others)
        except NoOverlap:
            checks.append(Check("no_overlap", Level.REFUSE, {"covariates": spec.covariates}))
    refused = Result(METHOD, spec.estimand, {}, looks.sizes(panel), tuple(checks), seed=seed)
    if cells is None:
        return refused
    return _found(spec, panel, cells, checks, refused)


def _found(
    spec: Staggered, panel: Panel, cells: Cells, checks: list[Check], empty: Result
) -> Result:
    """The numbers: an interval only where there are groups to judge by."""
    for_band, for_dates = (
        np.random.Generator(np.random.PCG64(one))
        for one in np.random.SeedSequence(empty.seed).spawn(2)
    )
    honest = not any(one.code == looks.TOO_FEW for one in checks)
    overall = _overall(spec, panel, summary(cells, spec.summary), honest=honest)
    if panel.clusters < FEW_CLUSTERS and (honest or spec.randomised):
        overall, check = _by_dates(spec, panel, overall, for_dates)
        checks.append(check)
    test = pre_test(cells, drift=spec.drift)
    checks.append(looks.shown(test))
    estimates = {"overall": overall, **dict(_events(spec, cells, for_band, honest=honest))}
    more = dict(_more(spec, panel, cells, overall))
    if test:
        more |= {"pre_wald": test.wald, "pre_df": test.df, "pre_p": test.p}
    return replace(empty, estimates=estimates, checks=tuple(checks), more=more)


def _panel(spec: Staggered, frame: Frame) -> Panel:
    within(spec.level, "level", 0, 1)
    if spec.others not in {"never", "not-yet"}:
        raise SpecError("others", f"{spec.others!r} is nobody", "Say never or not-yet")
    if spec.summary not in KINDS:
        raise SpecError("summary", f"{spec.summary!r} is no summary", f"Use one of {KINDS}")
    if spec.draws < 99:  # noqa: PLR2004 - quantiles of fewer say nothing
        raise SpecError("draws", "too few to say anything", "Draw 99 times at least")
    wave = numbers(frame, "wave", spec.wave)
    if not np.isfinite(wave).all():
        raise SpecError("wave", "a row has no wave", "Give every row its wave")
    try:
        return Panel.of(
            unit=keys(frame, "school", spec.school).code,
            wave=wave,
            y=numbers(frame, "outcome", spec.outcome),
            first=numbers(frame, "begins", spec.begins),
            cluster=keys(frame, "group", spec.group).code,
            stratum=keys(frame, "stratum", spec.stratum).code if spec.stratum else None,
            x=matrix(frame, "covariates", spec.covariates),
        )
    except SpecError:
        raise
    except ValueError as wrong:
        raise SpecError("school", str(wrong), "Give each school one row a wave") from wrong


def _overall(spec: Staggered, panel: Panel, made: Summary, *, honest: bool) -> Estimate:
    """By t with clusters - 1."""
    if not honest or made.error == 0:
        return Estimate(made.overall)
    df = panel.clusters - 1
    interval, likely = (
        Interval.around(
            made.overall, float(student.ppf((1 + level) / 2, df)) * made.error, level
        )
        for level in (spec.level, LIKELY)
    )
    return Estimate(
        value=made.overall,
        error=made.error,
        interval=interval,
        likely=likely,
        df=df,
        p=float(2 * student.sf(abs(made.overall) / made.error, df)),
    )


def _by_dates(
    spec: Staggered, panel: Panel, overall: Estimate, generator: np.random.Generator
) -> tuple[Estimate, Check]:
    """With few clusters p and interval come from dealing the dates anew, or there are none."""
    bare = Estimate(overall.value)
    try:
        found = redraw_dates(
            panel, generator, kind=spec.summary, others=spec.others, level=spec.level
        )
    except ValueError:
        return bare, Check("dates_differ_in_groups", Level.WARN)
    facts = {"ways": found.ways, "exact": int(found.exact), "effect": found.effect}
    level = Level.OK if spec.randomised else Level.WARN
    code = "dates_redrawn" if spec.randomised else "dates_redrawn_though_not_by_lot"
    return replace(bare, p=found.p, interval=found.interval), Check(code, level, facts)


def _events(
    spec: Staggered, cells: Cells, generator: np.random.Generator, *, honest: bool
) -> Iterator[tuple[str, Estimate]]:
    made = summary(cells, "event")
    drawn = multiplier_bootstrap(
        made.parts, made.cluster, generator, draws=spec.draws, level=spec.level
    )
    for key, effect, error in zip(made.key, made.effect, drawn.errors, strict=True):
        reach = drawn.critical * float(error)
        interval = Interval(float(effect) - reach, float(effect) + reach, spec.level)
        yield (
            f"at_{key:g}",
            Estimate(float(effect), float(error), interval)
            if honest
            else Estimate(float(effect)),
        )


def _more(
    spec: Staggered, panel: Panel, cells: Cells, overall: Estimate
) -> Iterator[tuple[str, float]]:
    for kind in KINDS:
        yield f"overall_{kind}", summary(cells, kind).overall
    if overall.interval:
        events = summary(cells, "event")
        steps = summary(
            replace(cells, effect=(cells.wave - cells.cohort + 1).astype(np.float64)),
            spec.summary,
        )
        reach = (overall.interval.high - overall.interval.low) / 2
        worst_before = worst_step(events.effect, events.key)
        if worst_before > 0:
            yield (
                "breakdown",
                breakdown(overall.value, reach, steps.overall, worst_before),
            )
    yield "two_way", two_way(panel)[0]
    forbidden = (one.weight for one in decomposition(panel) if one.kind == "earlier")
    yield "two_way_forbidden_weight", float(sum(forbidden))
