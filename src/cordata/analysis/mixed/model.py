"""The registered method "mixed": a second view of nested answers. No p-values, ever."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.columns import Frame, column, matrix, numbers, within
from cordata.analysis.contract import (
    LIKELY,
    Arm,
    Check,
    Estimate,
    Fact,
    Interval,
    Level,
    Result,
    Size,
    SpecError,
)
from cordata.analysis.mixed.fit import Fit, fit_crossed, fit_nested

METHOD = "mixed/1"
FEWEST = 4  # groups at the level with the fewest, below which no interval is shown
FEW = 10


@dataclass(frozen=True, slots=True)
class Mixed:
    """Which columns to read, one row for one answer.

    outcome     numbers
    fixed       columns of numbers whose coefficients are wanted, the first one above all
    groups      columns, the lowest first: ("class", "school"); a class belongs to one school
    slope       a column of ``fixed`` whose slope differs between groups at every level; "" for none
    crossed     the two ``groups`` cross: a pupil's primary and secondary school
    restricted  restricted likelihood; maximum likelihood where not
    """

    outcome: str
    fixed: tuple[str, ...]
    groups: tuple[str, ...]
    slope: str = ""
    crossed: bool = False
    restricted: bool = True
    level: float = 0.95
    estimand: str = "E1"


def mixed(spec: Mixed, frame: Frame, seed: int) -> Result:
    """Fixed part with errors and t intervals, groups - terms df; variances stand in ``more``.

    Nothing is drawn by lot: ``seed`` is only kept.
    """
    y, x, codes, lost = _inputs(spec, frame)
    checks = tuple(_checks(spec, len(y), codes, lost))
    groups = min((int(code.max()) + 1 for code in codes), default=0) if len(y) else 0
    sizes: dict[Arm, Size] = {"all": Size(len(y), groups=groups)}
    refused = Result(METHOD, spec.estimand, {}, sizes, checks, seed=seed)
    if refused.is_refused:
        return refused
    try:
        fit = _fit(spec, y, x, codes)
    except ValueError as wrong:
        raise SpecError(
            "fixed", str(wrong), "Leave a column out, or group otherwise"
        ) from wrong
    if fit.df < 1:
        facts = {"groups": groups, "needed": len(fit.beta) + 1}
        few = Check("more_terms_than_groups", Level.REFUSE, facts)
        return replace(refused, checks=(*checks, few))
    if fit.singular:
        checks += (Check("variance_at_zero", Level.WARN),)
    found = dict(_estimates(spec, fit, honest=groups >= FEWEST))
    return replace(refused, estimates=found, checks=checks, more=dict(_more(spec, fit)))


def _inputs(spec: Mixed, frame: Frame) -> tuple[Floats, Floats, list[Ints], int]:
    """Whole rows only, and how many were left out."""
    within(spec.level, "level", 0, 1)
    if not spec.groups or (spec.crossed and len(spec.groups) != 2):  # noqa: PLR2004 - a cross has two
        raise SpecError("groups", "none, or not two that cross", "Name the groups")
    if spec.slope and (spec.slope not in spec.fixed or spec.crossed):
        raise SpecError("slope", "not in fixed, or of groups that cross", "Leave it out")
    y = numbers(frame, "outcome", spec.outcome)
    fixed = matrix(frame, "fixed", spec.fixed) if spec.fixed else np.empty((len(y), 0))
    names = [column(frame, "groups", name) for name in spec.groups]
    whole = np.isfinite(y) & np.isfinite(fixed).all(axis=1)
    for name in names:
        whole &= ~_empty(name)
    codes = [np.unique(name[whole], return_inverse=True)[1] for name in names]
    x = np.column_stack([np.ones(int(whole.sum())), fixed[whole]])
    return y[whole], x, codes, int((~whole).sum())


def _empty(name: NDArray[np.generic]) -> Bools:
    if name.dtype.kind == "f":
        return np.asarray(np.isnan(name.astype(np.float64)))
    return np.asarray(name == "") if name.dtype.kind in "US" else np.zeros(len(name), np.bool_)


def _checks(spec: Mixed, rows: int, codes: list[Ints], lost: int) -> Iterator[Check]:
    if lost:
        yield Check("rows_left_out", Level.WARN, {"rows": lost})
    for name, code in zip(spec.groups, codes, strict=True):
        groups = len(np.unique(code))
        if groups < 2:  # noqa: PLR2004 - between groups there is nothing
            yield Check("one_group", Level.REFUSE, {"groups": groups, "needed": 2, "by": name})
        elif groups == rows:
            yield Check("one_row_in_each_group", Level.REFUSE, {"rows": rows, "by": name})
        elif groups < FEW:
            code_name = "few_groups" if groups >= FEWEST else "too_few_groups_for_an_interval"
            facts: dict[str, Fact] = {"groups": groups, "needed": FEWEST, "good": FEW}
            yield Check(code_name, Level.WARN, {**facts, "by": name})


def _fit(spec: Mixed, y: Floats, x: Floats, codes: list[Ints]) -> Fit:
    if spec.crossed:
        return fit_crossed(y, x, codes[0], codes[1], restricted=spec.restricted)
    z = x[:, [0, 1 + spec.fixed.index(spec.slope)]] if spec.slope else None
    return fit_nested(y, x, codes, z=z, restricted=spec.restricted)


def _estimates(spec: Mixed, fit: Fit, *, honest: bool) -> Iterator[tuple[str, Estimate]]:
    """The first fixed column first, the constant last."""
    reach, nearer = (
        float(student.ppf((1 + level) / 2, fit.df)) for level in (spec.level, LIKELY)
    )
    terms = [(name, at + 1) for at, name in enumerate(spec.fixed)]
    for name, at in [*terms, ("constant", 0)]:
        value, error = float(fit.beta[at]), float(fit.errors[at])
        if not honest:
            yield name, Estimate(value)
            continue
        interval = Interval.around(value, reach * error, spec.level)
        likely = Interval.around(value, nearer * error, LIKELY)
        yield name, Estimate(value, error, interval, fit.df, likely=likely)


def _more(spec: Mixed, fit: Fit) -> Iterator[tuple[str, float]]:
    whole = fit.sigma2 + sum(float(one[0, 0]) for one in fit.variances)
    for name, variance, groups in zip(spec.groups, fit.variances, fit.groups, strict=True):
        yield f"variance_{name}", float(variance[0, 0])
        if spec.slope:
            yield f"variance_{name}_{spec.slope}", float(variance[1, 1])
            yield f"covariance_{name}_{spec.slope}", float(variance[0, 1])
        else:
            yield f"icc_{name}", float(variance[0, 0]) / whole
        yield f"groups_{name}", groups
    yield "variance_residual", fit.sigma2
    yield "deviance", fit.deviance
