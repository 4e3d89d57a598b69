"""Intervals against SciPy's own tests, and by hand where it has none."""

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from cordata.analysis.surveys.intervals import change, mean_interval, sampling_variance
from cordata.analysis.surveys.persons import person_scores
from cordata.analysis.surveys.scales import Scale
from tests.analysis.surveys.answers import PAIR, people, table
from tests.analysis.surveys.test_scoring import one_school

ONE = Scale("one", (0,), (False,))
SOME = table([1], [2], [4], [5])  # mean 3, s² = 10/3


def test_a_full_answer_describes_the_school_for_certain():
    scores = one_school(SOME, (ONE,))

    assert sampling_variance(scores).item() == pytest.approx(10 / 12)
    assert sampling_variance(scores, np.array([[8]])).item() == pytest.approx(10 / 24)
    assert sampling_variance(scores, np.array([[4]])).item() == 0
    # Nobody knows how many there are, or somebody counted wrongly: no correction.
    assert sampling_variance(scores, np.array([[0]])).item() == pytest.approx(10 / 12)
    assert sampling_variance(scores, np.array([[3]])).item() == pytest.approx(10 / 12)


def test_the_interval_of_a_mean_is_students():
    low, high = mean_interval(one_school(SOME, (ONE,)))

    expected = stats.ttest_1samp([1, 2, 4, 5], 0).confidence_interval(0.95)
    assert (low.item(), high.item()) == pytest.approx(tuple(expected))


# People who do not all score the same, whichever way the second answer is counted.
UNLIKE = table([1, 1, 1], [1, 5, 1], [5, 1, 1], [5, 5, 1])


@given(people(3), people(3))
def test_the_interval_of_a_change_is_welchs(now, then):
    now, then = (np.vstack([one, UNLIKE]) for one in (now, then))
    new, old = (person_scores(PAIR, one) for one in (now, then))
    new, old = new[np.isfinite(new)], old[np.isfinite(old)]

    found = change(one_school(now, (PAIR,)), one_school(then, (PAIR,)))

    expected = stats.ttest_ind(new, old, equal_var=False)
    assert found.points.item() == pytest.approx(new.mean() - old.mean())
    assert found.df.item() == pytest.approx(expected.df)
    ends = expected.confidence_interval(0.95)
    assert (found.low.item(), found.high.item()) == pytest.approx(tuple(ends))


@pytest.mark.parametrize("then", [table([3]), table([3], [3])])
def test_without_spread_or_a_second_person_there_is_a_change_but_no_interval(then):
    found = change(one_school(table([4], [4]), (ONE,)), one_school(then, (ONE,)))

    assert found.points.item() == 1
    assert np.isnan([found.low.item(), found.high.item()]).all()


def test_rounds_that_were_scored_on_other_items_are_not_compared():
    with pytest.raises(ValueError, match="same items"):
        change(one_school(SOME, (ONE,)), one_school(table([1, 2, 3]), (PAIR,)))
