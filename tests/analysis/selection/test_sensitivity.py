"""The smallest change of weights that turns a result, against a linear programme."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cordata.analysis.selection.ranking import Ranked, Scale, rank, score_of
from cordata.analysis.selection.sensitivity import turn_of, turns

NAMES = ("idea", "need", "team", "plan")


def scale_of(weights):
    return Scale(dict(zip(NAMES, weights, strict=False)), dict.fromkeys(NAMES, 4))


def school(scale, key, points):
    (one,) = rank(scale, {key: [dict(zip(NAMES, points, strict=False))]})
    return one


def slowly(scale, first, second):
    """The same by linear programming: minimise half of the sum of |change|."""
    names = list(scale.weights)
    lead = np.array([float(first.shares[n] - second.shares[n]) for n in names])
    weights = np.array([scale.weights[n] for n in names], float)
    size = len(names)
    answer = linprog(
        np.r_[np.full(size, 0.5), np.full(size, 0.5)],
        A_ub=[np.r_[lead, -lead]],
        b_ub=[-lead @ weights],
        A_eq=[np.r_[np.ones(size), -np.ones(size)]],
        b_eq=[0],
        bounds=[(0, None)] * size + [(0, w) for w in weights],
    )
    return answer.fun if answer.status == 0 else None


def test_a_turn_by_hand():
    # a leads by 1/2 in idea (50 points) and trails by 1/4 in team: 25 - 12.5 = 12.5 points.
    # Moving one point from idea to team costs a 3/4; 12.5 / 0.75 = 16 2/3 points turn it.
    scale = scale_of((50, 0, 50))
    first, second = school(scale, "a", (4, 0, 2)), school(scale, "b", (2, 0, 3))

    turn = turn_of(scale, first, second, "b")

    assert turn.points == Fraction(50, 3)
    assert (turn.taken, turn.given) == ({"idea": Fraction(50, 3)}, "team")


def test_who_is_better_in_everything_is_never_turned():
    scale = scale_of((50, 25, 25))
    better, worse = school(scale, "a", (4, 3, 3)), school(scale, "b", (3, 2, 2))

    assert turn_of(scale, better, worse, "b") is None
    assert turns(scale, [better], [worse]) == {}


def test_equals_turn_for_nothing():
    scale = scale_of((50, 50))
    first, second = school(scale, "a", (4, 0)), school(scale, "b", (0, 4))

    assert turns(scale, [first], [second])["a"].points == 0


weights = st.sampled_from([(25, 25, 25, 25), (40, 30, 20, 10), (70, 0, 15, 15), (97, 1, 1, 1)])
points = st.tuples(*[st.integers(0, 4)] * 4)


@given(weights, points, points)
@settings(max_examples=300, deadline=None)
def test_no_smaller_change_turns_a_pair(of, one, other):
    scale = scale_of(of)
    first, second = school(scale, "a", one), school(scale, "b", other)
    if first.score < second.score:
        first, second = second, first

    turn, slow = turn_of(scale, first, second, "b"), slowly(scale, first, second)

    if slow is None:
        assert turn is None
    else:
        assert float(turn.points) == pytest.approx(slow, abs=1e-6)
        moved = dict(scale.weights)
        for name, taken in turn.taken.items():
            moved[name] -= taken
        moved[turn.given] += turn.points
        after = [
            sum(weight * school.shares[name] for name, weight in moved.items())
            for school in (first, second)
        ]
        assert after[1] >= after[0]
        assert min(moved.values()) >= 0


@given(weights, st.lists(points, min_size=2, max_size=7), st.data())
@settings(max_examples=200, deadline=None)
def test_a_school_s_turn_is_the_smallest_over_all_rivals(of, all_points, data):
    scale = scale_of(of)
    ranked = rank(
        scale,
        {f"s{n}": [dict(zip(NAMES, one, strict=True))] for n, one in enumerate(all_points)},
    )
    places = data.draw(st.integers(1, len(ranked) - 1))
    inside, outside = ranked[:places], ranked[places:]

    found = turns(scale, inside, outside)

    for mine in inside:
        every = [t for other in outside if (t := turn_of(scale, mine, other, other.key))]
        best = min((turn.points for turn in every), default=None)
        assert (found[mine.key].points if mine.key in found else None) == best
    for mine in outside:
        every = [t for other in inside if (t := turn_of(scale, other, mine, other.key))]
        best = min((turn.points for turn in every), default=None)
        assert (found[mine.key].points if mine.key in found else None) == best


def test_the_score_is_the_weighted_sum_that_is_turned():
    scale = scale_of((40, 30, 20, 10))
    one = school(scale, "a", (1, 2, 3, 4))

    assert one.score == score_of(scale, one.shares) == 10 + 15 + 15 + 10
    assert isinstance(one, Ranked)
