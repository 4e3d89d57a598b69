"""Change of schools between two rounds, without a comparison: never an effect."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.columns import Frame, numbers
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Level,
    Result,
    Size,
    SpecError,
)
from cordata.analysis.effects import gates
from cordata.analysis.effects.nesting import groups
from cordata.analysis.effects.regression_to_mean import expected_gain
from cordata.analysis.effects.schools import mentors, order
from cordata.analysis.effects.sizes import times
from cordata.analysis.effects.spec import FIRST, LAST, above
from cordata.analysis.inference.deciding import MANY, Evidence, decide
from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.robust import coefficient
from cordata.analysis.inference.seeds import chance
from cordata.analysis.inference.wild import wild

METHOD = "change/1"
ESTIMAND = "D0"  # no comparison, and so none of E1 to E8
FEWEST = 2


@dataclass(frozen=True, slots=True)
class ChangeSpec:
    """Mentored schools in two rounds; fields as in ``AncovaSpec``, and how they were chosen.

    population   mean of all schools they were chosen from, in points, in the first round
    reliability  test-retest correlation of a school's mean, 0 to 1
    """

    school: str
    mentor: str
    before: str
    after: str
    response: str | None = None
    population: float | None = None
    reliability: float | None = None
    low: float = FIRST
    high: float = LAST
    alpha: float | None = None
    invariant: bool | None = None
    same_items: bool = True
    self_rated: bool = True
    registered: bool = False
    comparisons: int = 1

    def __post_init__(self) -> None:
        above("high", self.high, self.low)
        above("comparisons", self.comparisons, 0)
        if (self.population is None) != (self.reliability is None):
            raise SpecError("population", "one of two is given", "Give reliability as well")
        if self.reliability is not None and not 0.0 <= self.reliability <= 1.0:
            raise SpecError("reliability", f"{self.reliability:g} is no correlation", "0 to 1")


def change(spec: ChangeSpec, frame: Frame, seed: int) -> Result:
    """Mean change of schools, with errors by mentor, beside what selection alone would make.

    Estimates: ``change`` in points, ``pomp`` in percent of the scale; where ``population`` is
    known also ``from_selection``, the change expected of schools so chosen without any effect,
    and ``beyond_selection``, what is left.

    The word for it is "changed", never "effect": nothing here would have looked different had
    everybody else changed as well. Raises SpecError.
    """
    before, after, group = _read(spec, frame)
    kept = np.isfinite(before) & np.isfinite(after)
    size = Size(int(kept.sum()), int(kept.sum()), len(np.unique(group[kept])))
    sizes: dict[Arm, Size] = {"all": size}
    checks = _checks(spec, frame, kept)
    if size.groups < FEWEST:
        facts = {"groups": size.groups, "needed": FEWEST}
        checks = (*checks, Check("too_few_groups", Level.REFUSE, facts))
    if any(one.level is Level.REFUSE for one in checks):
        return Result(METHOD, ESTIMAND, {}, sizes, checks, seed=seed)
    found = _evidence((after - before)[kept], group[kept], seed)
    shown = decide(found, size.groups, size.groups)
    estimates = {"change": shown.estimate, "pomp": times(shown.estimate, _percent(spec))}
    estimates |= _selection(spec, float(before[kept].mean()), shown.estimate)
    return Result(METHOD, ESTIMAND, estimates, sizes, (*checks, *shown.checks), {}, seed)


def _read(spec: ChangeSpec, frame: Frame) -> tuple[Floats, Floats, Ints]:
    rows = order(frame, spec.school)
    everybody = np.ones(len(rows), dtype=np.bool_)
    group = groups(everybody, mentors(frame, spec.mentor, everybody), frame[spec.school])
    before, after = (
        numbers(frame, where, name)[rows]
        for where, name in (("before", spec.before), ("after", spec.after))
    )
    return before, after, group[rows]


def _checks(spec: ChangeSpec, frame: Frame, kept: Bools) -> tuple[Check, ...]:
    answered: tuple[Check, ...] = ()
    if spec.response is not None:
        rows = order(frame, spec.school)
        answered = gates.response(numbers(frame, "response", spec.response)[rows][kept])
    unknown = Check("selection_unknown", Level.WARN)
    return (
        Check("change_not_effect", Level.WARN),
        *((unknown,) if spec.population is None else ()),
        *gates.scale(spec.alpha, invariant=spec.invariant, same_items=spec.same_items),
        *answered,
        *gates.lost(len(kept), int(kept.sum())),
        *gates.registration(registered=spec.registered, comparisons=spec.comparisons),
        *gates.self_rated(rated=spec.self_rated),
    )


def _evidence(gain: Floats, group: Ints, seed: int) -> Evidence:
    mean = fit(gain, np.ones((len(gain), 1)))
    several = len(np.unique(group)) < MANY
    flips = wild(mean, group, 0, chance(seed)) if several else None
    return Evidence(coefficient(mean, group, 0), flips)


def _percent(spec: ChangeSpec) -> float:
    return 100.0 / (spec.high - spec.low)


def _selection(spec: ChangeSpec, chosen: float, found: Estimate) -> dict[str, Estimate]:
    """What regression to the mean makes, and what is left of the change."""
    if spec.population is None or spec.reliability is None:
        return {}
    gain = expected_gain(spec.reliability, spec.population, chosen)
    # The p-value was for no change at all; for another truth it would be another one.
    left = replace(
        found,
        value=found.value - gain,
        interval=found.interval and found.interval.less(gain),
        likely=found.likely and found.likely.less(gain),
        p=None,
    )
    return {"from_selection": Estimate(gain), "beyond_selection": left}
