"""A "not now" through the pages: told with its reason, and worded anew."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Cluster
from cordata.cycles.actions import proposals
from cordata.cycles.actions.goals import set_goal
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Proposal

TASK = "Word a goal anew: your mentor school says not now"


@pytest.fixture
def declined(cast):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    wording = Wording("Leggere", "Manca", "Tre classi")
    [made] = proposals.propose_goals(cast.theirs, [wording], by=cast.people["team"])
    proposals.decline_proposal(made, note="Prima la rete", by=cast.people["mentor_team"])
    return made


def test_the_school_is_told_why_in_its_week_and_on_its_plan(cast, declined, sign_in):
    here = reverse("cycles:proposal", args=[declined.public_id])
    plan = reverse("cycles:plan", args=[cast.theirs.public_id])
    team = sign_in("team")
    week = team.get(reverse("home:this-week")).content.decode()
    assert TASK in week
    assert "Prima la rete" in week
    html = team.get(plan).content.decode()
    assert "Prima la rete" in html
    assert here in html
    assert TASK not in sign_in("mentor_team").get(reverse("home:this-week")).content.decode()


def test_it_is_worded_anew_where_the_answer_stands(cast, declined, sign_in):
    here = reverse("cycles:proposal", args=[declined.public_id])
    team = sign_in("team")
    assert ">Leggere</textarea>" in team.get(here).content.decode().replace("\n", "")
    assert team.post(here, {"text": "", "why": "W", "success": "S"}).status_code == 422

    words = {"text": "Leggere dopo la rete", "why": "Manca", "success": "Tre classi"}
    answer = team.post(here, words, follow=True)

    again = Proposal.objects.get(earlier=declined)
    html = answer.content.decode()
    assert "in its new words" in html
    assert reverse("cycles:proposal", args=[again.public_id]) in html
    assert "Prima la rete" not in html
    assert TASK not in team.get(reverse("home:this-week")).content.decode()
    assert reverse("cycles:proposal", args=[again.public_id]) in team.get(here).content.decode()
    assert Proposal.objects.filter(earlier=declined).count() == 1


def test_worded_anew_twice_is_one_and_a_slower_colleague_keeps_the_words(
    cast, declined, sign_in
):
    here = reverse("cycles:proposal", args=[declined.public_id])
    words = {"text": "Uno", "why": "Manca", "success": "Tre classi", "receipt": str(uuid4())}
    first, again = (sign_in("team").post(here, words) for _ in range(2))
    assert (first.url, first.status_code) == (again.url, again.status_code)

    late = sign_in("team").post(here, words | {"text": "Due", "receipt": str(uuid4())})

    html = late.content.decode()
    assert late.status_code == 409
    assert "A colleague has answered meanwhile." in html
    assert ">Due</textarea>" in html.replace("\n", "")
    assert [one.text for one in Proposal.objects.filter(earlier=declined)] == ["Uno"]


def test_who_agrees_twice_stands_before_the_goal_and_hears_of_no_colleague(cast, sign_in):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    words = [Wording(f"Goal {number}", "W", "S") for number in range(3)]
    made = proposals.propose_goals(cast.theirs, words, by=cast.people["team"])
    lead = sign_in("mentor_team")
    for one in made:
        lead.post(reverse("cycles:agree", args=[one.public_id]))
    made[0].refresh_from_db()

    again = lead.post(reverse("cycles:agree", args=[made[0].public_id]), follow=True)

    assert again.redirect_chain[0][0] == reverse("cycles:goal", args=[made[0].goal.public_id])
    html = again.content.decode()
    assert "A colleague has answered" not in html
    assert "three goals" not in html


def test_who_agrees_after_a_colleague_said_not_now_is_told(cast, sign_in, declined):
    head = cast.people["head"]
    head.roles.create(kind="head", scope="school", place=cast.leading.school.public_id)

    late = sign_in("head").post(
        reverse("cycles:agree", args=[declined.public_id]), follow=True
    ).content.decode()  # fmt: skip

    assert "A colleague has answered meanwhile." in late
    assert "Prima la rete" in late


def test_a_fourth_goal_is_not_agreed_on(cast, sign_in, declined):
    by = cast.people["team"]
    words = Wording("Meglio", "W", "S")
    declined.refresh_from_db()
    again = proposals.word_anew(declined, words, by=by)
    for number in range(3):
        set_goal(cast.theirs, text=f"{number}", why="W", success="S", topic=None, by=by)

    agree = reverse("cycles:agree", args=[again.public_id])
    html = sign_in("mentor_team").post(agree, follow=True).content.decode()

    assert "The school has three goals." in html
    assert "Yes, agreed" in html


def test_a_note_that_comes_after_a_colleagues_answer_is_not_lost(cast, sign_in):
    marta, team = cast.people["coordinator"], cast.people["team"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    [made] = proposals.propose_goals(cast.theirs, [Wording("T", "W", "S")], by=team)
    proposals.agree_proposal(made, by=cast.people["mentor_team"])

    decline = reverse("cycles:decline", args=[made.public_id])
    answer = sign_in("mentor_team").post(decline, {"note": "Prima la rete"})

    assert answer.status_code == 409
    assert "<q>Prima la rete</q>" in answer.content.decode()


def test_after_the_end_of_the_cluster_it_is_read_alone(cast, declined, sign_in):
    here = reverse("cycles:proposal", args=[declined.public_id])
    Cluster.objects.update(closed_on=timezone.localdate())
    html = sign_in("team").get(here).content.decode()
    assert "This cluster has come to its end." in html
    assert "Word it anew" not in html


def test_the_mentor_school_reads_its_answer_and_changes_nothing(declined, sign_in):
    here = reverse("cycles:proposal", args=[declined.public_id])
    html = sign_in("mentor_team").get(here).content.decode()
    assert "Prima la rete" in html
    assert "Word it anew" not in html
