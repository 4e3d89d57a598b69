"""Bottom-up matching: schools choose, and no two would rather have each other. Proven.

Source: Gale and Shapley (1962), American Mathematical Monthly 69(1); Roth (1986),
Econometrica 54(2), for the rural-hospital theorem: in every stable plan the same schools are
left out, so more rounds of wishing serve nobody; places, rules or travel must change.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cordata.analysis.arrays import Bools, Ints
from cordata.analysis.matching.flow import Plan, place_cost, solve_problem
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.problem import Problem, build_problem

Ranks = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Market:
    """Who accepts whom, and in which order. Arcs are sorted by mentee.

    s, h      (arcs,)        mentee and mentor of each acceptable pair
    mine      (arcs,)        the mentee's rank for the mentor, 0 is best; no two alike
    theirs    (arcs,)        the mentor's rank for the mentee, 0 is best; no two alike
    start     (mentees + 1,) first arc of each mentee
    places    (mentors,)     how many each mentor takes
    """

    s: Ints
    h: Ints
    mine: Ints
    theirs: Ints
    start: Ints
    places: Ints


def accept(market: Market, *, without: int = -1, full: int = -1) -> Ints:
    """Arc of each mentee after deferred acceptance, -1 where it has none.

    Mentees propose in their order; mentors keep whom they rank highest. The result is
    stable, and for every mentee the best of all stable ones. ``without`` leaves one mentee
    (row) out; ``full`` takes one place from a mentor: together they are a pair decided.
    """
    order = np.lexsort((market.mine, market.s)).tolist()
    h, theirs = market.h.tolist(), market.theirs.tolist()
    turn, end = market.start[:-1].tolist(), market.start[1:].tolist()
    room = market.places.tolist()
    if full >= 0:
        room[full] -= 1
    held: list[list[tuple[int, int, int]]] = [[] for _ in room]
    chosen = [-1] * len(turn)
    free = [mentee for mentee in reversed(range(len(turn))) if mentee != without]
    while free:
        mentee = free.pop()
        if turn[mentee] == end[mentee]:
            continue
        arc = order[turn[mentee]]
        turn[mentee] += 1
        mentor = h[arc]
        heapq.heappush(held[mentor], (-theirs[arc], mentee, arc))
        chosen[mentee] = arc
        if len(held[mentor]) > room[mentor]:
            _rank, refused, _arc = heapq.heappop(held[mentor])
            chosen[refused] = -1
            free.append(refused)
    return np.array(chosen, dtype=np.int64)


def blocking(market: Market, chosen: Ints) -> Bools:
    """(arcs,) pairs that would both rather have each other than what they have.

    None is the proof that a plan is stable: one pass over all pairs, no trust needed.
    """
    tied = chosen[chosen >= 0]
    now = np.full(len(chosen), len(market.s), dtype=np.int64)
    now[chosen >= 0] = market.mine[tied]
    load = np.bincount(market.h[tied], minlength=len(market.places))
    worst = np.full(len(market.places), -1, dtype=np.int64)
    np.maximum.at(worst, market.h[tied], market.theirs[tied])
    wanted = market.mine < now[market.s]
    welcome = (load < market.places)[market.h] | (market.theirs < worst[market.h])
    return wanted & welcome


def deferred_acceptance(
    wishes: Ranks, priorities: Ranks, places: Mapping[str, int]
) -> dict[str, str]:
    """The mentor of each mentee that gets one, from lists of names, best first."""
    market, mentees, mentors = market_of(wishes, priorities, places)
    return {
        mentees[row]: mentors[int(market.h[arc])]
        for row, arc in enumerate(accept(market))
        if arc >= 0
    }


def blocking_pairs(
    match: Mapping[str, str], wishes: Ranks, priorities: Ranks, places: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Pairs that would rather have each other than as matched; none means stable."""
    market, mentees, mentors = market_of(wishes, priorities, places)
    chosen = np.full(len(mentees), -1, dtype=np.int64)
    for arc, (s, h) in enumerate(zip(market.s, market.h, strict=True)):
        if match.get(mentees[s]) == mentors[h]:
            chosen[s] = arc
    return [
        (mentees[market.s[arc]], mentors[market.h[arc]])
        for arc in np.flatnonzero(blocking(market, chosen))
    ]


def market_of(
    wishes: Ranks, priorities: Ranks, places: Mapping[str, int]
) -> tuple[Market, list[str], list[str]]:
    """Lists of names as arrays; pairs that one side does not list are not acceptable."""
    mentees, mentors = sorted(wishes), sorted(priorities)
    mentor_at = {mentor: at for at, mentor in enumerate(mentors)}
    rank = {h: {one: at for at, one in enumerate(order)} for h, order in priorities.items()}
    arcs = [
        (s, mentor_at[mentor], mine, rank[mentor][mentee])
        for s, mentee in enumerate(mentees)
        for mine, mentor in enumerate(wishes[mentee])
        if mentee in rank.get(mentor, {})
    ]
    s, h, mine, theirs = np.array(arcs, dtype=np.int64).reshape(-1, 4).T
    start = np.searchsorted(s, np.arange(len(mentees) + 1))
    room = np.array([places[mentor] for mentor in mentors], dtype=np.int64)
    return Market(s, h, mine, theirs, start, room), mentees, mentors


def lottery(ids: Sequence[str], seed: int) -> dict[str, int]:
    """One draw for all ties of rank: a position for each id, repeatable from the seed."""
    order = np.random.default_rng(seed).permutation(len(ids))
    return {school: int(order[at]) for at, school in enumerate(sorted(ids))}


@dataclass(frozen=True)
class StablePlan:
    """A bottom-up plan, the market it was made on, and how many pairs block it: 0."""

    plan: Plan
    market: Market
    seed: int
    blocking: int


def solve_stable(inputs: Inputs, seed: int) -> StablePlan:
    """Match by wishes, ties by one lottery; ``seed`` is published and repeats it.

    A mentee ranks mentors by its wishes, then by the cost of the pair. A mentor ranks
    pinned schools first, then schools that come first, then by its wishes, then by cost.
    """
    problem = build_problem(inputs)
    market = published_market(problem, seed)
    chosen = accept(market)
    best = solve_problem(problem)  # its bound says what stability costs
    plan = replace(best, lottery=seed, **whole_plan(problem, chosen))
    return StablePlan(plan, market, seed, int(blocking(market, chosen).sum()))


def published_market(problem: Problem, seed: int) -> Market:
    """The market of a matching problem; its first arcs are the problem's ties, in order."""
    inputs, ties = problem.inputs, tie_arcs(problem)
    s, h = problem.s[ties].astype(np.int64), problem.h[ties].astype(np.int64)
    cost = problem.cost[ties]
    mine, theirs = inputs.wishes.each(s, h)
    drawn = lottery([one.id for one in (*inputs.mentees, *inputs.mentors)], seed)
    mentee_draw = np.array([drawn[one.id] for one in inputs.mentees], dtype=np.int64)
    mentor_draw = np.array([drawn[one.id] for one in inputs.mentors], dtype=np.int64)
    pinned = np.isin(s, [inputs.mentee_at[pin.mentee] for pin in inputs.pins])
    later = np.array([not one.priority for one in inputs.mentees], dtype=np.bool_)
    first_of_mentee = np.lexsort((mentor_draw[h], cost, mine, s))
    first_of_mentor = np.lexsort((mentee_draw[s], cost, theirs, later[s], ~pinned, h))
    return Market(
        s=s,
        h=h,
        mine=_within(s, first_of_mentee),
        theirs=_within(h, first_of_mentor),
        start=np.searchsorted(s, np.arange(len(inputs.mentees) + 1)),
        places=problem.high[: len(inputs.mentors)],
    )


def tie_arcs(problem: Problem) -> Ints:
    """Arcs of a problem that tie a school to a mentor."""
    return np.flatnonzero(problem.h < len(problem.inputs.mentors))


def _within(side: Ints, order: Ints) -> Ints:
    """Rank of each arc among those of its school, given an order of all by school."""
    ranks = np.empty(len(order), dtype=np.int64)
    ordered = side[order]
    ranks[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return ranks


def whole_plan(problem: Problem, chosen: Ints) -> dict[str, Any]:
    """Choice and cost of a plan by the market's arcs; who has none is left out.

    A pinned school is never left out: where its mentor is full, a bound is broken instead.
    """
    last = problem.start[1:] - 1  # "left out" comes last; a pinned school has only its pin
    arcs = np.where(chosen >= 0, tie_arcs(problem)[chosen], last) if len(chosen) else last
    load = np.bincount(problem.h[arcs], minlength=problem.places)
    objective = int(problem.cost[arcs].sum() + place_cost(problem, load).sum())
    return {"chosen": arcs, "objective": objective}
