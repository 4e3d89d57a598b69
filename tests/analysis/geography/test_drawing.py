"""Maps drawn on the server: what is asked for is in the picture, and nothing hides another."""

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.geography.drawing import (
    Viewport,
    bounds_around,
    in_sight,
    nudge,
    path_of,
)
from cordata.analysis.geography.outlines import bounds_of, europe, regions_of

COUNTRIES = ("BE", "CZ", "HR", "HU", "IT", "PT")
POINTS = st.lists(st.tuples(st.floats(6, 18), st.floats(37, 47)), min_size=1, max_size=20)


@given(POINTS)
def test_every_point_asked_for_is_in_the_picture(points):
    view = Viewport.fit(bounds_around(points), 600, 800)

    assert all(view.shows(*view.xy(lon, lat)) for lon, lat in points)
    assert view.height <= 800


def test_north_is_up_and_kilometres_have_one_length():
    view = Viewport.fit((7, 44, 9, 46), 600, 800)

    assert view.xy(8, 45.5)[1] < view.xy(8, 44.5)[1]
    assert view.xy(8.5, 45)[0] > view.xy(7.5, 45)[0]
    down = view.xy(8, 44.5)[1] - view.xy(8, 45.5)[1]
    across = view.xy(8.5, 45)[0] - view.xy(7.5, 45)[0]
    assert across / down == pytest.approx(0.707, abs=0.01)  # cosine of 45 degrees
    assert view.units(111.195) == pytest.approx(down, abs=0.2)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=25))
def test_no_two_marks_hide_each_other(points):
    placed = nudge(points, 8)

    assert len(placed) == len(points)
    assert all(
        hypot(a[0] - b[0], a[1] - b[1]) >= 8 - 0.2
        for at, a in enumerate(placed)
        for b in placed[:at]
    )


def test_marks_that_are_apart_stay_where_they_are():
    assert nudge([(0, 0), (50, 50)], 8) == [(0, 0), (50, 50)]


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_country_has_regions_that_fill_its_picture(country):
    view = Viewport.fit(bounds_of(country), 600, 800)

    drawn = [path_of(shape, view) for shape in regions_of(country)]

    assert sum(path.startswith("M") for path in drawn) >= 3
    assert all(path.endswith("Z") for path in drawn if path)


def is_inside(x, y, ring):
    """By the even-odd rule, as SVG fills."""
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            crossed = not crossed
    return crossed


RINGS = st.lists(
    st.tuples(st.integers(-60, 160), st.integers(-60, 160)), min_size=4, max_size=30
)
SEEN = st.tuples(st.integers(0, 99), st.integers(0, 99))


@given(RINGS, st.lists(SEEN, min_size=1, max_size=30))
def test_what_bends_out_of_sight_is_left_out_and_the_picture_stays(ring, seen):
    view = Viewport(0, 0, 1, 1, 100, 100)

    drawn = in_sight(ring, view)

    assert [one for one in ring[1:] if view.shows(*one)] == [
        one for one in drawn[1:] if view.shows(*one)
    ]
    for x, y in seen:  # beside every corner, so that no line runs through it
        at = x + 0.41, y + 0.37
        assert is_inside(*at, drawn) == is_inside(*at, ring)


def test_where_no_outline_is_shipped_nothing_is_drawn():
    assert regions_of("FR") == ()
    assert bounds_of("FR") is None


def test_europe_has_the_six_and_their_neighbours():
    codes = {code for code, _shape in europe()}

    assert {"056", "191", "203", "348", "380", "620"} <= codes
