"""Ways to make room in a bottom-up plan: decide one pair, and let all others choose again."""

from functools import cached_property

import numpy as np

from cordata.analysis.arrays import Ints
from cordata.analysis.matching.flow import Plan, place_cost
from cordata.analysis.matching.paths import Move
from cordata.analysis.matching.stable import accept, published_market, whole_plan


class Redrawn:
    """The counterpart of ``paths.Ways`` for one mentee (row) in a plan by wishes.

    The lottery is the published one, so the answer is what a new matching would give.
    """

    def __init__(self, finder: "Redrawer", mentee: int) -> None:
        self.finder, self.mentee = finder, mentee
        self.known: dict[int, Ints] = {}

    @property
    def length(self) -> "Redrawn":
        """Indexed by place: units all others lose."""
        return self

    def __getitem__(self, place: int) -> int:
        return self._others(self._choice(int(place)), int(place)) - self._now

    def roomy(self, place: int) -> int:
        """The same if the mentor had one place more: nobody else notices."""
        return self._others(self._choice(-1), -1) - self._now if place >= 0 else 0

    def moves(self, place: int) -> list[Move]:
        """Who is elsewhere afterwards."""
        before, after = self.finder.plan.place, self._choice(int(place))
        places = self.finder.plan.problem.h[after]
        return [
            Move(int(row), int(before[row]), int(places[row]))
            for row in np.flatnonzero(places != before)
            if row != self.mentee
        ]

    def _choice(self, place: int) -> Ints:
        """Arcs of all when the mentee holds a place there; at a left-out place, or nowhere."""
        if place not in self.known:
            problem, market = self.finder.plan.problem, self.finder.market
            full = place if 0 <= place < len(market.places) else -1
            chosen = accept(market, without=self.mentee, full=full)
            arcs = whole_plan(problem, chosen)["chosen"]
            self.known[place] = np.asarray(arcs)
        return self.known[place]

    @cached_property
    def _now(self) -> int:
        plan = self.finder.plan
        return self._others(plan.chosen, int(plan.place[self.mentee]))

    def _others(self, arcs: Ints, place: int) -> int:
        """Units of all other schools, and of bounds broken, the mentee being at ``place``."""
        problem = self.finder.plan.problem
        others = np.delete(arcs, self.mentee)
        load = np.bincount(problem.h[others], minlength=problem.places)
        if place >= 0:
            load[place] += 1
        return int(problem.cost[others].sum() + place_cost(problem, load).sum())


class Redrawer:
    """The counterpart of ``paths.Finder`` for plans by wishes. Milliseconds for a country."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self.market = published_market(plan.problem, seed)

    def ways_to(self, mentee: int) -> Redrawn:
        """Ways to the place ``mentee`` leaves; each is worked out when asked for."""
        return Redrawn(self, mentee)
