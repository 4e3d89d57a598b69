"""The estimate of travel: by hand, symmetrical, growing, and replaced where times are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.geography.travel import great_circle_km, reach_km, travel_minutes
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import Rules
from cordata.analysis.matching.schools import Mentee, Mentor

LAT, LON = st.floats(36, 60), st.floats(-9, 28)
KM = 1 / 111.1950802  # degrees of latitude of one km on the sphere


def test_a_degree_of_the_great_circle():
    assert great_circle_km(45, 9, 46, 9) == pytest.approx(111.195, abs=0.001)
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(np.pi * 6371.0088)


@pytest.mark.parametrize(
    ("km", "minutes"),
    [
        (0, 5),  # to leave and to arrive
        (10, 23),  # 5 + 60 * 13 / 45 = 22.3
        (50, 68),  # 5 + 60 * 20 / 45 + 60 * 45 / 75 = 67.7
    ],
)
def test_minutes_by_hand(km, minutes):
    assert travel_minutes(45, 9, 45 + km * KM, 9) == minutes


def test_mountains_slow_and_water_is_crossed_once():
    there = 45 + 50 * KM

    assert travel_minutes(45, 9, there, 9, mountain1=True) == 84  # 5 + 1.25 * 62.7
    assert travel_minutes(45, 9, there, 9, mountain1=True, mountain2=True) == 84
    assert travel_minutes(45, 9, there, 9, island1=True) == 128
    assert travel_minutes(45, 9, there, 9, island1=True, island2=True) == 128
    assert travel_minutes(45, 9, 45 + 5 * KM, 9, island1=True, island2=True) == 14


@given(LAT, LON, LAT, LON, st.booleans(), st.booleans())
def test_it_is_the_same_both_ways(lat1, lon1, lat2, lon2, mountain, island):
    there = travel_minutes(lat1, lon1, lat2, lon2, mountain1=mountain, island2=island)
    back = travel_minutes(lat2, lon2, lat1, lon1, mountain2=mountain, island1=island)

    assert there == back >= 5


@given(LAT, LON, LAT, LON)
def test_nothing_within_the_limit_lies_beyond_the_reach(lat1, lon1, lat2, lon2):
    minutes = int(travel_minutes(lat1, lon1, lat2, lon2))

    assert great_circle_km(lat1, lon1, lat2, lon2) <= reach_km(minutes) + 1e-6


def test_a_matrix_replaces_the_estimate_only_where_it_has_a_time():
    inputs = Inputs(
        mentors=(Mentor(id="A", name="", lat=45.0, lon=9.0, max_places=2),),
        mentees=(
            Mentee(id="known", name="", lat=45.1, lon=9.0),
            Mentee(id="unknown", name="", lat=45.1, lon=9.0),
        ),
        rules=Rules(),
        travel={("known", "A"): 77},
    )

    minutes = inputs.minutes(np.array([0, 1]), np.array([0, 0]))

    assert minutes.tolist() == [77, int(travel_minutes(45.1, 9.0, 45.0, 9.0))]
