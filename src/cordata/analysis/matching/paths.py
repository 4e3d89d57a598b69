"""Cheapest ways to make room: shortest paths over places, in the optimum's residual.

A school that takes a place pushes another out, that one a third, until a free place or the
place the first school left is reached. With the plan's prices all lengths are 0 or more, so
Dijkstra's method is exact (Johnson's reweighting).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cordata.analysis.arrays import Ints
from cordata.analysis.matching.flow import Plan

if TYPE_CHECKING:  # slow to load: only where ways are sought
    from scipy.sparse import csr_array

NEVER = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Move:
    """Mentee (row) goes from one place to another."""

    mentee: int
    before: int
    after: int


@dataclass(frozen=True)
class Ways:
    """Cheapest ways from every place to one school's old place, in units."""

    length: Ints  # (places,) true cost of making room at each place
    next: Ints  # (places + 1,) the place the pushed-out school goes to
    graph: "Graph"
    goal: int
    free: int  # true cost of taking a place that nobody had before

    def roomy(self, place: int) -> int:
        """Cost of room at ``place`` if it had one place more."""
        return min(int(self.length[place]), self.free)

    def moves(self, place: int) -> list[Move]:
        """Who moves where when a school takes a place at ``place``."""
        found, at, sink = [], place, self.graph.sink
        while at != self.goal:
            after = int(self.next[at])
            if sink not in (at, after):
                found.append(Move(self.graph.mover(at, after), at, after))
            at = after
        return found


class Graph:
    """Places and the sink; from each place, back to where a school could come from.

    An arc is as long as the cheapest move along it, reduced by the plan's prices. None is
    negative, because the plan is best.
    """

    def __init__(self, plan: Plan) -> None:
        problem, place, load = plan.problem, plan.place, plan.load
        self.sink = problem.places
        mine = problem.cost[plan.chosen] + plan.prices[place]
        reduced = problem.cost + plan.prices[problem.h] - mine[problem.s]
        key = problem.h.astype(np.int64) * (self.sink + 1) + place[problem.s]
        order = np.lexsort((reduced, key))
        order = order[np.diff(key[order], prepend=-1) > 0]  # the cheapest move of each arc
        self.key, self.movers = key[order], problem.s[order]
        self.lengths = _matrix(plan, load, self.key, reduced[order])

    def mover(self, before: int, after: int) -> int:
        """The school that goes from one place to another at the least cost."""
        return int(self.movers[np.searchsorted(self.key, after * (self.sink + 1) + before)])


def _matrix(plan: Plan, load: Ints, key: Ints, reduced: Ints) -> "csr_array":
    sink, place = plan.problem.places, np.arange(plan.problem.places)
    used = place[load > 0]
    to_sink = plan.problem.slope_up(load) - plan.prices
    from_sink = (plan.prices - plan.problem.slope_down(load))[used]
    rows = np.concatenate([key // (sink + 1), np.full(sink, sink), used])
    columns = np.concatenate([key % (sink + 1), place, np.full(len(used), sink)])
    lengths = np.concatenate([reduced, to_sink, from_sink]).astype(np.float64)
    from scipy.sparse import csr_array

    return csr_array((lengths, (rows, columns)), shape=(sink + 1, sink + 1))


class Finder:
    """Prepared once for a plan; then one school's ways take milliseconds."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.place, self.graph = plan, plan.place, Graph(plan)

    def ways_to(self, mentee: int) -> Ways:
        """Ways from every place to the one ``mentee`` leaves.

        Backwards from the place it leaves. Its own arcs all begin there, where every way
        ends, so it is never moved again. Units are whole numbers far below 2**53: exact.
        """
        goal, sink, prices = int(self.place[mentee]), self.graph.sink, self.plan.prices
        from scipy.sparse.csgraph import dijkstra

        found, after = dijkstra(self.graph.lengths, indices=goal, return_predecessors=True)
        reached = np.isfinite(found[:sink])
        length = np.full(sink, NEVER, dtype=np.int64)
        length[reached] = found[:sink][reached].astype(np.int64)
        length[reached] += (prices - prices[goal])[reached]
        free = NEVER if np.isinf(found[sink]) else int(found[sink]) - int(prices[goal])
        return Ways(length, after.astype(np.int64), self.graph, goal, free)
