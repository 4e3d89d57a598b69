"""One person's score: enough answers, reversed items turned round, reasons never counted."""

from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from hypothesis import given

from cordata.analysis.surveys.codes import REASONS
from cordata.analysis.surveys.persons import needed, person_scores, pomp
from cordata.analysis.surveys.scales import Item, Scale, scales_of
from tests.analysis.surveys.answers import PAIR, people, table

FIVE = Scale("five", (0, 1, 2, 3, 4), (False,) * 5)


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ([1, 2, 3, 4, 5], 3.0),
        ([1, 2, 3, 4, -9], 2.5),  # four of five are enough: ceil(10/3) = 4
        ([1, 2, 3, -9, -8], np.nan),
        ([4, 4, -1, -1, -1], 4.0),  # asked two, answered two
        ([4, -1, -1, -1, -1], 4.0),  # asked one: that one is the score
        ([4, -7, -1, -1, -1], np.nan),  # asked two, broke off after one
        ([4, 4, -7, -7, -7], np.nan),  # breaking off does not shorten the scale
        ([-1, -1, -1, -1, -1], np.nan),
    ],
)
def test_a_score_by_hand(answers, score):
    np.testing.assert_array_equal(person_scores(FIVE, table(answers)), [score])


def test_a_reversed_item_is_turned_round():
    # Third item reversed: 5 counts as 1, so (2 + 3 + 1) / 3 = 2.
    assert person_scores(PAIR, table([2, 3, 5])) == [2.0]


@pytest.mark.parametrize(
    ("asked", "answers"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (8, 6), (40, 27)]
)
def test_two_thirds_and_at_least_two_are_needed(asked, answers):
    assert needed(np.array([asked])) == [answers]


@given(people(3))
def test_scores_are_those_of_a_slow_loop(answers):
    def slowly(row):
        asked = [one for one in row if one != -1]
        points = [6 - one if at == 2 else one for at, one in enumerate(row) if one > 0]
        least = 1 if len(asked) == 1 else max(2, ceil(Fraction(2 * len(asked), 3)))
        return sum(points) / len(points) if len(points) >= least else np.nan

    found = person_scores(PAIR, answers)

    np.testing.assert_array_equal(found, [slowly(row) for row in answers.tolist()])


@given(people(3))
def test_no_reason_is_ever_read_as_points(answers):
    found = person_scores(PAIR, answers)

    assert ((found >= 1) & (found <= 5) | np.isnan(found)).all()
    assert np.isnan(found[np.isin(answers, REASONS).all(axis=1)]).all()


def test_points_of_100_run_from_the_lowest_to_the_highest_point():
    assert pomp(np.array([1.0, 3.0, 5.0]), 5).tolist() == [0, 50, 100]
    assert pomp(np.array([7.0]), 7).tolist() == [100]


def test_only_items_that_are_the_same_core_question_everywhere_are_scored():
    items = [
        Item("a1", "a"), Item("b1", "b"), Item("a2", "a", reversed=True),
        Item("a3", "a"), Item("x", "a", core=False), Item("c1", "c"),
    ]  # fmt: skip
    before = [Item("a1", "a"), Item("a2", "a"), Item("a3", "a"), Item("b1", "b"),
              Item("c1", "c", core=False)]  # fmt: skip

    assert scales_of(items) == (
        Scale("a", (0, 2, 3), (False, True, False)), Scale("b", (1,), (False,)),
        Scale("c", (5,), (False,)),
    )  # fmt: skip
    assert scales_of(items, before) == (
        Scale("a", (0, 3), (False, False)), Scale("b", (1,), (False,)),
    )  # fmt: skip


@pytest.mark.parametrize(
    "make",
    [
        lambda: Scale("a", (), ()),
        lambda: Scale("a", (1, 2), (False,)),
        lambda: Scale("a", (1,), (False,), points=1),
        lambda: Scale("a", (1,), (False,), points=101),
        lambda: scales_of([Item("a1", "a"), Item("a2", "a", points=7)]),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(make):
    with pytest.raises(ValueError, match="a:"):
        make()
