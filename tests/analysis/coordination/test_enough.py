"""How many clusters are missing before a level can be compared."""

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
