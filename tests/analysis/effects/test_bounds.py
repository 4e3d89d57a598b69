"""What losses could hide."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.effects.bounds import lee, tipping_point
from cordata.analysis.inference.equivalence import Verdict


def test_lee_by_hand():
    # Treated 4 of 4 observed, comparison 3 of 4: a quarter of the treated is trimmed.
    found = lee(np.array([1.0, 2, 3, 6]), np.array([1.0, 2, 3]), (1.0, 0.75))

    assert found.trimmed == 0.25
    assert found.low == pytest.approx(2 - 2)  # 1 2 3
    assert found.high == pytest.approx(11 / 3 - 2)  # 2 3 6


def test_part_of_an_outcome_may_be_cut():
    # Half of three: the lowest one and a half, (1 + 2 / 2) / 1.5.
    found = lee(np.array([1.0, 2, 3]), np.array([0.0]), (1.0, 0.5))

    assert found.low == pytest.approx(2 / 1.5)
    assert found.high == pytest.approx((3 + 1) / 1.5)


def test_the_comparison_is_trimmed_where_it_lost_less():
    treated, comparison = np.array([1.0, 2, 3]), np.array([1.0, 2, 3, 6])
    found = lee(treated, comparison, (0.75, 1.0))

    assert (found.low, found.high) == pytest.approx((2 - 11 / 3, 0.0))
    assert lee(treated, comparison, (0.9, 0.9)).low == lee(treated, comparison, (0.9, 0.9)).high


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=7), st.data())
def test_whoever_would_have_stayed_lies_between(scores, data):
    """Whichever treated schools would also have stayed untreated, their mean is in the bounds."""
    stay = data.draw(st.integers(1, len(scores)))
    treated = np.array(scores, dtype=float)
    found = lee(treated, np.zeros(3), (1.0, stay / len(scores)))

    every = [np.mean(one) for one in combinations(scores, stay)]
    assert found.low == pytest.approx(min(every), abs=1e-9)
    assert found.high == pytest.approx(max(every), abs=1e-9)


@pytest.mark.parametrize("rates", [(0.0, 0.5), (0.5, 1.1)])
def test_rates_are_shares(rates):
    with pytest.raises(ValueError, match="rates"):
        lee(np.ones(2), np.ones(2), rates)


def above(limit):
    return lambda shift: Verdict.BENEFICIAL if shift > limit else Verdict.INCONCLUSIVE


def test_the_shift_that_turns_a_verdict():
    assert tipping_point(above(-0.37), 0.1, 2.0) == pytest.approx(-0.37, abs=1e-9)
    assert tipping_point(above(0.55), 0.1, 2.0) == pytest.approx(0.55, abs=1e-9)


def test_the_nearer_side_counts():
    def verdict(shift):
        return Verdict.EQUAL if -0.52 < shift < 0.57 else Verdict.HARMFUL

    assert tipping_point(verdict, 0.1, 2.0) == pytest.approx(-0.52, abs=1e-9)


def test_a_verdict_that_nothing_turns():
    assert tipping_point(above(-9.0), 0.5, 2.0) is None
