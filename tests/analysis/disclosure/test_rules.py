"""Rules about one figure: limits by hand, published checks, invariants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
