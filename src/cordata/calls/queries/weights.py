"""Weights of a draft's criteria when one more must find room among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cordata.calls.models import Call, Criterion
from cordata.calls.models.call import Side
from cordata.calls.queries.ready import WHOLE

WEIGHT = 10  # of a criterion that asks for what is not known yet


def with_room(criteria: Sequence[Criterion]) -> list[int]:
    """New weights, in the same order: each role's sum makes room for ``WEIGHT`` if it must.

    Those for both roles shrink together, then what each role has of its own; whole numbers by
    largest remainder, so that a role that summed to 100 does so again with the new one.
    """
    both = _sum(criteria, Side.BOTH)
    room = WHOLE - WEIGHT
    fullest = max(both + _sum(criteria, side) for side in (Side.MENTOR, Side.MENTEE))
    if fullest <= room:
        return [one.weight for one in criteria]
    kept = round(both * room / fullest)
    shares = {Side.BOTH: kept}
    for side in (Side.MENTOR, Side.MENTEE):
        own = _sum(criteria, side)
        shares[side] = round((both + own) * room / fullest) - kept if own else 0
    found = {side: _dealt([one.weight for one in criteria if one.side == side], whole)
             for side, whole in shares.items()}  # fmt: skip
    return [found[Side(one.side)].pop(0) for one in criteria]


def _sum(criteria: Sequence[Criterion], side: Side) -> int:
    return sum(one.weight for one in criteria if one.side == side)


def _dealt(weights: Sequence[int], whole: int) -> list[int]:
    """The same proportions with another sum; the largest remainders get what is left."""
    total = sum(weights)
    if not total:
        return list(weights)
    exact = [one * whole / total for one in weights]
    found = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda at: (found[at] - exact[at], at))
    for at in order[: whole - sum(found)]:
        found[at] += 1
    return found


@dataclass(frozen=True)
class Planned:
    """How many clusters a draft has places for, and schools in each of them."""

    clusters: int
    schools: int


def planned(call: Call) -> Planned | None:
    """What the places of its strata amount to; None while there are none for both roles."""
    strata = list(call.strata.all())
    mentors = sum(one.mentor_places for one in strata)
    mentees = sum(one.mentee_places for one in strata)
    if not mentors or not mentees:
        return None
    return Planned(mentors, max(1, round(mentees / mentors)))
