"""The quality sheet of a plan: what it gives to whom, and how much of it is luck."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.matching.compare import pairs_of
from cordata.analysis.matching.flow import Plan, solve_problem
from cordata.analysis.matching.problem import Problem
from cordata.analysis.matching.rules import UNITS

REDRAWS = 200
NOISE_WARNING = 0.6  # below it, "pairs rest on noise"
WORST = 0.05


@dataclass(frozen=True)
class Stratum:
    """How the schools of one stratum fare; minutes of on-site ties only."""

    name: str
    schools: int
    left_out: int
    median_minutes: float | None
    longest_minutes: int | None


@dataclass(frozen=True)
class Sheet:
    """Numbers of methods section 7.4, in points, minutes and shares from 0 to 1."""

    objective: float
    bound: float
    strata: tuple[Stratum, ...]
    gini_minutes: float | None
    mean_needs_met: float
    load_cv: float
    worst_points: float  # mean points of the worst-off 5 %
    priority_near: float | None  # priority schools within half the travel limit
    first_choices: int
    wished: int
    stability: float
    random_points: float  # mean points of a random allowed plan
    nearest_points: float  # mean points of nearest-first
    mean_points: float

    @property
    def rests_on_noise(self) -> bool:
        """Whether pairs change too often when scores shake within their error."""
        return self.stability < NOISE_WARNING


def quality_sheet(plan: Plan, rng: np.random.Generator, *, error: float = 5.0) -> Sheet:
    """Fill the sheet. ``error`` is the standard error of a pair's score, in points."""
    inputs = plan.problem.inputs
    pairs = pairs_of(plan)
    tied = [pair for pair in pairs.values() if pair]
    minutes = np.array([pair.minutes for pair in tied if not pair.online], dtype=np.float64)
    points = np.array([pair.points for pair in tied], dtype=np.float64)
    met = [
        len(pair.needs_met) / (len(pair.needs_met) + len(pair.needs_unmet))
        for pair in tied
        if pair.needs_met or pair.needs_unmet
    ]
    load = plan.load[: len(inputs.mentors)]
    near = [
        pairs[one.id] is not None and (pairs[one.id].minutes <= inputs.rules.travel_limit / 2)  # type: ignore[union-attr]  # said one line above
        for one in inputs.mentees
        if one.priority
    ]
    worst = np.sort(points)[: max(1, int(np.ceil(WORST * len(points))))]
    return Sheet(
        objective=plan.objective / UNITS,
        bound=plan.bound / UNITS,
        strata=_strata(plan),
        gini_minutes=gini(minutes) if len(minutes) else None,
        mean_needs_met=float(np.mean(met)) if met else 0.0,
        load_cv=float(load.std() / load.mean()) if load.sum() else 0.0,
        worst_points=float(worst.mean()) if len(points) else 0.0,
        priority_near=float(np.mean(near)) if near else None,
        first_choices=sum(pair.wish_rank == 1 for pair in tied),
        wished=sum(bool(one.wishes) for one in inputs.mentees),
        stability=stability(plan, rng, error=error),
        random_points=_greedy_points(plan, lambda some: rng.permutation(len(some))),
        nearest_points=_greedy_points(plan, lambda some: np.argsort(_travel(plan, some))),
        mean_points=float(points.mean()) if len(points) else 0.0,
    )


def gini(values: Floats) -> float:
    """Gini coefficient of values of 0 or more: 0 all alike, near 1 one has all."""
    ordered = np.sort(values)
    total, n = ordered.sum(), len(ordered)
    if total == 0:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total))


def stability(plan: Plan, rng: np.random.Generator, *, error: float) -> float:
    """Share of pairs kept when every pair's cost shakes by ``error`` points, 200 redraws.

    Fewer redraws for large plans: at least 20, and about 400 000 arcs in all.
    """
    problem = plan.problem
    redraws = int(np.clip(40_000_000 // max(1, len(problem.s)) // 10, 20, REDRAWS))
    tie = problem.h < len(problem.inputs.mentors)
    kept = []
    for _ in range(redraws):
        noise = np.rint(rng.normal(0, error * UNITS, len(problem.s))).astype(np.int64)
        shaken = replace(problem, cost=np.maximum(problem.cost + noise * tie, 0))
        kept.append(float((solve_problem(shaken).place == plan.place).mean()))
    return float(np.mean(kept))


def _strata(plan: Plan) -> tuple[Stratum, ...]:
    inputs, pairs = plan.problem.inputs, pairs_of(plan)
    found = []
    for name in sorted({one.stratum for one in inputs.mentees}):
        ties = [pairs[one.id] for one in inputs.mentees if one.stratum == name]
        minutes = [pair.minutes for pair in ties if pair and not pair.online]
        found.append(
            Stratum(
                name=name,
                schools=len(ties),
                left_out=sum(pair is None for pair in ties),
                median_minutes=float(np.median(minutes)) if minutes else None,
                longest_minutes=max(minutes, default=None),
            )
        )
    return tuple(found)


def _travel(plan: Plan, arcs: Ints) -> Ints:
    problem = plan.problem
    s, h = problem.s[arcs].astype(np.int64), problem.h[arcs].astype(np.int64)
    return problem.inputs.minutes(s, h)


def _greedy_points(plan: Plan, order: Callable[[Ints], Ints]) -> float:
    """Mean points when pairs are taken one after another in an order, while there is room."""
    problem: Problem = plan.problem
    arcs = np.flatnonzero(problem.h < len(problem.inputs.mentors))
    room, placed, points = problem.high.copy(), set(), []
    for arc in arcs[order(arcs)] if len(arcs) else ():
        s, h = int(problem.s[arc]), int(problem.h[arc])
        if s not in placed and room[h]:
            placed.add(s)
            room[h] -= 1
            points.append(100 - problem.cost[arc] / UNITS)
    return float(np.mean(points)) if points else 0.0
