"""A process that dies leaves the old state or the new one, never something between."""

import pytest

pytestmark = pytest.mark.killing


def test_an_import_that_is_killed_leaves_the_schools_as_they_were(victim):
    victim.run("import_whole")
    victim.kill_at("import_and_die", "half")

    assert victim.run("schools") == ["300", "0"]


def test_an_import_that_was_killed_can_be_taken_in_again(victim):
    victim.run("import_whole")
    victim.kill_at("import_and_die", "half")

    victim.run("import_again")

    assert victim.run("schools") == ["400", "400"]


def test_a_matching_run_that_is_killed_leaves_no_plan_and_can_be_done_again(victim):
    victim.kill_at("match_and_die", "solved")
    assert victim.run("drafts") == ["running", "0"]

    victim.run("match_again")

    assert victim.run("drafts") == ["ready", "3"]


def test_a_publication_that_is_killed_leaves_the_draft_a_draft(victim):
    victim.kill_at("publish_and_die", "half")
    assert victim.run("clusters") == ["ready", "0"]

    victim.run("publish_again")

    assert victim.run("clusters") == ["published", "3"]


def test_a_visit_whose_telling_is_killed_is_untold_and_told_once_by_sending_it_again(victim):
    victim.run("visit")
    victim.kill_at("tell_and_die", "half")
    assert victim.run("told") == ["untold", "0", "0"]

    victim.run("tell_again")
    victim.run("tell_again")  # the answer was lost on the way, the script sends once more

    assert victim.run("told") == ["Due classi", "2", "1"]


def test_a_round_whose_closing_is_killed_is_open_and_freezes_the_same_answers_again(victim):
    victim.run("answered_round")
    victim.kill_at("close_and_die", "half")
    assert victim.run("frozen") == ["open", "[]", "0"]

    victim.run("close_again")

    assert victim.run("frozen") == ["closed", "[3]", "1"]
