"""A script learns what became of its sending; sent twice is done once."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import goals
from cordata.cycles.models import Goal, Proposal
from cordata.unsent.actions import keep_unsent
from cordata.unsent.queries import unsent_of


@pytest.fixture
def goal(cast):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    return goals.set_goal(
        cast.theirs, text="T", why="W", success="S", topic=None, by=cast.people["team"]
    )


@pytest.fixture
def move(goal):
    return reverse("cycles:move", args=[goal.public_id])


def said(receipt, sentence="In due classi", stop="several"):
    return {"stop": stop, "sentence": sentence, "receipt": str(receipt)}


def test_it_is_told_where_the_page_goes_and_the_draft_is_forgotten(cast, goal, move, sign_in):
    receipt, anna = uuid4(), cast.people["team"]
    keep_unsent("k", [("sentence", "In")], receipt=receipt, by=anna)

    answer = sign_in("team").post(move, said(receipt), headers={"Line": str(receipt)})

    assert answer.status_code == 200
    assert answer.headers["Line-To"] == reverse("cycles:goal", args=[goal.public_id])
    assert unsent_of(anna) == {}


def test_a_browser_without_scripts_is_redirected_as_ever(cast, move, sign_in):
    assert sign_in("team").post(move, said(uuid4())).status_code == 302


def test_who_was_away_is_told_the_door_and_the_draft_stays(cast, move):
    receipt, anna = uuid4(), cast.people["team"]
    keep_unsent("k", [("sentence", "In")], receipt=receipt, by=anna)

    answer = Client().post(move, said(receipt), headers={"Line": str(receipt)})

    assert answer.status_code == 401
    assert answer.headers["Line-To"] == reverse("account_login")
    assert list(unsent_of(anna)) == ["k"]


def test_what_is_refused_keeps_its_draft(cast, move, sign_in):
    receipt, anna = uuid4(), cast.people["team"]
    keep_unsent("k", [("sentence", "")], receipt=receipt, by=anna)

    answer = sign_in("team").post(move, said(receipt, ""), headers={"Line": str(receipt)})

    assert answer.status_code == 422
    assert "Line-To" not in answer.headers
    assert list(unsent_of(anna)) == ["k"]


def test_the_same_words_twice_are_one_and_other_words_are_two(goal, move, sign_in):
    receipt, team = uuid4(), sign_in("team")

    answers = [team.post(move, said(receipt)) for _ in range(2)]
    assert {one.headers["Location"] for one in answers} == {f"/en/goals/{goal.public_id}/"}
    assert goal.stands.count() == 1

    team.post(move, said(receipt, "In tre classi"))  # went back, and wrote it better
    assert goal.stands.count() == 2


def test_a_goal_a_step_and_other_words_come_once(cast, goal, sign_in):
    team, receipt = sign_in("team"), str(uuid4())
    here = reverse("cycles:goal", args=[goal.public_id])
    step = {"text": "Visita", "owner": "Anna", "receipt": receipt}
    word = {"text": "Meglio", "why": "W", "version": 1, "receipt": receipt}
    new = {"text": "Altro", "why": "W", "success": "S", "receipt": receipt}
    plan = reverse("cycles:plan", args=[cast.theirs.public_id])
    for address, facts in ((f"{here}steps/", step), (f"{here}word/", word), (plan, new)):
        assert [team.post(address, facts).status_code for _ in range(2)] == [302, 302]
    assert goal.steps.count() == 1
    assert list(Goal.objects.values_list("text", "version")) == [("Meglio", 2)]
    assert [one.text for one in Proposal.objects.all()] == ["Altro"]


def test_what_is_said_about_a_goal_that_was_given_up_stays_on_the_screen(
    cast, goal, move, sign_in
):
    goals.drop_goal(goal, why="Tempo", by=cast.people["head"])

    answer = sign_in("team").post(move, said(uuid4()))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "This goal was given up" in html
    assert "In due classi" in html
