"""The best plan is the best, and says so; against an oracle, and published numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.matching.flow import bound_of, solve, solve_problem
from cordata.analysis.matching.problem import Problem
from cordata.analysis.matching.rules import Rules
from tests.analysis.matching.markets import mentee, mentor, network, slowly


class Bare:
    """Inputs of a published instance: only how many there are."""

    def __init__(self, mentors, mentees):
        self.mentors, self.mentees = range(mentors), range(mentees)


def published(cost, supply, demand):
    """A transport problem as textbooks print it: every unit of demand is one mentee."""
    cost = np.array(cost, dtype=np.int64)
    column = np.repeat(np.arange(cost.shape[1]), demand)
    rows, n = cost.shape[0], len(column)
    return Problem(
        inputs=Bare(rows, n),
        s=np.repeat(np.arange(n), rows),
        h=np.tile(np.arange(rows), n),
        cost=cost[:, column].T.ravel(),
        mode=np.zeros(n * rows, dtype=np.int64),
        low=np.array(supply),
        high=np.array(supply),
        start=np.arange(n + 1) * rows,
    )


def test_or_tools_four_workers_and_four_tasks_cost_265():
    # OR-Tools guide, "Linear sum assignment": optimum 265, workers 0..3 do 3, 2, 1, 0.
    cost = [[90, 76, 75, 70], [35, 85, 55, 65], [125, 95, 90, 105], [45, 110, 95, 115]]

    plan = solve_problem(published(cost, [1] * 4, [1] * 4))

    assert (plan.objective, plan.bound) == (265, 265)
    assert plan.place.tolist() == [3, 2, 1, 0]


def test_or_tools_five_workers_and_four_tasks_cost_265():
    # OR-Tools guide, "Solving an assignment problem"; one worker stays free.
    cost = [
        [90, 80, 75, 70], [35, 85, 55, 65], [125, 95, 90, 95], [45, 110, 95, 115],
        [50, 100, 90, 100],
    ]  # fmt: skip
    problem = published(cost, [1] * 5, [1] * 4)
    free = Problem(**{**vars(problem), "low": np.zeros(5, dtype=np.int64)})

    plan = solve_problem(free)

    assert (plan.objective, plan.bound) == (265, 265)


def test_p_and_t_company_ships_its_peas_for_152_535_dollars():
    # Hillier and Lieberman, Introduction to Operations Research, section 9.1 (8.1).
    cost = [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]]

    plan = solve_problem(published(cost, [75, 125, 100], [80, 65, 70, 85]))

    assert (plan.objective, plan.bound) == (152_535, 152_535)


@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 10**9))
def test_finds_what_trying_every_plan_finds_and_proves_it_to_the_unit(seed):
    inputs = network(seed, mentees=(1, 7))

    plan = solve(inputs)

    assert plan.objective == slowly(inputs)
    assert plan.bound == plan.objective


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_adding_pairs_only_where_they_pay_gives_the_plan_of_all_pairs(seed):
    inputs = network(seed, mentees=(5, 40), mentors=(3, 12))

    few = solve(inputs, every_pair=False, nearest=1)

    assert few.objective == solve(inputs, every_pair=True).objective == few.bound


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10**9), shake=st.integers(0, 10**9))
def test_no_prices_whatever_promise_more_than_the_best_plan_costs(seed, shake):
    plan = solve(network(seed))
    prices = np.random.default_rng(shake).integers(-50_000, 50_000, plan.problem.places)

    assert bound_of(plan.problem, prices) <= plan.objective


def test_a_school_that_comes_first_is_left_out_last():
    inputs = _inputs([mentor("h", places=1)], [mentee("near"), mentee("far", priority=True)])

    plan = solve(inputs)

    assert plan.place.tolist() == [1, 0]


def test_a_mentor_that_wants_two_gets_two_although_one_is_nearer_elsewhere():
    mentors = [mentor("h", places=3), mentor("k", places=2, at_least=2, east=0.2)]
    inputs = _inputs(mentors, [mentee("a"), mentee("b", east=0.05), mentee("c", east=0.1)])

    plan = solve(inputs)

    assert plan.load.tolist()[:2] == [1, 2]
    assert plan.place.tolist() == [0, 1, 1]


@pytest.mark.parametrize("model", ["top_down", "virtual", "hybrid"])
def test_the_same_inputs_give_the_same_plan(model):
    inputs = network(7, model=model, mentees=(20, 21), mentors=(6, 7))

    assert solve(inputs).chosen.tolist() == solve(inputs).chosen.tolist()


def _inputs(mentors, mentees):
    from cordata.analysis.matching.inputs import Inputs

    return Inputs(tuple(mentors), tuple(mentees), Rules())
