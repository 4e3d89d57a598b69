"""Bottom-up matching: schools choose, nobody can do better together. Proven by a count.

Source: Gale and Shapley (1962), American Mathematical Monthly 69(1); Roth (1986),
Econometrica 54(2), for the rural-hospital theorem.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.matching.flow import Plan, bound_of, place_cost, prices_of, solve_problem
from cordata.analysis.matching.problem import Inputs, Problem, build_problem

Ranks = Mapping[str, Sequence[str]]


def deferred_acceptance(
    wishes: Ranks, priorities: Ranks, places: Mapping[str, int]
) -> dict[str, str]:
    """Mentees propose in the order of their wishes; mentors keep whom they rank highest.

    wishes       mentors each mentee finds acceptable, best first
    priorities   mentees each mentor finds acceptable, best first (strict)
    places       how many each mentor takes
    returns      mentor of each mentee that has one

    The result is stable, and the best stable one for every mentee.
    """
    rank = {
        mentor: {one: at for at, one in enumerate(order)}
        for mentor, order in priorities.items()
    }
    held: dict[str, list[str]] = {mentor: [] for mentor in priorities}
    asked = dict.fromkeys(wishes, 0)
    free = sorted(wishes, reverse=True)
    while free:
        mentee = free.pop()
        if asked[mentee] == len(wishes[mentee]):
            continue
        mentor = wishes[mentee][asked[mentee]]
        asked[mentee] += 1
        if mentee not in rank.get(mentor, {}):
            free.append(mentee)
            continue
        held[mentor].append(mentee)
        if len(held[mentor]) > places[mentor]:
            worst = max(held[mentor], key=rank[mentor].__getitem__)
            held[mentor].remove(worst)
            free.append(worst)
    return {mentee: mentor for mentor, mentees in held.items() for mentee in mentees}


def blocking_pairs(
    match: Mapping[str, str], wishes: Ranks, priorities: Ranks, places: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Pairs that would both rather be together than as matched; none means stable."""
    rank = {
        mentor: {one: at for at, one in enumerate(order)}
        for mentor, order in priorities.items()
    }
    held: dict[str, list[int]] = {mentor: [] for mentor in priorities}
    for mentee, mentor in match.items():
        held[mentor].append(rank[mentor][mentee])
    found = []
    for mentee, order in wishes.items():
        mine = match.get(mentee)
        for mentor in order:
            if mentor == mine:
                break
            if mentee not in rank.get(mentor, {}):
                continue
            room = len(held[mentor]) < places[mentor]
            if room or max(held[mentor], default=-1) > rank[mentor][mentee]:
                found.append((mentee, mentor))
    return found


def lottery(ids: Sequence[str], seed: int) -> dict[str, int]:
    """One draw for all ties of rank: a position for each id, repeatable from the seed."""
    order = np.random.default_rng(seed).permutation(len(ids))
    return {school: int(order[at]) for at, school in enumerate(sorted(ids))}


@dataclass(frozen=True)
class StablePlan:
    """A bottom-up plan with the lists it was made from, for the proof and the log."""

    plan: Plan
    wishes: dict[str, list[str]]
    priorities: dict[str, list[str]]
    seed: int
    blocking: int


def solve_stable(inputs: Inputs, seed: int) -> StablePlan:
    """Match by wishes: named wishes first, then by the cost of the pair, ties by lottery."""
    problem = build_problem(inputs)
    wishes, priorities = _lists(problem, seed)
    places = {mentor.id: mentor.max_places for mentor in inputs.mentors}
    match = deferred_acceptance(wishes, priorities, places)
    blocking = len(blocking_pairs(match, wishes, priorities, places))
    return StablePlan(_as_plan(problem, match), wishes, priorities, seed, blocking)


def _lists(problem: Problem, seed: int) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    inputs = problem.inputs
    draw = lottery([school.id for school in (*inputs.mentees, *inputs.mentors)], seed)
    wishes: dict[str, list[tuple[int, int, int, str]]] = {one.id: [] for one in inputs.mentees}
    mentors: dict[str, list[tuple[int, int, int, str]]] = {one.id: [] for one in inputs.mentors}
    for arc in np.flatnonzero(problem.h < len(inputs.mentors)):
        mentee = inputs.mentees[problem.s[arc]]
        mentor = inputs.mentors[problem.h[arc]]
        cost = int(problem.cost[arc])
        mine = _rank(mentee.wishes, mentor.id)
        theirs = _rank(mentor.wishes, mentee.id)
        wishes[mentee.id].append((mine, cost, draw[mentor.id], mentor.id))
        # Schools that come first are ranked first by every mentor: the published priority.
        first = 0 if mentee.priority else 1
        mentors[mentor.id].append((theirs + first, cost, draw[mentee.id], mentee.id))
    return (
        {one: _in_order(options) for one, options in wishes.items()},
        {one: _in_order(options) for one, options in mentors.items()},
    )


def _rank(wishes: Sequence[str], other: str) -> int:
    return wishes.index(other) if other in wishes else len(wishes) + 1


def _in_order(options: list[tuple[int, int, int, str]]) -> list[str]:
    return list(dict.fromkeys(school for *_, school in sorted(options)))


def _as_plan(problem: Problem, match: Mapping[str, str]) -> Plan:
    inputs, chosen = problem.inputs, []
    for row, mentee in enumerate(inputs.mentees):
        arcs = np.arange(problem.start[row], problem.start[row + 1])
        mentor = match.get(mentee.id)
        place = inputs.mentor_at[mentor] if mentor else None
        fits = problem.h[arcs] == place if mentor else problem.h[arcs] >= len(inputs.mentors)
        candidates = arcs[fits] if fits.any() else arcs
        chosen.append(int(candidates[np.argmin(problem.cost[candidates])]))
    picked = np.array(chosen, dtype=np.int64)
    load = np.bincount(problem.h[picked], minlength=problem.places)
    objective = int(problem.cost[picked].sum() + place_cost(problem, load).sum())
    best = solve_problem(problem)  # the bound says what stability costs
    prices = prices_of(problem, best.chosen)
    return Plan(problem, picked, prices, objective, bound_of(problem, prices))
