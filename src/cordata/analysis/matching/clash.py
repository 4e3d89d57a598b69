"""When rules cannot all hold: the smallest set that clashes, and what loosening each does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cordata.analysis.matching.flow import Plan, solve
from cordata.analysis.matching.inputs import Inputs


@dataclass(frozen=True)
class Demand:
    """One thing that was demanded.

    kind   "pin" (mentee tied to mentor), "min_places", "max_places" (of a mentor),
           "at_least", "at_most" (placed schools of a stratum)
    """

    kind: str
    name: str  # the mentee, the mentor or the stratum
    mentor: str = ""
    number: int = 0


@dataclass(frozen=True)
class WayOut:
    """Loosen one demand, and what then happens."""

    loosen: Demand
    left_out: int  # schools without a mentor after it
    objective: int
    solved: bool  # whether nothing else clashes


@dataclass(frozen=True)
class Clash:
    """Demands that cannot all hold: leave out any one of them and the others can."""

    demands: tuple[Demand, ...]
    ways_out: tuple[WayOut, ...]


def clash_of(plan: Plan) -> Clash | None:
    """The smallest clashing set behind a plan whose bounds or pins broke; None if none did.

    Found by trying to do without each demand in turn (deletion filter): the result is
    irreducible. Source: Chinneck (2008), Feasibility and Infeasibility in Optimization, 6.
    """
    if not plan.hard_broken:
        return None
    inputs = plan.problem.inputs
    demands = list(_demands(inputs))
    if solve(_without(inputs, demands)).hard_broken:
        return None
    kept = list(demands)
    for demand in demands:
        fewer = [one for one in kept if one != demand]
        dropped = [one for one in demands if one not in fewer]
        if solve(_without(inputs, dropped)).hard_broken:
            kept = fewer
    return Clash(tuple(kept), tuple(_way_out(inputs, demand) for demand in kept))


def _demands(inputs: Inputs) -> Iterator[Demand]:
    for bound in inputs.rules.bounds:
        if bound.at_least:
            yield Demand("at_least", bound.stratum, number=bound.at_least)
        if bound.at_most is not None:
            yield Demand("at_most", bound.stratum, number=bound.at_most)
    pinned = {pin.mentor for pin in inputs.pins}
    for mentor in inputs.mentors:
        if mentor.min_places:
            yield Demand("min_places", mentor.id, number=mentor.min_places)
        if mentor.id in pinned:
            yield Demand("max_places", mentor.id, number=mentor.max_places)
    for pin in inputs.pins:
        yield Demand("pin", pin.mentee, mentor=pin.mentor)


def _without(inputs: Inputs, dropped: list[Demand]) -> Inputs:
    for demand in dropped:
        inputs = _LOOSEN[demand.kind](inputs, demand)
    return inputs


def _unpin(inputs: Inputs, demand: Demand) -> Inputs:
    pins = tuple(pin for pin in inputs.pins if pin.mentee != demand.name)
    return replace(inputs, pins=pins)


def _mentors(inputs: Inputs, demand: Demand, **places: Any) -> Inputs:
    changed = tuple(
        replace(one, **places) if one.id == demand.name else one for one in inputs.mentors
    )
    return replace(inputs, mentors=changed)


def _no_minimum(inputs: Inputs, demand: Demand) -> Inputs:
    return _mentors(inputs, demand, min_places=0)


def _no_maximum(inputs: Inputs, demand: Demand) -> Inputs:
    return _mentors(inputs, demand, max_places=len(inputs.mentees))


def _bounds(inputs: Inputs, demand: Demand) -> Inputs:
    loose = {"at_least": {"at_least": 0}, "at_most": {"at_most": None}}[demand.kind]
    bounds = tuple(
        replace(bound, **loose) if bound.stratum == demand.name else bound  # type: ignore[arg-type]  # a dict of mixed types
        for bound in inputs.rules.bounds
    )
    return replace(inputs, rules=replace(inputs.rules, bounds=bounds))


_LOOSEN: dict[str, Callable[[Inputs, Demand], Inputs]] = {
    "pin": _unpin,
    "min_places": _no_minimum,
    "max_places": _no_maximum,
    "at_least": _bounds,
    "at_most": _bounds,
}


def _way_out(inputs: Inputs, demand: Demand) -> WayOut:
    plan = solve(_without(inputs, [demand]))
    left_out = int((plan.place >= len(inputs.mentors)).sum())
    return WayOut(demand, left_out, plan.objective, solved=plan.hard_broken == 0)
