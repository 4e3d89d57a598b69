"""Registered: do the items of scales work alike in languages, or in rounds, and what follows?

The third rung of invariance. What follows is a precondition of other methods: ``consequences``
refuses them; this run itself only warns, as its own numbers may be shown.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.cells import chosen, numbers, words
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Level,
    Result,
    Size,
    SpecError,
    worst,
)
from cordata.analysis.surveys.cfa import Fit, Rung, fit, moments
from cordata.analysis.surveys.dif import item_checks, item_differences

METHOD = "invariance/1"
CFI_DROP, RMSEA_RISE = 0.010, 0.015
LEAST_CFI = 0.90
LEAST, FEW = 100, 200  # people of a group, for a model of covariances


class Between(StrEnum):
    """What the groups are."""

    LANGUAGES = "languages"
    ROUNDS = "rounds"


@dataclass(frozen=True, slots=True)
class Invariance:
    """One row of the table per person who answered everything.

    group   column of languages, or of rounds
    scales  (scale, its columns), three items or more each
    """

    group: str
    scales: tuple[tuple[str, tuple[str, ...]], ...]
    between: str = Between.LANGUAGES


def reached(fits: dict[Rung, Fit]) -> Rung | None:
    """The last rung that holds: CFI falls by no more than .010, RMSEA rises by no more than .015.

    None if even the first has no proper solution. The second rung counts only after the first.
    Source: Chen (2007), Structural Equation Modeling 14.
    """
    if not fits[Rung.CONFIGURAL].proper:
        return None
    last = Rung.CONFIGURAL
    for rung in (Rung.METRIC, Rung.SCALAR):
        now, before = fits[rung], fits[last]
        drop, rise = now.cfi - before.cfi, now.rmsea - before.rmsea
        if not now.proper or drop < -CFI_DROP or rise > RMSEA_RISE:
            break
        last = rung
    return last


def consequences(rung: Rung | None, between: Between) -> list[Check]:
    """What must not be compared.

    Languages: without METRIC no comparison between countries of any kind; without SCALAR changes
    within countries, never levels. Rounds: without SCALAR no change over rounds (E1).
    """
    name = {"reached": rung.name.lower() if rung is not None else "none"}
    at = -1 if rung is None else int(rung)
    if between is Between.ROUNDS:
        level = Level.OK if at >= Rung.SCALAR else Level.REFUSE
        return [Check("change_over_rounds", level, name)]
    any_kind = Level.OK if at >= Rung.METRIC else Level.REFUSE
    levels = Level.OK if at >= Rung.SCALAR else Level.REFUSE
    return [Check("compare_changes", any_kind, name), Check("compare_levels", levels, name)]


def invariance(spec: Invariance, frame: Frame, seed: int) -> Result:
    """Fit of all three rungs ("metric cfi" ...), the rung that was reached, items that differ."""
    items, factor, group, names = _read(spec, frame)
    sizes: dict[Arm, Size] = {"all": Size(len(items), groups=len(np.unique(group)))}
    checks = _enough(group, factor)
    if worst(checks) is not Level.REFUSE:
        try:
            each = moments(items, group)
        except ValueError:
            checks.append(Check("item_repeats_or_rests", Level.REFUSE))
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "measurement", {}, sizes, tuple(checks), seed=seed)
    fits = {rung: fit(each, factor, rung) for rung in Rung}
    rung = reached(fits)
    checks += _said(fits, rung, Between(spec.between))
    checks += _items(items, factor, group, names)
    more = {"reached": -1.0 if rung is None else float(rung)}
    return Result(METHOD, "measurement", _estimates(fits), sizes, tuple(checks), more, seed)


def _read(spec: Invariance, frame: Frame) -> tuple[Floats, Ints, Ints, tuple[str, ...]]:
    chosen(Between, "between", spec.between)
    names = tuple(item for _, items in spec.scales for item in items)
    if not spec.scales or min(len(items) for _, items in spec.scales) < 3:  # noqa: PLR2004 - two items fit any factor
        raise SpecError("scales", "a scale of fewer than three items", "Leave it out")
    if len(set(names)) < len(names):
        raise SpecError("scales", "an item is in two scales", "Keep it in one")
    items = np.column_stack([numbers(frame, "scales", one) for one in names])
    factor = np.repeat(np.arange(len(spec.scales)), [len(items) for _, items in spec.scales])
    group = np.unique(words(frame, "group", spec.group), return_inverse=True)[1]
    return items, factor, group.astype(np.int64), names


def _enough(group: Ints, factor: Ints) -> list[Check]:
    sizes = np.bincount(group) if len(group) else np.zeros(1, dtype=np.int64)
    least = int(sizes.min())
    few = Level.REFUSE if least < LEAST else Level.WARN if least < FEW else Level.OK
    # One scale of three items fits always: only the higher rungs say anything then.
    tested = len(factor) > 3  # noqa: PLR2004 - items
    return [
        Check("groups", Level.OK if len(sizes) > 1 else Level.REFUSE, {"groups": len(sizes)}),
        Check("few_people", few, {"people": least, "needed": LEAST}),
        Check("model_is_tested", Level.OK if tested else Level.REFUSE, {"items": len(factor)}),
    ]


def _said(fits: dict[Rung, Fit], rung: Rung | None, between: Between) -> list[Check]:
    """Refusals for others are warnings here."""
    cfi = fits[Rung.CONFIGURAL].cfi
    proper = all(one.proper for one in fits.values())
    found = [
        Check("factors_fit", Level.OK if cfi >= LEAST_CFI else Level.WARN, {"cfi": cfi}),
        Check("factors_proper", Level.OK if proper else Level.WARN),
    ]
    return found + [
        Check(one.code, min(one.level, Level.WARN), one.facts)
        for one in consequences(rung, between)
    ]


def _items(items: Floats, factor: Ints, group: Ints, names: tuple[str, ...]) -> list[Check]:
    """Items that differ, scale by scale; only where answers are ordered points."""
    points = np.rint(items).astype(np.int64)
    if not (points == items).all():
        return [Check("items_not_ordered", Level.OK)]
    found = []
    for scale in range(int(factor.max()) + 1):
        mine = np.flatnonzero(factor == scale)
        scale_names = tuple(names[at] for at in mine)
        found += item_checks(scale_names, item_differences(points[:, mine], group))
    return found


def _estimates(fits: dict[Rung, Fit]) -> dict[str, Estimate]:
    found = {}
    for rung, one in fits.items():
        name = rung.name.lower()
        found[f"{name} cfi"] = Estimate(one.cfi)
        found[f"{name} rmsea"] = Estimate(one.rmsea)
        found[f"{name} chi2"] = Estimate(one.chi2, df=float(one.df))
    return found
