"""Why this pair, and why not that one: facts, from which pages make sentences."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.matching.costs import PARTS, broken_musts
from cordata.analysis.matching.flow import Plan
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.paths import Finder, Move, Ways
from cordata.analysis.matching.problem import HARD, closed, left_out_of, modes
from cordata.analysis.matching.redraw import Redrawer, Redrawn
from cordata.analysis.matching.rules import UNITS, WHOLE, Model
from cordata.analysis.matching.schools import Forbidden
from cordata.analysis.matching.stable import solve_stable


@dataclass(frozen=True)
class Part:
    """One of the four parts of a pair's score: points got of the points it weighs."""

    name: str
    got: float
    of: int


@dataclass(frozen=True)
class Pair:
    """What there is to say of one mentee and one mentor."""

    mentee: str
    mentor: str
    online: bool
    minutes: int
    cost: int
    parts: tuple[Part, ...]
    needs_met: tuple[str, ...]
    needs_unmet: tuple[str, ...]
    pupils: tuple[int | None, int | None]
    shared_levels: tuple[str, ...]
    wish_rank: int | None  # the mentee's rank for the mentor, 1 is first
    broken: tuple[str, ...]  # must-haves this pair breaks

    @property
    def points(self) -> float:
        """Points got, of 100."""
        return round(WHOLE - self.cost / UNITS, 2)


@dataclass(frozen=True)
class WhyNot:
    """What tying a school to another mentor would cost, and who would move."""

    pair: Pair
    price: int  # units the whole plan would lose; negative where a rule was in the way
    moves: tuple[tuple[str, str, str], ...]  # (mentee, from, to); "" is "left out"

    @property
    def points(self) -> float:
        """The price in points."""
        return round(self.price / UNITS, 2)

    @property
    def allowed(self) -> bool:
        """Whether the rules allow the pair."""
        return not self.pair.broken

    @property
    def possible(self) -> bool:
        """Whether it can be done within the bounds and pins."""
        return self.price < HARD // 2


def look_at(inputs: Inputs, mentee: int, mentor: int, *, online: bool = False) -> Pair:
    """Weigh one pair (rows) and say what it rests on."""
    s, h = np.array([mentee]), np.array([mentor])
    weighed, minutes = inputs.weigh(s, h, online=online)
    one, other = inputs.mentees[mentee], inputs.mentors[mentor]
    weights = inputs.rules.weights.as_tuple()
    parts = tuple(
        Part(name, round(weight - int(lost) / UNITS, 2), weight)
        for name, weight, lost in zip(PARTS, weights, weighed.parts[0], strict=True)
    )
    asked = sorted(one.needs, key=lambda topic: (-one.needs[topic], topic))
    return Pair(
        mentee=one.id,
        mentor=other.id,
        online=online,
        minutes=int(minutes[0]),
        cost=int(weighed.cost[0]),
        parts=parts,
        needs_met=tuple(topic for topic in asked if topic in other.offers),
        needs_unmet=tuple(topic for topic in asked if topic not in other.offers),
        pupils=(one.pupils, other.pupils),
        shared_levels=tuple(sorted(one.levels & other.levels)),
        wish_rank=one.wishes.index(other.id) + 1 if other.id in one.wishes else None,
        broken=tuple(broken_musts(int(weighed.broken[0]))),
    )


class Explainer:
    """Answers about one plan. Prepare once, ask often."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.inputs = plan.problem.inputs
        self.finder: Finder | Redrawer = (
            Finder(plan) if plan.lottery is None else Redrawer(plan, plan.lottery)
        )

    def tied(self, mentee: str) -> Pair | None:
        """Why a school is where it is; None if it is left out."""
        row = self.inputs.mentee_at[mentee]
        place = int(self.plan.place[row])
        if place >= len(self.inputs.mentors):
            return None
        online = bool(self.plan.problem.mode[self.plan.chosen[row]] == 1)
        return look_at(self.inputs, row, place, online=online)

    def why_not(self, mentee: str, mentor: str, *, online: bool = False) -> WhyNot:
        """The exact price of tying ``mentee`` to ``mentor`` whatever the rest, and who moves.

        Equal to solving anew with that pair pinned. A pair the rules forbid is priced as if
        they allowed it; ``pair.broken`` names them.
        """
        row, place = self.inputs.mentee_at[mentee], self.inputs.mentor_at[mentor]
        return self.priced(row, place, self.finder.ways_to(row), online=online)

    def elsewhere(self, mentee: str, mentors: list[str] | None = None) -> list[WhyNot]:
        """Every other mentor for a school, allowed ones first, then by price."""
        row = self.inputs.mentee_at[mentee]
        ways = self.finder.ways_to(row)
        now = int(self.plan.place[row])
        wanted = (
            range(len(self.inputs.mentors))
            if mentors is None
            else [self.inputs.mentor_at[mentor] for mentor in mentors]
        )
        online = self.inputs.rules.model == Model.VIRTUAL
        found = [
            self.priced(row, place, ways, online=online) for place in wanted if place != now
        ]
        return sorted(found, key=lambda one: (not one.allowed, one.price, one.pair.mentor))

    def price_of_parting(self, mentee: str) -> WhyNot | None:
        """What forbidding a school's present mentor costs: its cheapest other place.

        None where it would be left out; ``price_of_forbidding`` says what that costs.
        """
        row = self.inputs.mentee_at[mentee]
        price, place, mode = self._parting(row)
        if place >= len(self.inputs.mentors):
            return None
        option = self.priced(row, place, self.finder.ways_to(row), online=mode == 1)
        return replace(option, price=price)

    def price_of_forbidding(self, mentee: str) -> int:
        """Units that never tying a school to its present mentor costs. A pin is lifted."""
        return self._parting(self.inputs.mentee_at[mentee])[0]

    def _parting(self, row: int) -> tuple[int, int, int]:
        """Price, place and mode of the cheapest place but the present one."""
        now, cost_now = int(self.plan.place[row]), self._cost_now(row)
        ways = self.finder.ways_to(row)
        priced = [
            (cost + int(ways.length[place]) - cost_now, place, mode)
            for place, cost, mode in self._options(row)
            if place != now
        ]
        if self.plan.lottery is None or now >= len(self.inputs.mentors):
            return min(priced)
        return self._next_wish(row, now, priced)

    def _next_wish(
        self, row: int, now: int, priced: list[tuple[int, int, int]]
    ) -> tuple[int, int, int]:
        """Where a school gets by its own wishes when it may not have its mentor."""
        one, other = self.inputs.mentees[row].id, self.inputs.mentors[now].id
        inputs = replace(
            self.inputs,
            pins=tuple(pin for pin in self.inputs.pins if pin.mentee != one),
            forbidden=(*self.inputs.forbidden, Forbidden(one, other)),
        )
        plan = solve_stable(inputs, self.plan.lottery or 0).plan
        place = int(plan.place[row])
        mode = next(mode for _price, where, mode in priced if where == place)
        return plan.objective - self.plan.objective, place, mode

    def _options(self, row: int) -> list[tuple[int, int, int]]:
        """Place, cost and mode of all a school could have, its pin lifted."""
        everybody = np.arange(len(self.inputs.mentors))
        same = np.full(len(everybody), row)
        one = self.inputs.mentees[row]
        free = replace(self.inputs, pins=())
        found = [left_out_of(self.inputs, one)]
        for online in modes(self.inputs.rules):
            weighed, _minutes = self.inputs.weigh(same, everybody, online=online)
            fine = (weighed.broken == 0) & ~closed(free, same, everybody)
            found += [
                (int(place), int(weighed.cost[place]), int(online))
                for place in np.flatnonzero(fine)
            ]
        return found

    def priced(self, row: int, place: int, ways: Ways | Redrawn, *, online: bool) -> WhyNot:
        """Price one pair (rows), with the ways already found for the mentee."""
        pair = look_at(self.inputs, row, place, online=online)
        price = pair.cost + int(ways.length[place]) - self._cost_now(row)
        now = int(self.plan.place[row])
        moves = () if place == now else tuple(self._named(move) for move in ways.moves(place))
        return WhyNot(pair, price, moves)

    def _cost_now(self, row: int) -> int:
        return int(self.plan.problem.cost[self.plan.chosen[row]])

    def _named(self, move: Move) -> tuple[str, str, str]:
        return (
            self.inputs.mentees[move.mentee].id,
            self._place_name(move.before),
            self._place_name(move.after),
        )

    def _place_name(self, place: int) -> str:
        return self.inputs.mentors[place].id if place < len(self.inputs.mentors) else ""
