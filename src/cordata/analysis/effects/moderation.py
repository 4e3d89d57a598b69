"""For whom more? Registered traits of schools, each tested against the effect, never one by one."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.columns import Frame, numbers
from cordata.analysis.contract import Check, Estimate, Fact, Level, Result, SpecError
from cordata.analysis.effects.asking import Asked, drawn, not_drawn
from cordata.analysis.effects.looking import look
from cordata.analysis.effects.schools import Schools
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.deciding import MANY, Evidence, Regime, Shown, decide
from cordata.analysis.inference.least_squares import Dependent, Fit, fit
from cordata.analysis.inference.lots import NotRandomised
from cordata.analysis.inference.multiplicity import holm, max_t
from cordata.analysis.inference.randomisation import Lots, randomise_product
from cordata.analysis.inference.robust import coefficient
from cordata.analysis.inference.seeds import chance
from cordata.analysis.inference.wild import wild

METHOD = "moderation/1"
FEWEST = 4  # groups in each cell of arm and trait


@dataclass(frozen=True, slots=True)
class ModerationSpec(AncovaSpec):
    """The main question, and traits of schools from before the start.

    moderators  columns of 0 and 1, or of numbers (per standard deviation; cells by the median)
    """

    moderators: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        AncovaSpec.__post_init__(self)  # a dataclass with slots has no plain super()
        if not self.moderators:
            raise SpecError("moderators", "none is named", "Name the registered ones")
        if len(set(self.moderators)) < len(self.moderators):
            raise SpecError("moderators", "one is named twice", "Name each once")


@dataclass(frozen=True, slots=True)
class Tried:
    """One trait: how it is shown, its plain error, and its lots if any were drawn."""

    shown: Shown
    error: float
    lots: Lots | None


def moderation(spec: ModerationSpec, frame: Frame, seed: int) -> Result:
    """How much larger the effect is where a trait is there: treated × trait, in points.

    Estimates by trait; p adjusted over all that could be tested, by Holm, or where lots were
    drawn by the largest statistic of all under each lot (below 10 groups by whichever is
    larger). ``more`` has ``pooled.<trait>``: the same drawn to 0 as far as all together look
    like noise. A trait with fewer than 4 groups in a cell is not shown (``small_cell``);
    refused where no trait is left. Raises SpecError.

    "It works here and not there" cannot be read from two separate effects; this is the test.
    """
    looked = look(spec, frame)
    checks, found = list(looked.checks), dict[str, Tried]()
    asked = Asked(spec, frame, looked, seed)
    for task, name in enumerate(() if looked.is_refused else spec.moderators):
        one, said = _one(asked, name, task)
        checks += said
        if one is not None:
            found[name] = one
    if not found:
        checks.append(Check("nothing_testable", Level.REFUSE, {"traits": spec.moderators}))
        return Result(METHOD, "E3", {}, looked.sizes, tuple(checks), seed=seed)
    values = np.array([one.shown.estimate.value for one in found.values()])
    pooled = shrunken(values, np.array([one.error for one in found.values()]))
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


def _one(asked: Asked, name: str, task: int) -> tuple[Tried | None, tuple[Check, ...]]:
    """One trait, or why it is not shown."""
    schools = asked.looked.schools
    trait = numbers(asked.frame, "moderators", name)[asked.looked.rows]
    if not np.isfinite(trait).all():
        raise SpecError("moderators", f"{name!r} has gaps", "Fill them, or leave the trait out")
    rows = schools.informative
    treated, comparison = cells(schools.treated[rows], trait[rows], schools.group[rows])
    if min(treated, comparison) < FEWEST:
        facts: dict[str, Fact] = {"treated": treated, "comparison": comparison}
        return None, (
            Check("small_cell", Level.WARN, {"trait": name, **facts, "needed": FEWEST}),
        )
    if len(np.unique(trait)) > 2:  # noqa: PLR2004 - yes and no stay as they are
        trait = trait / trait.std(ddof=1)
    try:
        line = interaction(schools, trait)
    except Dependent:
        return None, (Check("aliased_trait", Level.WARN, {"trait": name}),)
    tested, lots = coefficient(line, schools.group, 0), _lots(asked, trait)
    several = min(treated, comparison) < MANY
    flips = wild(line, schools.group, 0, chance(asked.seed, task)) if several else None
    shown = decide(Evidence(tested, flips, lots), treated, comparison)
    said = tuple(replace(one, facts={**one.facts, "trait": name}) for one in shown.checks)
    return Tried(shown, tested.error, lots), said


def _lots(asked: Asked, trait: Floats) -> Lots | None:
    """The same lots for every trait, if any were drawn."""
    schools = asked.looked.schools
    draw = drawn(asked, schools, np.ones(len(trait), dtype=np.bool_))
    if draw is None:
        return None
    known = [np.ones(len(trait)), trait, schools.before, schools.covariates]
    others = np.hstack([np.column_stack(known), dummies(schools.country)])
    same = chance(asked.seed, 0, 0)
    try:
        return randomise_product(
            schools.after, schools.treated, trait, others, draw.unit, draw.stratum, same
        )
    except NotRandomised as wrong:
        raise not_drawn(wrong) from wrong


def _adjusted(found: dict[str, Tried]) -> dict[str, Estimate]:
    """p-values over the family; estimates without one stay as they are."""
    plain = {name: one.shown.estimate for name, one in found.items()}
    said = [name for name, one in plain.items() if one.p is not None]
    after = holm(np.array([plain[name].p for name in said], dtype=np.float64))
    new: dict[str, float] = dict(zip(said, after.tolist(), strict=True))
    families = [one.lots for one in found.values() if one.lots is not None]
    if families:
        for name, p in zip(found, max_t(families).tolist(), strict=True):
            few = found[name].shown.regime is Regime.LARGEST
            new[name] = max(p, new[name]) if few else p
    return {name: replace(one, p=new.get(name)) for name, one in plain.items()}
