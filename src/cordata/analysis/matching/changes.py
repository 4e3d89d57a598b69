"""For a school without a mentor: the smallest changes that would place it, each priced."""

from dataclasses import dataclass, replace

from cordata.analysis.matching.flow import Plan, solve
from cordata.analysis.matching.paths import Ways
from cordata.analysis.matching.redraw import Redrawn
from cordata.analysis.matching.rules import UNITS, Model
from cordata.analysis.matching.why import Explainer, WhyNot

SMALLEST_FIRST = ("none", "place", "travel", "online", "level", "language", "region")


@dataclass(frozen=True)
class Change:
    """One thing to change, for this school alone, and what the plan would gain or lose.

    kind   "place" one more place at the mentor; "travel" a limit of ``minutes`` for this
           pair; "online" an online tie; else the must-have to lift for this pair.
    """

    kind: str
    mentor: str
    minutes: int
    price: int  # units; negative: the plan as a whole gets better
    why_not: WhyNot

    @property
    def points(self) -> float:
        """The price in points."""
        return round(self.price / UNITS, 2)


def changes_for(explainer: Explainer, mentee: str, *, most: int = 3) -> list[Change]:
    """The smallest single changes that place ``mentee``, best of each kind, smallest first.

    One more place comes before a longer way, a longer way before an online tie, and that
    before lifting a must-have; within a kind the cheapest for the whole plan.
    """
    found: dict[str, Change] = {}
    ways = explainer.finder.ways_to(explainer.inputs.mentee_at[mentee])
    for option in explainer.elsewhere(mentee):
        for change in _changes(explainer, option, ways):
            known = found.get(change.kind)
            if known is None or _order(change) < _order(known):
                found[change.kind] = change
    online = explainer.inputs.rules.model not in {Model.VIRTUAL, Model.HYBRID}
    if online:
        for change in _online(explainer, mentee):
            known = found.get("online")
            if known is None or _order(change) < _order(known):
                found["online"] = change
    ranked = sorted(found.values(), key=lambda one: SMALLEST_FIRST.index(one.kind))
    return ranked[:most]


def _order(change: Change) -> tuple[int, int, str]:
    minutes = change.minutes if change.kind == "travel" else 0
    return (minutes, change.price, change.mentor)


def _changes(explainer: Explainer, option: WhyNot, ways: Ways | Redrawn) -> list[Change]:
    pair, plan = option.pair, explainer.plan
    if pair.broken == ("travel",) and option.price < 0:
        return [Change("travel", pair.mentor, pair.minutes, option.price, option)]
    if len(pair.broken) == 1 and pair.broken[0] in SMALLEST_FIRST and option.price < 0:
        return [Change(pair.broken[0], pair.mentor, pair.minutes, option.price, option)]
    if not pair.broken:
        room = ways.roomy(explainer.inputs.mentor_at[pair.mentor])
        price = pair.cost + room - _cost_now(plan, pair.mentee)
        if price < 0:
            return [Change("place", pair.mentor, pair.minutes, price, option)]
    return []


def _online(explainer: Explainer, mentee: str) -> list[Change]:
    row, plan = explainer.inputs.mentee_at[mentee], explainer.plan
    ways = explainer.finder.ways_to(row)
    found = []
    for place, mentor in enumerate(explainer.inputs.mentors):
        option = explainer.priced(row, place, ways, online=True)
        if not option.pair.broken and option.price < 0 and plan.place[row] != place:
            found.append(Change("online", mentor.id, option.pair.minutes, option.price, option))
    return found


def _cost_now(plan: Plan, mentee: str) -> int:
    row = plan.problem.inputs.mentee_at[mentee]
    return int(plan.problem.cost[plan.chosen[row]])


def with_one_more_place(plan: Plan, mentor: str) -> Plan:
    """The best plan if ``mentor`` took one school more."""
    inputs = plan.problem.inputs
    mentors = tuple(
        replace(one, max_places=one.max_places + 1) if one.id == mentor else one
        for one in inputs.mentors
    )
    return solve(replace(inputs, mentors=mentors))
