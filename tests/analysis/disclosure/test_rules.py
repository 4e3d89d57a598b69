"""Rules about one figure: limits by hand, published checks, invariants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.disclosure.items import clear_item, clear_items
from cordata.analysis.disclosure.rules import (
    WIDER,
    Reason,
    dominated,
    first_look,
    nearly_known,
)


@pytest.mark.parametrize(
    ("people", "answers", "reason"),
    [
        (0, [0, 0, 0], Reason.NOBODY),
        (4, [2, 1, 1], Reason.FEW),
        (5, [2, 2, 1], Reason.SHOWN),
        (20, [19, 1, 0], Reason.ALIKE),
        (20, [18, 1, 1], Reason.SHOWN),
        (6, [0, 0, 0], Reason.SHOWN),  # scored elsewhere, no distribution to look at
    ],
)
def test_one_figure_by_itself(people, answers, reason):
    assert first_look(np.array(people), np.array(answers)) == reason


def test_many_figures_at_once_and_a_wider_public():
    people = np.array([[9, 10], [0, 30]])
    answers = np.array([[[5, 4], [5, 5]], [[0, 0], [30, 0]]])

    found = first_look(people, answers, WIDER)

    assert found.tolist() == [["few", ""], ["nobody", "alike"]]


@pytest.mark.parametrize(
    ("shares", "giant", "known"),
    [
        ([50, 5, 3], True, True),  # X = 58
        ([50, 40, 30], False, False),
        ([80, 6, 3, 1], True, True),
        ([6, 80, 1, 3], True, True),
        ([], False, False),
        ([0, 0], False, False),
        ([10], True, True),
        ([45, 45, 10], True, False),
        ([43, 42, 15], False, False),
        ([100, 50, 5, 3], True, True),
        ([100, 50, 40, 30], False, False),
        ([100, 80, 6, 3, 1], True, False),
    ],
)
def test_giants(shares, giant, known):
    assert dominated(shares) == giant
    assert nearly_known(shares) == known


@given(st.lists(st.integers(0, 100), max_size=6), st.randoms(use_true_random=False))
def test_giants_in_any_order_and_any_currency(shares, chance):
    other = [7 * one for one in shares]
    chance.shuffle(other)

    assert dominated(other) == dominated(shares)
    assert nearly_known(other) == nearly_known(shares)


@pytest.mark.parametrize(
    ("people", "reasons"),
    [
        ([9, 8, 7], ["", "", ""]),
        ([9, 8, 4], ["", "complement", "few"]),
        ([9, 3, 8, 0, 2], ["", "few", "complement", "nobody", "few"]),
        ([4, 0], ["few", "nobody"]),
        ([], []),
    ],
)
def test_items_beside_their_area(people, reasons):
    assert clear_items(people) == reasons


def test_whoever_left_one_item_out_could_be_worked_out_if_all_items_were_shown():
    """The attack first: two items, six people, one of whom left the second out."""
    first, second = np.array([4, 2, 5, 3, 2, 1]), np.array([3, 3, 4, 2, 5, 0])
    area = np.append((first[:5] + second[:5]) / 2, first[5]).mean()
    shown = first.mean() * 6, second[:5].mean() * 5, area * 6
    assert 2 * shown[2] - shown[0] - shown[1] == pytest.approx(first[5])

    scored, answered = np.ones(6, dtype=bool), np.stack([first > 0, second > 0], axis=1)
    assert clear_item(scored, answered, 0) == Reason.SHOWN
    assert clear_item(scored, answered, 1) == Reason.DIFFERENCE


@pytest.mark.parametrize(
    ("without", "reason"),
    [(0, Reason.SHOWN), (1, Reason.DIFFERENCE), (4, Reason.DIFFERENCE), (5, Reason.SHOWN),
     (17, Reason.FEW), (20, Reason.NOBODY)],
)  # fmt: skip
def test_an_item_stands_beside_its_area_if_nobody_or_enough_left_it_out(without, reason):
    answered = np.ones((20, 3), dtype=bool)
    answered[:without, 1] = False

    assert clear_item(np.ones(20, dtype=bool), answered, 1) == reason


def test_with_an_item_of_too_few_one_more_is_held_back():
    answered = np.ones((20, 2), dtype=bool)
    answered[:17, 1] = False

    assert clear_item(np.ones(20, dtype=bool), answered, 0) == Reason.COMPLEMENT
