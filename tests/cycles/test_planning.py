"""The planning talk: kept as it is typed, one at a time, and then a goal."""

import datetime as dt

import pytest

from cordata.cycles.actions import goals as goal_actions
from cordata.cycles.actions import planning as actions
from cordata.cycles.actions.proposals import agree_proposal
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal, PlanningTalk, Proposal
from cordata.cycles.queries.templates import open_talk
from cordata.networks.actions import ChangedBySomebody

STEP = {"text": "Visita", "owner": "Anna", "due_on": dt.date(2027, 1, 10)}
SPOKEN = Wording("Leggere", "Oggi no", "Tre classi", steps=[STEP])


def test_half_a_talk_is_kept_as_it_was_typed(year, anna):
    talk = actions.save_talk(year.theirs, {"text": "Leg", "due": "dopo"}, version=None, by=anna)
    actions.save_talk(year.theirs, {"text": "Leggere", "due": "dopo"}, version=1, by=anna)
    talk.refresh_from_db()
    assert talk.typed == {"text": "Leggere", "due": "dopo"}
    assert open_talk(year.theirs) == talk
    same = actions.save_talk(year.theirs, talk.typed, version=None, by=anna)
    assert same.version == talk.version  # the same words again change nothing


@pytest.mark.parametrize("seen", [None, 1])
def test_two_colleagues_do_not_write_over_each_other(year, anna, seen):
    actions.save_talk(year.theirs, {"text": "a"}, version=None, by=anna)
    if seen:
        actions.save_talk(year.theirs, {"text": "b"}, version=1, by=anna)
    with pytest.raises(ChangedBySomebody) as faster:
        actions.save_talk(year.theirs, {"text": "c"}, version=seen, by=anna)
    assert faster.value.now == PlanningTalk.objects.get()


@pytest.mark.parametrize("school", ["theirs", "leading"])
def test_at_its_end_goal_criterion_and_steps_stand_in_the_plan(year, anna, marco, school):
    """At once where nobody accompanies the school; else when the mentor school says yes, too."""
    own = getattr(year, school)
    talk = actions.save_talk(own, {"text": "Leggere"}, version=None, by=anna)
    goal = made = actions.finish_talk(talk, SPOKEN, by=anna)
    if school == "theirs":
        assert isinstance(made, Proposal)
        assert not Goal.objects.exists()
        goal = agree_proposal(made, by=marco)
    assert (goal.text, goal.why, goal.success) == ("Leggere", "Oggi no", "Tre classi")
    assert [(one.text, one.owner, one.due_on) for one in goal.steps.all()] == [
        ("Visita", "Anna", dt.date(2027, 1, 10))
    ]
    assert open_talk(own) is None
    with pytest.raises(ChangedBySomebody):
        actions.finish_talk(talk, SPOKEN, by=anna)
    with pytest.raises(ChangedBySomebody) as finished:
        actions.save_talk(own, {"text": "Altro"}, version=2, by=anna)
    ended = finished.value.now
    assert (ended.goal or ended.proposal) == made
    assert Goal.objects.count() == 1


def test_without_a_free_place_the_talk_stays_open(year, anna, agree):
    for text in "abc":
        agree(text)
    talk = actions.save_talk(year.theirs, {"text": "Quarto"}, version=None, by=anna)
    with pytest.raises(goal_actions.ThreeAlready):
        actions.finish_talk(talk, SPOKEN, by=anna)
    assert open_talk(year.theirs) == talk
