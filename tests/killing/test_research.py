"""Research that is killed in the middle: nothing half-saved, and the button works afterwards."""

import pytest

pytestmark = pytest.mark.killing


def test_a_table_whose_freezing_is_killed_is_not_there_and_is_frozen_by_the_next_try(victim):
    victim.run("researched")
    victim.kill_at("freeze_and_die", "half")
    assert victim.run("research") == ["0 0", "none", "0 0 0"]

    victim.run("compute")

    assert victim.run("research") == ["1 1", "none", "1 1 0"]


def test_a_run_that_is_killed_is_not_there_and_goes_on_with_the_rows_that_were_frozen(victim):
    victim.run("researched")
    victim.kill_at("compute_and_die", "half")
    assert victim.run("research") == ["1 0", "none", "1 0 0"]

    victim.run("compute_again")

    assert victim.run("research") == ["1 1", "none", "1 1 0"]


def test_a_release_that_is_killed_leaves_the_finding_in_review_and_can_be_pressed_again(victim):
    victim.run("researched")
    victim.run("compute")
    victim.run("approved")
    victim.kill_at("release_and_die", "half")
    assert victim.run("research") == ["1 1", "in_review", "1 1 0"]

    victim.run("release")

    assert victim.run("research") == ["1 1", "released", "1 1 1"]
