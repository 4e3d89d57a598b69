"""The registered method "mdes": what a planned comparison of groups can see, before a call opens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

from cordata.analysis.columns import Frame, within
from cordata.analysis.contract import Arm, Check, Estimate, Level, Result, Size, SpecError
from cordata.analysis.power.designs import Precision, cra3
from cordata.analysis.power.power import mdes, power_of
from cordata.analysis.power.stepped import staircase, stepped_variance

METHOD = "mdes/1"
CURVE = (0.0, 0.02, 0.05, 0.10, 0.15)  # shares of variance between groups, always drawn
FEWEST = 4  # groups in the smaller arm, below which no interval will be shown
FEW = 10
LARGE = 1e6  # df of a normal


@dataclass(frozen=True, slots=True)
class Plan:
    """Groups of schools drawn by lot: mentors' clusters, or schools alone (``schools`` 1).

    treated, comparison  groups in each arm
    schools, size        schools in a group, respondents in a school
    icc_group            share of the variance between groups, ``icc_school`` between their schools
    r2_*                 what covariates explain at each level
    covariates           of groups: each costs one degree of freedom
    comparisons          tests that share the alpha (six pairs of four models: 6)
    waves                2; more: a stepped wedge in which all groups begin in the end
    effect               in SD: its power is computed too, if above 0
    """

    treated: int
    comparison: int
    schools: int
    size: int
    icc_group: float
    icc_school: float = 0.0
    r2_group: float = 0.0
    r2_school: float = 0.0
    r2_person: float = 0.0
    covariates: int = 0
    comparisons: int = 1
    waves: int = 2
    power: float = 0.8
    alpha: float = 0.05
    effect: float = 0.0
    estimand: str = "E1"


def plan(spec: Plan, _frame: Frame, seed: int) -> Result:
    """Smallest effect in SD of one respondent, its curve over ICC, and the power for one effect.

    Reads no data. Nothing is drawn by lot: ``seed`` is only kept.
    """
    _look(spec)
    smallest = min(spec.treated, spec.comparison)
    at, share = _precision(spec), spec.alpha / spec.comparisons
    found = {"mdes": Estimate(mdes(at, power=spec.power, alpha=share), df=at.df)}
    if spec.effect > 0:
        found["power"] = Estimate(power_of(spec.effect, at, alpha=share), df=at.df)
    more = {"error": at.error, **dict(_curve(spec))}
    checks = tuple(_checks(spec, smallest))
    sizes: dict[Arm, Size] = {"treated": _size(spec, spec.treated)}
    sizes["comparison"] = _size(spec, spec.comparison)
    return Result(METHOD, spec.estimand, found, sizes, checks, more, seed)


def _size(spec: Plan, groups: int) -> Size:
    return Size(groups * spec.schools * spec.size, groups * spec.schools, groups)


def _look(spec: Plan) -> None:
    """Refuse a plan that cannot be drawn up."""
    within(spec.power, "power", spec.alpha, 1)
    within(spec.alpha, "alpha", 0, 1)
    for name in ("treated", "comparison", "schools", "size", "comparisons"):
        if getattr(spec, name) < 1:
            raise SpecError(name, "there must be one at least", "Plan for more")
    for name in ("icc_group", "icc_school", "r2_group", "r2_school", "r2_person"):
        if not 0 <= getattr(spec, name) < 1:
            raise SpecError(name, "a share is from 0 to below 1", "Change it")
    if spec.icc_group + spec.icc_school >= 1:
        raise SpecError("icc_group", "nothing is left between people", "Lower the shares")
    df = spec.treated + spec.comparison - spec.covariates - 2
    if spec.covariates < 0 or df < 1:
        raise SpecError("covariates", "nothing is left to judge the error by", "Use fewer")
    groups = spec.treated + spec.comparison
    if spec.waves < 2 or (spec.waves > 2 and groups % (spec.waves - 1)):  # noqa: PLR2004 - before and after
        raise SpecError("waves", "groups cannot be dealt equally to steps", "Change the waves")


def _precision(spec: Plan) -> Precision:
    if spec.waves > 2:  # noqa: PLR2004 - more than before and after: a wedge
        return _wedge(spec)
    groups = spec.treated + spec.comparison
    return cra3(
        groups,
        spec.schools,
        spec.size,
        icc_group=spec.icc_group,
        icc_school=spec.icc_school,
        share=spec.treated / groups,
        r2_group=spec.r2_group,
        r2_school=spec.r2_school,
        r2_person=spec.r2_person,
        covariates=spec.covariates,
    )


def _wedge(spec: Plan) -> Precision:
    """A wedge by Hussey and Hughes: a group's level lasts, its cells differ by schools and people."""
    person = (1 - spec.icc_group - spec.icc_school) * (1 - spec.r2_person)
    school = spec.icc_school * (1 - spec.r2_school)
    cell = (school + person / spec.size) / spec.schools
    x = staircase(spec.treated + spec.comparison, spec.waves)
    return Precision(
        sqrt(stepped_variance(x, cell, spec.icc_group * (1 - spec.r2_group))), LARGE
    )


def _curve(spec: Plan) -> Iterator[tuple[str, float]]:
    """The smallest effect at other shares of variance between groups: nobody knows the true one."""
    for icc in CURVE:
        if icc + spec.icc_school < 1:
            at = _precision(replace(spec, icc_group=icc))
            share = spec.alpha / spec.comparisons
            yield f"mdes_at_icc_{icc:.2f}", mdes(at, power=spec.power, alpha=share)


def _checks(spec: Plan, smallest: int) -> Iterator[Check]:
    if spec.waves > 2:  # noqa: PLR2004 - in a wedge every group is in both arms
        smallest = (spec.treated + spec.comparison) // (spec.waves - 1)
    if smallest < FEW:
        code = "few_groups" if smallest >= FEWEST else "too_few_groups_for_an_interval"
        yield Check(code, Level.WARN, {"groups": smallest, "needed": FEWEST, "good": FEW})
