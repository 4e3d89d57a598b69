"""Advice and its catalogue that are killed in the middle: nothing half-said."""

import pytest

pytestmark = pytest.mark.killing


def test_a_version_whose_publishing_is_killed_stays_in_review_and_can_be_published_again(
    victim,
):
    victim.run("advised")
    victim.kill_at("publish_advice_and_die", "half")
    assert victim.run("advice") == ["in_review in_review", "0"]

    victim.run("publish_advice")

    assert victim.run("advice") == ["published published", "1"]


def test_a_catalogue_that_is_killed_goes_on_where_it_was(victim):
    victim.kill_at("file_and_die", "half")
    assert victim.run("catalogue")[0].endswith("False")

    victim.run("file_all")

    schools, is_whole = victim.run("catalogue")[0].split()
    assert (int(schools) > 0, is_whole) == (True, "True")
