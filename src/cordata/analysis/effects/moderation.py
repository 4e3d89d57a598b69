"""For whom more? Registered traits of schools, each tested against the effect, never one by one."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.columns import Frame, numbers
from cordata.analysis.contract import Check, Estimate, Fact, Level, Result, SpecError
from cordata.analysis.effects.looking import Looked, look
from cordata.analysis.effects.schools import Schools
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.inference.arrays import Bools, Floats, Ints
from cordata.analysis.inference.deciding import MANY, Evidence, decide
from cordata.analysis.inference.least_squares import Dependent, Fit, fit
from cordata.analysis.inference.multiplicity import holm
from cordata.analysis.inference.robust import coefficient
from cordata.analysis.inference.seeds import chance
from cordata.analysis.inference.wild import wild

METHOD = "moderation/1"
FEWEST = 4  # groups in each cell of arm and trait


@dataclass(frozen=True, slots=True)
class ModerationSpec:
    """The main question, and traits of schools from before the start.

    moderators  columns of 0 and 1, or of numbers (per standard deviation; cells by the median)
    """

    main: AncovaSpec
    moderators: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.moderators:
            raise SpecError("moderators", "none is named", "Name the registered ones")
        if len(set(self.moderators)) < len(self.moderators):
            raise SpecError("moderators", "one is named twice", "Name each once")


def moderation(spec: ModerationSpec, frame: Frame, seed: int) -> Result:
    """How much larger the effect is where a trait is there: treated × trait, in points.

    Estimates by trait; p adjusted by Holm over all that could be tested. ``more`` has
    ``pooled.<trait>``: the same drawn to 0 as far as all together look like noise. A trait with
    fewer than 4 groups in a cell is not shown (``small_cell``); refused where no trait is left.

    "It works here and not there" cannot be read from two separate effects; this is the test.
    """
    looked = look(spec.main, frame)
    checks, found, errors = list(looked.checks), dict[str, Estimate](), dict[str, float]()
    if not looked.is_refused:
        for task, name in enumerate(spec.moderators):
            one, said = _one(name, frame, looked, (seed, task))
            checks += said
            if one is not None:
                found[name], errors[name] = one
    if looked.is_refused or not found:
        checks.append(Check("nothing_testable", Level.REFUSE, {"traits": spec.moderators}))
        return Result(METHOD, "E3", {}, looked.sizes, tuple(checks), seed=seed)
    values = np.array([one.value for one in found.values()])
    pooled = shrunken(values, np.array(list(errors.values())))
    more = {f"pooled.{name}": float(one) for name, one in zip(found, pooled, strict=True)}
    return Result(METHOD, "E3", _adjusted(found), looked.sizes, tuple(checks), more, seed)


def shrunken(values: Floats, errors: Floats) -> Floats:
    """Empirical Bayes: each value times τ² / (τ² + its error²), τ² = mean of value² - error².

    Source: Efron and Morris (1975), Journal of the American Statistical Association 70, with
    prior mean 0: no trait is expected to matter.
    """
    between = max(0.0, float((values**2 - errors**2).mean()))
    total = between + errors**2
    share: Floats = np.divide(between, total, out=np.ones(len(values)), where=total > 0)
    return values * share + 0.0  # no minus before a nothing


def cells(treated: Bools, trait: Floats, group: Ints) -> tuple[int, int]:
    """Groups in the smaller cell of the treated, and of the comparison."""
    present = trait > np.median(trait) if len(np.unique(trait)) > 2 else trait == trait.max()  # noqa: PLR2004 - yes and no
    count = [
        min(len(np.unique(group[arm & present])), len(np.unique(group[arm & ~present])))
        for arm in (treated, ~treated)
    ]
    return count[0], count[1]


def interaction(schools: Schools, trait: Floats) -> Fit:
    """After = α_country + η treated × trait + β treated + γ before + δ'x + ζ trait; η is 0.

    The trait may be one of the others, or the start itself: then it stands there once.
    Raises Dependent where the product cannot be told from them.
    """
    arm = schools.treated.astype(np.float64)
    centred = trait - trait.mean()
    x = np.column_stack([arm * centred, arm, schools.before, schools.covariates, centred])
    try:
        return fit(schools.after, x, absorb=schools.country)
    except Dependent as made:
        if made.column < x.shape[1] - 1:
            raise
        return fit(schools.after, x[:, :-1], absorb=schools.country)


def _one(
    name: str, frame: Frame, looked: Looked, seed: tuple[int, int]
) -> tuple[tuple[Estimate, float] | None, tuple[Check, ...]]:
    """One trait with its plain error, or why it is not shown."""
    trait = numbers(frame, "moderators", name)[looked.rows]
    if not np.isfinite(trait).all():
        raise SpecError("moderators", f"{name!r} has gaps", "Fill them, or leave the trait out")
    schools, rows = looked.schools, looked.informative
    treated, comparison = cells(schools.treated[rows], trait[rows], schools.group[rows])
    if min(treated, comparison) < FEWEST:
        facts: dict[str, Fact] = {
            "trait": name,
            "treated": treated,
            "comparison": comparison,
            "needed": FEWEST,
        }
        return None, (Check("small_cell", Level.WARN, facts),)
    if len(np.unique(trait)) > 2:  # noqa: PLR2004 - yes and no stay as they are
        trait = trait / trait.std(ddof=1)
    try:
        line = interaction(schools, trait)
    except Dependent:
        return None, (Check("aliased_trait", Level.WARN, {"trait": name}),)
    group = schools.group
    several = min(treated, comparison) < MANY
    flips = wild(line, group, 0, chance(*seed)) if several else None
    tested = coefficient(line, group, 0)
    shown = decide(Evidence(tested, flips), treated, comparison)
    said = tuple(replace(one, facts={**one.facts, "trait": name}) for one in shown.checks)
    return (shown.estimate, tested.error), said


def _adjusted(found: dict[str, Estimate]) -> dict[str, Estimate]:
    """p-values by Holm; estimates without one stay as they are."""
    said = [name for name, one in found.items() if one.p is not None]
    after = holm(np.array([found[name].p for name in said], dtype=np.float64))
    new = dict(zip(said, after.tolist(), strict=True))
    return {name: replace(one, p=new.get(name)) for name, one in found.items()}
