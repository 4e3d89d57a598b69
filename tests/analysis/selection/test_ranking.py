"""Points of several assessors become a ranking; equals stay equal."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.selection.ranking import Scale, rank, score_of, shares_of

SCALE = Scale({"idea": 60, "team": 40}, {"idea": 4, "team": 5})


def test_a_score_by_hand():
    # idea: (4 + 2) / 2 of 4 = 3/4; team: (5 + 0) / 2 of 5 = 1/2; 60 * 3/4 + 40 / 2 = 65.
    shares = shares_of(SCALE, [{"idea": 4, "team": 5}, {"idea": 2, "team": 0}])

    assert shares == {"idea": Fraction(3, 4), "team": Fraction(1, 2)}
    assert score_of(SCALE, shares) == 65


def test_equals_share_a_rank_and_the_next_one_waits():
    marks = {
        "d": [{"idea": 1, "team": 1}],
        "b": [{"idea": 4, "team": 0}],  # 60
        "a": [{"idea": 2, "team": 5}],  # 70
        "c": [{"idea": 0, "team": 5}, {"idea": 4, "team": 0}],  # (40 + 60) / 2 = 50
        "e": [{"idea": 4, "team": 0}],  # 60
    }

    ranked = rank(SCALE, marks)

    assert [(one.key, one.rank) for one in ranked] == [
        ("a", 1), ("b", 2), ("e", 2), ("c", 4), ("d", 5),
    ]  # fmt: skip


def test_thirds_are_equal_to_thirds():
    scale = Scale({"x": 33, "y": 67}, {"x": 3, "y": 3})
    marks = {
        "a": [{"x": 1, "y": 1}] * 3,
        "b": [{"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 2, "y": 2}],
    }

    assert [one.rank for one in rank(scale, marks)] == [1, 1]


@pytest.mark.parametrize(
    ("second", "far"), [({"idea": 3, "team": 2}, False), ({"idea": 2, "team": 1}, True)]
)
def test_assessors_who_are_far_apart_are_told(second, far):
    marks = {"a": [{"idea": 4, "team": 1}, second]}

    assert rank(SCALE, marks)[0].far_apart == far


@pytest.mark.parametrize(
    ("marks", "what"),
    [
        ([], "nobody"),
        ([{"idea": 4}], "team: None"),
        ([{"idea": 5, "team": 1}], "idea: 5"),
    ],
)
def test_marks_that_are_missing_or_off_the_scale_are_refused(marks, what):
    with pytest.raises(ValueError, match=what):
        shares_of(SCALE, marks)


@pytest.mark.parametrize(
    ("weights", "most"), [({"a": 99}, {"a": 4}), ({"a": 120, "b": -20}, {"a": 1, "b": 1}),
                          ({"a": 100}, {})],
)  # fmt: skip
def test_a_scale_that_makes_no_sense_is_refused(weights, most):
    with pytest.raises(ValueError, match=r"weights|scale"):
        Scale(weights, most)


points = st.fixed_dictionaries({"idea": st.integers(0, 4), "team": st.integers(0, 5)})


@given(st.dictionaries(st.text("abc", min_size=1), st.lists(points, min_size=1), min_size=1))
def test_a_rank_counts_those_with_more_points(marks):
    ranked = rank(SCALE, marks)

    for one in ranked:
        assert one.rank == 1 + sum(other.score > one.score for other in ranked)
        assert 0 <= one.score <= 100
