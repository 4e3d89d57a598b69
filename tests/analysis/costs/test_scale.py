"""Bands, scale, break-even."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Refused
from cordata.analysis.costs.bands import EDITIONS, band
from cordata.analysis.costs.scale import Scale, Step, break_even, crossings, elasticity
from cordata.analysis.costs.views import View
from tests.analysis.costs.ledgers import D

OLD, NEW = EDITIONS


@pytest.mark.parametrize(
    ("pounds", "old", "new"),
    [
        ("79.99", "very-low", "very-low"),
        ("80", "low", "low"),
        ("170", "low", "low"),
        ("170.01", "moderate", "low"),
        ("200.01", "moderate", "moderate"),
        ("710", "high", "moderate"),
        ("1200", "high", "high"),
        ("1200.01", "very-high", "very-high"),
    ],
)
def test_bands_depend_on_the_edition(pounds, old, new):
    by_year = dict.fromkeys((2024, 2025, 2026), D(pounds) * 25)

    assert band(by_year, 25, View.SCHOOL_ADDITIONAL, OLD) == old
    assert band(by_year, 25, View.SCHOOL_ADDITIONAL, NEW) == new


def test_the_band_is_of_three_years_together():
    # 6,000 once for 25 pupils is 80 a pupil and year.
    by_year = {2024: D(6000), 2025: D(0), 2026: D(0)}
    assert band(by_year, 25, View.SCHOOL_ADDITIONAL) == "low"
    with pytest.raises(ValueError, match="3 years"):
        band({2024: D(2000)}, 25, View.SCHOOL_ADDITIONAL)
    with pytest.raises(ValueError, match="of pupils"):
        band(by_year, 0, View.SCHOOL_ADDITIONAL)


@pytest.mark.parametrize("view", [View.SOCIETAL, View.AUTHORITY, View.SCHOOL])
def test_no_other_view_has_a_band(view):
    with pytest.raises(ValueError, match="additional spending"):
        band(dict.fromkeys((1, 2, 3), D(1)), 25, view)


SCALE = Scale(
    national=D(1000),
    regional=D(100),
    regions=3,
    per_mentor=D(50),
    places=4,
    per_school=D(10),
    travel=((10, D(200)), (20, D(600))),
    steps=(Step(D(500), 8),),
)


def test_by_hand():
    # 1000 + 300 + 50 * 3 + 100 + travel 200 + 500 * 2 = 2750 for 10 schools.
    assert SCALE.cost(10) == D(2750)
    assert SCALE.average(10) == D(275)
    # Halfway between the points of travel, and beyond the last as before.
    assert SCALE.cost(15) - Scale(travel=()).cost(15) == D(1300 + 200 + 150 + 400 + 1000)
    assert Scale(travel=SCALE.travel).cost(25) == D(800)
    assert Scale(travel=SCALE.travel).cost(5) == D(100)
    assert Scale(travel=SCALE.travel).cost(0) == D(0)


def test_break_even():
    # 1000 + 10 S = 400 + 20 S at 60.
    assert break_even((D(1000), D(400)), (D(10), D(20))) == D(60)
    assert break_even((D(1000), D(400)), (D(10), D(10))) is None
    assert break_even((D(400), D(1000)), (D(10), D(20))) is None


@given(*[st.integers(0, 400)] * 2, *[st.integers(1, 20)] * 2)
def test_straight_models_cross_where_the_formula_says(f1, f2, v1, v2):
    one, other = (
        Scale(national=D(f1), per_school=D(v1)),
        Scale(national=D(f2), per_school=D(v2)),
    )
    at = break_even((D(f1), D(f2)), (D(v1), D(v2)))

    found = crossings(one, other, 1000)

    if at is None or at < 1:
        assert found == []
    else:
        assert found == ([int(at) + 1] if at > 1 or f1 + v1 != f2 + v2 else [])


def test_steps_cross_more_than_once():
    # 130 at first; 100, 200, 300 ... in steps of 10; 130 + 10 S grows as fast.
    one, other = Scale(national=D(130), per_school=D(10)), Scale(steps=(Step(D(150), 10),))
    assert crossings(one, other, 30) == [3, 11, 18, 21]


def test_24_clusters_have_no_elasticity():
    with pytest.raises(Refused) as refused:
        elasticity(list(range(1, 25)), [D(one) for one in range(1, 25)])
    assert refused.value.checks[0].facts == {"groups": 24, "needed": 100}


def test_an_elasticity_of_many():
    schools = list(range(1, 121))
    costs = [D(float(one**0.8)) for one in np.array(schools, dtype=float)]
    assert elasticity(schools, costs) == pytest.approx(0.8)
