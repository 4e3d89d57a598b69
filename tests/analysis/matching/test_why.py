"""Prices of other pairs equal solving everything anew, whatever pins and bounds there are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.matching.flow import solve
from cordata.analysis.matching.problem import HARD
from cordata.analysis.matching.rules import Model
from cordata.analysis.matching.schools import Forbidden, Pin
from cordata.analysis.matching.why import Explainer
from tests.analysis.matching.markets import network


def forced(inputs, mentee, mentor, *, online):
    """The same inputs with one pair pinned, whatever stood against it."""
    pins = [pin for pin in inputs.pins if pin.mentee != mentee]
    apart = [
        pair for pair in inputs.forbidden if (pair.mentee, pair.mentor) != (mentee, mentor)
    ]
    pins.append(Pin(mentee, mentor, online=online))
    return replace(inputs, pins=tuple(pins), forbidden=tuple(apart))


@settings(deadline=None, max_examples=300)
@given(seed=st.integers(0, 10**9), data=st.data())
def test_forcing_a_pair_costs_what_solving_anew_costs(seed, data):
    inputs = network(seed, mentees=(2, 15), mentors=(2, 7))
    plan = solve(inputs)
    one = data.draw(st.sampled_from(inputs.mentees)).id
    other = data.draw(st.sampled_from(inputs.mentors)).id
    online = inputs.rules.model == Model.VIRTUAL or (
        inputs.rules.model == Model.HYBRID and data.draw(st.booleans())
    )

    why_not = Explainer(plan).why_not(one, other, online=online)

    anew = solve(forced(inputs, one, other, online=online))
    assert why_not.price == anew.objective - plan.objective
    assert why_not.possible == (anew.objective - plan.objective < HARD // 2)


@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 10**9), data=st.data())
def test_the_moves_it_names_make_a_plan_of_that_price(seed, data):
    inputs = network(seed, mentees=(2, 15), mentors=(2, 7), bounds=False, pins=False)
    plan = solve(inputs)
    one = data.draw(st.sampled_from(inputs.mentees)).id
    other = data.draw(st.sampled_from(inputs.mentors)).id
    online = inputs.rules.model == Model.VIRTUAL

    why_not = Explainer(plan).why_not(one, other, online=online)

    moved = {who: after for who, _before, after in why_not.moves}
    place = {mentee.id: inputs.mentors[at].id if at < len(inputs.mentors) else ""
             for mentee, at in zip(inputs.mentees, plan.place, strict=True)}  # fmt: skip
    for who, before, _after in why_not.moves:
        assert place[who] == before
    after = place | moved | {one: other}
    assert _cost(inputs, after, one, why_not.pair.cost) == plan.objective + why_not.price


def _cost(inputs, place, forced_mentee, forced_cost):
    """What a plan costs by its places, each tie in its cheapest mode; loads included."""
    problem = solve(inputs).problem
    total, load = 0, [0] * problem.places
    for row, mentee in enumerate(inputs.mentees):
        mentor = place[mentee.id]
        arcs = range(problem.start[row], problem.start[row + 1])
        if mentor:
            at = inputs.mentor_at[mentor]
            costs = [int(problem.cost[arc]) for arc in arcs if problem.h[arc] == at]
        else:
            at = next(int(problem.h[a]) for a in arcs if problem.h[a] >= len(inputs.mentors))
            costs = [int(problem.cost[arc]) for arc in arcs if problem.h[arc] == at]
        load[at] += 1
        total += forced_cost if mentee.id == forced_mentee else min(costs)
    for at, (low, high) in enumerate(zip(problem.low, problem.high, strict=True)):
        total += HARD * (max(0, int(low) - load[at]) + max(0, load[at] - int(high)))
    return total


@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 10**9), data=st.data())
def test_forbidding_a_pair_costs_what_solving_anew_costs(seed, data):
    inputs = network(seed, mentees=(2, 15), mentors=(2, 7), pins=False)
    plan = solve(inputs)
    tied = [(m.id, int(at)) for m, at in zip(inputs.mentees, plan.place, strict=True)
            if at < len(inputs.mentors)]  # fmt: skip
    if not tied:
        return
    one, at = data.draw(st.sampled_from(tied))
    apart = (*inputs.forbidden, Forbidden(one, inputs.mentors[at].id))

    price = Explainer(plan).price_of_forbidding(one)

    assert price == solve(replace(inputs, forbidden=apart)).objective - plan.objective


@pytest.mark.parametrize("seed", range(20))
def test_every_other_mentor_is_offered_allowed_ones_first(seed):
    inputs = network(seed, mentees=(4, 9), mentors=(3, 6))
    explainer = Explainer(solve(inputs))

    found = explainer.elsewhere("s0")

    now = explainer.tied("s0")
    names = {one.id for one in inputs.mentors} - ({now.mentor} if now else set())
    assert {one.pair.mentor for one in found} == names
    assert found == sorted(found, key=lambda o: (not o.allowed, o.price, o.pair.mentor))
