"""How many clusters are missing before a level can be compared."""

from math import sqrt

import pytest

from cordata.analysis.coordination.enough import enough
from cordata.analysis.power.planning import Plan, plan


def test_only_countries_with_both_tell_anything():
    # Italy has two virtual and three others; all five of Croatia are virtual.
    some = [("IT", "virtual")] * 2 + [("IT", "blended")] * 3 + [("HR", "virtual")] * 5
    found = enough(some, "virtual")

    assert (found.here, found.others, found.countries) == (2, 3, 1)
    assert (found.is_enough, found.more, found.smallest) == (False, (2, 1), None)


def test_where_model_and_country_are_the_same_nothing_can_be_compared():
    found = enough([("IT", "blended")] * 9 + [("HR", "virtual")] * 9, "virtual")

    assert (found.here, found.others, found.more) == (0, 0, (4, 4))


def test_enough_clusters_come_with_what_they_could_see():
    found = enough([("IT", "virtual")] * 12 + [("IT", "blended")] * 12, "virtual")
    by_calculator = plan(Plan(12, 12, 4, 20, 0.05, 0.10), {}, 0).estimates["mdes"].value

    assert found.smallest == pytest.approx(by_calculator)
    assert found.more == (0, 0)


def two_countries(here, others):
    """Italy has so many of each kind, and Croatia the other way round."""
    return enough(
        [("IT", "virtual")] * here
        + [("IT", "blended")] * others
        + [("HR", "virtual")] * others
        + [("HR", "blended")] * here,
        "virtual",
    )


def test_what_lies_between_countries_tells_nothing():
    # Both have ten of each kind; within countries 9 · 1 / 10 twice is 1.8, and 5 · 5 / 10 twice 5.
    uneven, even = two_countries(9, 1), two_countries(5, 5)

    assert (uneven.here, uneven.others, uneven.countries) == (10, 10, 2)
    assert (uneven.spread, even.spread) == (pytest.approx(1.8), pytest.approx(5.0))
    assert uneven.smallest / even.smallest == pytest.approx(sqrt(5 / 1.8))


def test_each_country_but_one_costs_a_degree_of_freedom():
    # By hand: error √((.05 + .10/4 + .85/80) / 5), 20 clusters less 2 less 1 leave 17.
    error = sqrt((0.05 + 0.10 / 4 + 0.85 / 80) / 5)

    assert two_countries(5, 5).smallest == pytest.approx((2.10982 + 0.86328) * error, rel=1e-4)
