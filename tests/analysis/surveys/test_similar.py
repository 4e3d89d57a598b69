"""A band of similar schools: half of them within, none of them readable."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.surveys.similar import STEP, Band, middle_half

MEANS = st.lists(st.floats(1, 5), min_size=10, max_size=40)


def band(means, people=12, variance=1.0):
    size = len(means)
    return middle_half(np.array(means), np.full(size, people), np.full(size, variance))


def test_quartiles_are_widened_to_quarters():
    assert band([2.0, 2.1, 2.3, 2.4, 2.6, 2.7, 2.9, 3.1, 3.2, 3.4]) == Band(2.25, 3.25, 10)
    assert band([2.5] * 12) == Band(2.5, 2.5, 12)


def test_no_band_of_few_schools_or_of_schools_of_few():
    assert band([3.0] * 9) is None
    assert band([3.0] * 12, people=9) is None
    assert band([3.0] * 12, variance=0.0) is None
    assert band([float("nan")] * 12, people=0) is None


@given(MEANS)
def test_half_of_the_schools_lie_within(means):
    found = band(means)
    inside = sum(found.low <= one <= found.high for one in means)
    assert inside >= len(means) / 2 - 1
    assert found.low <= found.high


@given(MEANS, st.integers(0, 9), st.floats(-0.1, 0.1))
def test_a_school_that_moves_a_little_moves_the_band_by_a_step_at_most(means, which, by):
    moved = list(means)
    moved[which] += by
    before, after = band(means), band(moved)
    assert abs(after.low - before.low) <= STEP
    assert abs(after.high - before.high) <= STEP


@pytest.mark.parametrize("edge", [0.3 / 0.1 * 0.75, 2.25])
def test_a_rounding_error_does_not_widen(edge):
    assert band([edge] * 10) == Band(2.25, 2.25, 10)
