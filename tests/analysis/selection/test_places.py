"""Places go to the first; equals on the edge are not told apart in silence."""

from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.selection.places import by_lot, by_rank, settle_edge
from cordata.analysis.selection.ranking import Scale, rank

SCALE = Scale({"x": 100}, {"x": 10})


def ranked(**points):
    return rank(SCALE, {key: [{"x": given}] for key, given in points.items()})


def test_the_first_get_the_places_and_the_others_wait_in_order():
    places = by_rank(ranked(a=9, b=3, c=7, d=5), 2)

    assert (places.accepted, places.waiting, places.edge) == (["a", "c"], ["d", "b"], [])


def test_equals_across_the_edge_are_for_a_person_or_lots_to_decide():
    places = by_rank(ranked(a=9, b=7, c=7, d=5), 2)

    assert (places.accepted, places.edge, places.left, places.waiting) == (
        ["a"], ["b", "c"], 1, ["d"],
    )  # fmt: skip


def test_equals_who_all_fit_are_no_edge():
    assert by_rank(ranked(a=7, b=7, c=1), 2).edge == []


def test_lots_settle_the_edge_and_leave_the_rest():
    places = settle_edge(by_rank(ranked(a=9, b=7, c=7, d=5), 2), seed="s")

    assert places.accepted[0] == "a"
    assert sorted([places.accepted[1], places.waiting[0]]) == ["b", "c"]
    assert places.waiting[1] == "d"
    assert places.edge == []


def test_no_places_leave_everybody_waiting():
    assert by_rank(ranked(a=9, b=7), 0).waiting == ["a", "b"]


@given(st.lists(st.integers(0, 10), max_size=12), st.integers(0, 12))
def test_nobody_waits_before_somebody_with_fewer_points_gets_in(points, places):
    given_points = {f"s{n}": point for n, point in enumerate(points)}
    result = by_rank(ranked(**given_points), places)
    of = given_points.__getitem__

    assert sorted(result.accepted + result.edge + result.waiting) == sorted(given_points)
    assert len(result.accepted) + result.left == min(places, len(points))
    worst_in = min(map(of, result.accepted), default=11)
    assert all(of(key) < worst_in for key in result.edge)
    assert all(of(key) <= worst_in for key in result.waiting)
    assert not result.edge or 0 <= result.left < len(result.edge)


@given(st.sets(st.text("abc", min_size=1)), st.integers(0, 5))
def test_lots_give_exactly_the_places(names, places):
    result = by_lot(sorted(names), places, seed="s")

    assert len(result.accepted) == min(places, len(names))
    assert set(result.accepted) | set(result.waiting) == names
