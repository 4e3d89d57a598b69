"""Solve the matching as a minimum-cost flow, and prove it.

Each mentee sends one unit to a mentor or to the "left out" of its stratum; each place takes
units at a convex cost (HARD per unit below its low or above its high, else 0).
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Ints
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.problem import (
    HARD,
    Arcs,
    Problem,
    assemble,
    build_problem,
    closed,
    modes,
    pair_blocks,
)


class NoSolution(RuntimeError):
    """The solver gave up. It cannot, on a well-formed problem: report it."""


@dataclass(frozen=True)
class Plan:
    """A plan and its proof. ``bound`` is what no plan can go below, by ``prices``.

    chosen   (mentees,) arc of each mentee in ``problem``
    prices   (places,)  units one more place is worth; any prices give a valid bound
    lottery  the seed of the draw, where schools were matched by wishes (bottom-up)
    """

    problem: Problem
    chosen: Ints
    prices: Ints
    objective: int
    bound: int
    lottery: int | None = None

    @property
    def place(self) -> Ints:
        """(mentees,) the place of each mentee: a mentor, or its "left out"."""
        return self.problem.h[self.chosen].astype(np.int64)

    @property
    def load(self) -> Ints:
        """(places,) how many mentees each place has."""
        return np.bincount(self.place, minlength=self.problem.places)

    @property
    def is_optimal(self) -> bool:
        """Whether the bound equals the objective, to the unit."""
        return self.bound == self.objective

    @property
    def hard_broken(self) -> int:
        """How many bounds or pins could not hold."""
        return int(place_cost(self.problem, self.load).sum() // HARD)


def solve(inputs: Inputs, *, every_pair: bool | None = None, nearest: int = 20) -> Plan:
    """The best plan for ``inputs``, proven.

    With up to some millions of pairs all of them are weighed at once; beyond, the cheapest
    few of each mentee first, and then every pair whose reduced cost is negative is added
    until none is left ("price and add"): the result is the same, to the unit.
    """
    if every_pair is None:
        every_pair = len(inputs.mentees) * len(inputs.mentors) <= 4_000_000  # noqa: PLR2004
    problem = build_problem(inputs, every_pair=every_pair, nearest=nearest)
    plan = solve_problem(problem)
    while not every_pair:
        missing = missing_arcs(plan)
        if not len(missing[0]):
            break
        kept = problem.s, problem.h, problem.cost, problem.mode
        problem = assemble(inputs, [kept, missing])
        plan = solve_problem(problem)
    return plan


def solve_problem(problem: Problem) -> Plan:
    """The best choice among the arcs of ``problem``."""
    chosen = _flow(problem)
    load = np.bincount(problem.h[chosen], minlength=problem.places)
    objective = int(problem.cost[chosen].sum() + place_cost(problem, load).sum())
    prices = prices_of(problem, chosen)
    return Plan(problem, chosen, prices, objective, bound_of(problem, prices))


def place_cost(problem: Problem, load: Ints) -> Ints:
    """Units each place costs at its load: only broken bounds cost."""
    below, above = np.maximum(problem.low - load, 0), np.maximum(load - problem.high, 0)
    cost: Ints = HARD * (below + above)
    return cost


def _flow(problem: Problem) -> Ints:
    mentees, places = len(problem.inputs.mentees), problem.places
    sink = mentees + places
    from ortools.graph.python import min_cost_flow  # slow to load: only where one solves

    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        problem.s, mentees + problem.h, np.ones(len(problem.s), dtype=np.int64), problem.cost
    )
    place = np.arange(places)
    for capacity, slope in (
        (problem.low, -HARD),
        (problem.high - problem.low, 0),
        (np.full(places, mentees), HARD),
    ):
        some = capacity > 0
        flow.add_arcs_with_capacity_and_unit_cost(
            mentees + place[some],
            np.full(int(some.sum()), sink),
            capacity[some],
            np.full(int(some.sum()), slope),
        )
    flow.set_nodes_supplies(np.arange(mentees), np.ones(mentees, dtype=np.int64))
    flow.set_node_supply(sink, -mentees)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise NoSolution(str(status))
    return np.flatnonzero(flow.flows(arcs) > 0)


def prices_of(problem: Problem, chosen: Ints) -> Ints:
    """Prices that prove the choice: the least with no school better off elsewhere.

    A price lies between what the last school of a place cost and what the next would; and
    a mentee's own place, price included, is never dearer than another. Longest paths by
    Bellman and Ford, only from places whose price just rose.
    """
    load = np.bincount(problem.h[chosen], minlength=problem.places)
    prices = np.where(load > 0, problem.slope_down(load), -HARD)
    before, after, gain = _best_moves(problem, chosen)
    first = np.searchsorted(before, np.arange(problem.places + 1))
    risen = np.arange(problem.places)
    while len(risen):
        moves = _runs(first[risen], first[risen + 1])
        higher = prices.copy()
        np.maximum.at(higher, after[moves], gain[moves] + prices[before[moves]])
        risen = np.flatnonzero(higher > prices)
        prices = higher
    return prices


def _best_moves(problem: Problem, chosen: Ints) -> tuple[Ints, Ints, Ints]:
    """From which place to which, and the most that a school gains by it; sorted by place."""
    place, mine = problem.h[chosen], problem.cost[chosen]
    key = place[problem.s].astype(np.int64) * problem.places + problem.h
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    gain = np.maximum.reduceat((mine[problem.s] - problem.cost)[order], first)
    return key[first] // problem.places, key[first] % problem.places, gain.astype(np.int64)


def _runs(first: Ints, end: Ints) -> Ints:
    """All of ``first[i] .. end[i] - 1``, one run after another."""
    counts = end - first
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    runs: Ints = np.arange(total) + np.repeat(first - (ends - counts), counts)
    return runs


def bound_of(problem: Problem, prices: Ints) -> int:
    """What no plan over these arcs costs less than (linear programming duality)."""
    cheapest = np.minimum.reduceat(problem.cost + prices[problem.h], problem.start[:-1])
    return int(cheapest.sum() - conjugate(problem, prices).sum())


def conjugate(problem: Problem, prices: Ints) -> Ints:
    """The most that each place can earn at its price: max over loads of price*load - cost."""
    most = np.full(problem.places, len(problem.inputs.mentees), dtype=np.int64)
    loads = (np.zeros_like(most), problem.low, problem.high, most)
    earned = [prices * load - place_cost(problem, load) for load in loads]
    best: Ints = np.max(np.stack(earned), axis=0)
    return best


def missing_arcs(plan: Plan) -> Arcs:
    """Allowed pairs, not yet in the problem, that would make the plan cheaper."""
    problem, inputs = plan.problem, plan.problem.inputs
    mine = problem.cost[plan.chosen] + plan.prices[plan.place]
    found: list[Arcs] = []
    for online in modes(inputs.rules):
        for s, h in pair_blocks(inputs, online=online):
            weighed, _minutes = inputs.weigh(s, h, online=online)
            better = weighed.cost + plan.prices[h] < mine[s]
            better &= (weighed.broken == 0) & ~closed(inputs, s, h)
            some = np.flatnonzero(better)
            mode = np.full(len(some), int(online), dtype=np.int64)
            found.append((s[some], h[some], weighed.cost[some], mode))
    return tuple(np.concatenate(column) for column in zip(*found, strict=True))  # type: ignore[return-value]  # as many columns as were appended
