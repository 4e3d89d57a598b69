"""E6, registered: what one more unit of effect costs, and how sure that is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.stats import t as student

from cordata.analysis.arrays import Floats
from cordata.analysis.cells import numbers, words
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Interval,
    Level,
    Refused,
    Result,
    Size,
    SpecError,
    worst,
)
from cordata.analysis.costs.chance import (
    DRAWS,
    Normal,
    acceptability,
    fieller,
    perfect_information_drawn,
    resample,
)
from cordata.analysis.costs.frontier import Option, frontier
from cordata.analysis.costs.looks import MOST_ASSUMED, warn

METHOD = "cost-effectiveness/1"
LEAST, FEW = 4, 10


@dataclass(frozen=True, slots=True)
class CostEffectiveness:
    """Options compared, one row of the table per cluster and option.

    option      column that names the option of a row
    reference   the option that the others are compared with
    group       column of clusters
    cost        column of costs, in one unit and one view, named by ``view``
    effect      column of effects on the cluster
    worths      what a unit of effect might be worth: none is built in
    identified  whether the effect of the options is identified, as the identification gate said
    bearers     (who, share) of the costs: without them no ratio is shown
    assumed     share of the costs that is assumed, and
    unpaid      whether unpaid hours are in them, as the costs summary said
    """

    option: str
    reference: str
    group: str
    cost: str
    effect: str
    worths: tuple[float, ...]
    identified: bool
    bearers: tuple[tuple[str, float], ...] = ()
    view: str = "societal"
    assumed: float = 0.0
    unpaid: bool = True
    draws: int = DRAWS
    level: float = 0.95


def cost_effectiveness(spec: CostEffectiveness, frame: Frame, seed: int) -> Result:
    """Differences in cost and effect, the frontier, acceptability at each worth, EVPI.

    Estimates are named by option: "icer:virtual", "cost:virtual" ... The ratio and its interval
    are left out where the effect may be 0 ("ratio_without_end"), nobody is known to bear the cost
    ("bearers_missing"), or one of both is better in cost and in effect ("dominates",
    "dominated"). A step along the frontier, "step:virtual", is a ratio as well: it is left out
    unless both its options differ clearly from the reference, and from one another.
    """
    names, pairs = _read(spec, frame)
    sizes: dict[Arm, Size] = {"all": Size(sum(map(len, pairs)), groups=sum(map(len, pairs)))}
    checks = _checks(spec, names, pairs)
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "E6", {}, sizes, tuple(checks), seed=seed)
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    means = resample(pairs, chance, spec.draws)
    estimates: dict[str, Estimate] = {}
    clear = {names[0]}
    for at in range(1, len(names)):
        found, said, is_clear = _against(spec, names[at], pairs[0], pairs[at])
        estimates |= found
        checks += said
        clear |= {names[at]} if is_clear else set()
    if spec.bearers:
        estimates |= _steps(spec, dict(zip(names, pairs, strict=True)), clear)
    estimates |= _shares(spec, names, means)
    more = {f"borne:{who}": share for who, share in sorted(spec.bearers)}
    for worth in spec.worths:
        more[f"evpi@{worth:g}"] = perfect_information_drawn(means, worth)
    return Result(METHOD, "E6", estimates, sizes, tuple(checks), more, seed)


def _read(spec: CostEffectiveness, frame: Frame) -> tuple[list[str], list[Floats]]:
    """Options, the reference first, and for each the pairs of its clusters in order of name."""
    option, group = (words(frame, one, getattr(spec, one)) for one in ("option", "group"))
    cost, effect = (numbers(frame, one, getattr(spec, one)) for one in ("cost", "effect"))
    known = sorted(set(option.tolist()))
    if spec.reference not in known:
        do = f"Choose one of: {', '.join(known)}"
        raise SpecError("reference", f"no option is called {spec.reference}", do)
    if spec.bearers and abs(sum(share for _, share in spec.bearers) - 1) > 1e-9:  # noqa: PLR2004 - rounding
        raise SpecError("bearers", "shares do not sum to 1", "Say who bears all of it")
    if not spec.worths or spec.draws < 1 or not 0 < spec.level < 1:
        raise SpecError("worths", "no worth, no draws or no level", "Give each of them")
    names = [spec.reference, *(one for one in known if one != spec.reference)]
    pairs = []
    for one in names:
        rows = np.flatnonzero(option == one)
        rows = rows[np.argsort(group[rows], kind="stable")]
        if len(set(group[rows].tolist())) < len(rows):
            raise SpecError("group", f"a cluster of {one} has two rows", "Sum or average them")
        pairs.append(np.column_stack([cost[rows], effect[rows]]))
    return names, pairs


def _checks(spec: CostEffectiveness, names: list[str], pairs: list[Floats]) -> list[Check]:
    least = min(map(len, pairs))
    few = Level.REFUSE if least < LEAST else Level.WARN if least < FEW else Level.OK
    return [
        Check("effect_identified", Level.OK if spec.identified else Level.REFUSE),
        Check("options", Level.OK if len(names) > 1 else Level.REFUSE, {"options": len(names)}),
        Check("few_groups", few, {"groups": least, "needed": LEAST}),
        warn("cost_assumed", spec.assumed > MOST_ASSUMED, share=spec.assumed),
        warn("unpaid_hours_missing", not spec.unpaid),
        warn("bearers_missing", not spec.bearers),
        Check("cost_view", Level.OK, {"view": spec.view}),
    ]


def _against(
    spec: CostEffectiveness, name: str, reference: Floats, option: Floats
) -> tuple[dict[str, Estimate], list[Check], bool]:
    """One option against the reference, with intervals of t; whether its effect is clear of 0."""
    of, df, critical = _difference(spec, reference, option)
    found = {
        f"cost:{name}": _estimate(of.cost, of.cost_error, df, critical, spec.level),
        f"effect:{name}": _estimate(of.effect, of.effect_error, df, critical, spec.level),
    }
    if not spec.bearers:
        return found, [], False
    try:
        between = fieller(of, critical=critical, level=spec.level)
    except Refused as refused:
        facts = {"option": name, **refused.checks[0].facts}
        return found, [Check("ratio_without_end", Level.WARN, facts)], False
    if of.cost * of.effect <= 0:  # the same number would be said of the best and of the worst
        verdict = "dominates" if of.effect > 0 else "dominated"
        return found, [Check(verdict, Level.OK, {"option": name})], True
    ratio = {f"icer:{name}": Estimate(of.cost / of.effect, interval=between)}
    return ratio | found, [], True


def _difference(
    spec: CostEffectiveness, one: Floats, other: Floats
) -> tuple[Normal, float, float]:
    """The second less the first, in effect and cost; with df and the t that belongs to them."""
    spread = np.cov(other.T) / len(other) + np.cov(one.T) / len(one)
    cost, effect = other.mean(axis=0) - one.mean(axis=0)
    errors: Floats = np.sqrt(np.diag(spread))
    df = float(min(len(other), len(one)) - 1)
    product = float(errors[0] * errors[1])
    correlation = float(spread[0, 1]) / product if product > 0 else 0.0
    of = Normal(float(effect), float(cost), float(errors[1]), float(errors[0]), correlation)
    return of, df, float(student.ppf(0.5 + spec.level / 2, df))


def _estimate(value: float, error: float, df: float, critical: float, level: float) -> Estimate:
    half = critical * error
    return Estimate(value, error, Interval(value - half, value + half, level), df)


def _steps(
    spec: CostEffectiveness, pairs: Mapping[str, Floats], clear: Collection[str]
) -> dict[str, Estimate]:
    """Cost of one more unit along the frontier, where both ends of a step may bear a ratio."""
    placed = frontier(
        [Option(name, *map(float, pair.mean(axis=0))) for name, pair in pairs.items()]
    )
    return {
        f"step:{two.option.name}": Estimate(two.icer)
        for one, two in pairwise(placed)
        if two.icer is not None
        and {one.option.name, two.option.name} <= set(clear)
        and _is_clear(spec, pairs[one.option.name], pairs[two.option.name])
    }


def _is_clear(spec: CostEffectiveness, one: Floats, other: Floats) -> bool:
    """Whether the two differ in effect for sure, so that a ratio has an end."""
    of, _df, critical = _difference(spec, one, other)
    try:
        fieller(of, critical=critical, level=spec.level)
    except Refused:
        return False
    return True


def _shares(spec: CostEffectiveness, names: list[str], means: Floats) -> dict[str, Estimate]:
    """Shares of draws in which each option is best, at each worth."""
    found = {}
    rows = acceptability(means, spec.worths)
    for worth, row in zip(spec.worths, rows, strict=True):
        for name, share in zip(names, row, strict=True):
            found[f"best:{name}@{worth:g}"] = Estimate(float(share))
    return found
