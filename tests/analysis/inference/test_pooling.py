"""Rubin's rules with Barnard's degrees of freedom."""

import numpy as np
import pytest

from cordata.analysis.inference.pooling import pool, sets_needed
from tests.analysis.references import agrees

FIVE = np.array([10.0, 12, 11, 9, 13]), np.array([4, 4.2, 3.8, 4.1, 3.9])


def test_five_values_as_mice_pools_them():
    found = pool(*FIVE, df=99)

    assert (found.estimate.value, found.within, found.between) == pytest.approx((11, 4, 2.5))
    assert found.estimate.error**2 == pytest.approx(7)
    agrees(27, "five values, df, R mice", found.estimate.df, 15.6375, within=1e-4)
    agrees(27, "five values, share missing", found.missing, 0.48989, within=1e-5)


def test_sets_that_agree_are_one_set():
    found = pool(np.full(3, 2.0), np.full(3, 0.25), df=20)

    assert found.estimate.error == pytest.approx(0.5)
    assert found.estimate.df == pytest.approx(21 / 23 * 20)
    assert found.between == 0


def test_never_more_degrees_of_freedom_than_without_holes():
    assert pool(*FIVE, df=6).estimate.df < 6


def test_one_set_shows_no_spread():
    with pytest.raises(ValueError, match="1 completed"):
        pool(np.ones(1), np.ones(1), df=9)


@pytest.mark.parametrize(("missing", "sets"), [(0.0, 20), (0.2, 20), (0.29, 29), (0.305, 31)])
def test_as_many_sets_as_percent_are_missing(missing, sets):
    assert sets_needed(missing) == sets
