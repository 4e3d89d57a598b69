"""Congruence of loadings: by hand, in any units, between two real schools."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.surveys.factor import OneFactor, one_factor
from cordata.analysis.surveys.invariance import Alike, alike, congruence, standardized
from cordata.analysis.surveys.reliability import covariance
from tests.analysis.surveys.published import columns, rows


def factor(*loadings, proper=True):
    """Standardized loadings, each with the own part that is left."""
    lam = np.array(loadings)
    return OneFactor(lam, 1 - lam**2, proper)


def test_by_hand():
    # (.6 * .8 + .8 * .6) / (.36 + .64) = .96
    assert congruence(factor(0.6, 0.8), factor(0.8, 0.6)) == pytest.approx(0.96)


@pytest.mark.parametrize(
    ("other", "result"),
    [
        (factor(0.6, 0.8), Alike.SAME),
        (factor(0.8, 0.6), Alike.SAME),  # .96
        (factor(0.9, 0.5), Alike.DOUBTFUL),  # .94 / sqrt(1.06) = .913
        (factor(0.9, 0.2), Alike.REFUSED),  # .70 / sqrt(.85) = .759
        (factor(0.6, 0.8, proper=False), Alike.UNKNOWN),
    ],
)
def test_what_two_languages_allow(other, result):
    assert alike(factor(0.6, 0.8), other) == result


loadings = st.lists(st.floats(0.1, 0.9), min_size=3, max_size=6)


@given(loadings, st.floats(0.1, 9))
def test_units_do_not_matter_and_the_order_neither(loaded, unit):
    one = factor(*loaded)
    rescaled = OneFactor(one.loadings * unit, one.uniqueness * unit**2, proper=True)

    assert standardized(rescaled) == pytest.approx(one.loadings)
    assert congruence(one, rescaled) == pytest.approx(1)
    other = factor(*loaded[::-1])
    assert congruence(one, other) == pytest.approx(congruence(other, one))
    assert congruence(one, other) <= 1 + 1e-12


def test_verbal_tests_hang_together_alike_in_two_schools():
    school = np.array([row["school"] for row in rows("holzinger1939.csv")])
    items = columns("holzinger1939.csv", "x4", "x5", "x6")

    first, second = (one_factor(covariance(items[school == one])) for one in np.unique(school))

    assert congruence(first, second) > 0.99
    assert alike(first, second) == Alike.SAME


def test_other_items_are_another_scale():
    with pytest.raises(ValueError, match="2 and 3 items"):
        congruence(factor(0.6, 0.8), factor(0.6, 0.8, 0.5))
