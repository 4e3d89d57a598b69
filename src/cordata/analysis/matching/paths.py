"""Cheapest ways to make room: shortest paths over places, in the optimum's residual.

A school that takes a place pushes another out, that one a third, until a free place or the
place the first school left is reached. With the plan's prices all lengths are 0 or more, so
Dijkstra's method is exact (Johnson's reweighting).
"""

import heapq
from dataclasses import dataclass

import numpy as np

from cordata.analysis.matching.encode import Ints
from cordata.analysis.matching.flow import Plan

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
    mover: Ints  # (places + 1,) the school pushed out; -1 where a free place is used
    plan: Plan
    goal: int
    free: int  # true cost of taking a place that nobody had before

    def roomy(self, place: int) -> int:
        """Cost of room at ``place`` if it had one place more."""
        return min(int(self.length[place]), self.free)

    def moves(self, place: int) -> list[Move]:
        """Who moves where when a school takes a place at ``place``."""
        found, at, sink = [], place, self.plan.problem.places
        while at != self.goal:
            after = int(self.next[at])
            if sink not in (at, after):
                found.append(Move(int(self.mover[at]), at, after))
            at = after
        return found


class Finder:
    """Prepared once for a plan; then one school's ways take milliseconds."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        problem, place, load = plan.problem, plan.place, plan.load
        mine = problem.cost[plan.chosen] + plan.prices[place]
        self.place = place
        # Lengths reduced by prices: of a mentee going along its arc, of a place taking one
        # more school, of a place giving one up. None is negative, because the plan is best.
        self.reduced = problem.cost + plan.prices[problem.h] - mine[problem.s]
        self.to_sink = problem.slope_up(load) - plan.prices
        self.from_sink = np.where(load > 0, plan.prices - problem.slope_down(load), NEVER)
        self.into = np.argsort(problem.h, kind="stable")
        self.first = np.searchsorted(problem.h[self.into], np.arange(problem.places + 1))

    def ways_to(self, mentee: int, until: int | None = None) -> Ways:
        """Ways from every place to the one ``mentee`` leaves; or only from ``until``.

        Dijkstra backwards from the place it leaves. Its own arcs all begin there, where
        every way ends, so it is never moved again.
        """
        goal = int(self.place[mentee])
        search = _Search(self.plan.problem.places, goal)
        for at in search:
            if at == until:
                break
            if at == search.sink:
                search.reach(np.arange(search.sink), self.to_sink, None)
                continue
            arcs = self.into[self.first[at] : self.first[at + 1]]
            movers = self.plan.problem.s[arcs]
            search.reach(self.place[movers], self.reduced[arcs], movers)
            search.reach(np.array([search.sink]), self.from_sink[at : at + 1], None)
        return self._ways(search, goal)

    def _ways(self, search: "_Search", goal: int) -> Ways:
        reached = search.length[: search.sink]
        true = reached + self.plan.prices - self.plan.prices[goal]
        length = np.where(search.done[: search.sink], true, NEVER)
        free = int(search.length[search.sink] - self.plan.prices[goal])
        return Ways(length, search.after, search.mover, self.plan, goal, free)


class _Search:
    """Dijkstra over places and the sink; iterating settles one node after another."""

    def __init__(self, sink: int, goal: int) -> None:
        self.sink = sink
        self.length = np.full(sink + 1, NEVER, dtype=np.int64)
        self.after = np.full(sink + 1, -1, dtype=np.int64)
        self.mover = np.full(sink + 1, -1, dtype=np.int64)
        self.done = np.zeros(sink + 1, dtype=np.bool_)
        self.length[goal] = 0
        self.queue = [(0, goal)]
        self.at = goal

    def __iter__(self) -> "_Search":
        return self

    def __next__(self) -> int:
        while self.queue:
            _length, at = heapq.heappop(self.queue)
            if not self.done[at]:
                self.done[at], self.at = True, at
                return at
        raise StopIteration

    def reach(self, sources: Ints, lengths: Ints, movers: Ints | None) -> None:
        """From each source one can come here at this length, by moving this mentee."""
        total = self.length[self.at] + lengths
        for which in np.flatnonzero((total < self.length[sources]) & ~self.done[sources]):
            source = int(sources[which])
            if total[which] < self.length[source]:
                self.length[source] = total[which]
                self.after[source] = self.at
                self.mover[source] = -1 if movers is None else movers[which]
                heapq.heappush(self.queue, (int(total[which]), source))
