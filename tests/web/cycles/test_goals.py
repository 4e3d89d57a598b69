"""Goals through the pages."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.proposals import agree_proposal
from cordata.cycles.models import Goal, Proposal

FACTS = {
    "text": "Ogni classe legge ad alta voce",
    "why": "Lo abbiamo scritto nella candidatura",
    "success": "Tre classi su quattro, a maggio",
    "topic": "stem",
}


@pytest.fixture
def team(cast, sign_in):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    return sign_in("team")


@pytest.fixture
def agreed(cast, team, page):
    """Proposed by the school on its plan, and agreed on by its mentor school."""
    assert team.post(page, FACTS).status_code == 302
    return agree_proposal(Proposal.objects.get(), by=cast.people["mentor_team"])


@pytest.fixture
def page(cast):
    return reverse("cycles:plan", args=[cast.theirs.public_id])


def test_the_week_asks_for_the_first_goal_and_then_no_more(cast, team, page):
    sentence = "Choose your first goal with your mentor school"
    assert sentence in team.get(reverse("home:this-week")).content.decode()
    team.post(page, FACTS)
    agree_proposal(Proposal.objects.get(), by=cast.people["mentor_team"])
    assert sentence not in team.get(reverse("home:this-week")).content.decode()


def test_a_goal_is_agreed_by_both_schools_and_never_by_one(cast, team, page, sign_in):
    assert "Propose to the mentor school" in team.get(page).content.decode()
    answer = team.post(page, FACTS | {"receipt": str(uuid4())}, follow=True)
    assert "1 goal is proposed to your mentor school." in answer.content.decode()
    assert not Goal.objects.exists()
    proposal = Proposal.objects.get()
    there = reverse("cycles:proposal", args=[proposal.public_id])
    assert f'<a href="{page}">' in team.get(there).content.decode()
    assert "Yes, agreed" not in team.get(there).content.decode()

    mentor = sign_in("mentor_team")
    cluster = reverse("clusters:cluster", args=[cast.cohort.clusters.get().public_id])
    assert f'<a href="{cluster}">' in mentor.get(there).content.decode()
    mentor.post(f"{there}agree/")
    assert Goal.objects.get().text == FACTS["text"]


def test_where_nobody_accompanies_the_school_agrees_on_its_own(cast, sign_in):
    page = reverse("cycles:plan", args=[cast.theirs.public_id])
    team = sign_in("team")
    assert "Agree on this goal" in team.get(page).content.decode()
    answer = team.post(page, FACTS, follow=True)
    assert "Now say who does what first." in answer.content.decode()
    assert Goal.objects.get().topic.slug == "stem"


def test_three_goals_count_with_those_that_wait_for_an_answer(cast, team, page):
    for number in range(3):
        assert team.post(page, FACTS | {"text": f"Meta {number}"}).status_code == 302
    assert "Propose to the mentor school" not in team.get(page).content.decode()
    assert team.post(page, FACTS).status_code == 422
    assert Proposal.objects.count() == 3


def test_the_mentor_school_goes_on_from_a_goal_to_talk_and_agenda(cast, agreed, sign_in):
    here = reverse("cycles:goal", args=[agreed.public_id])
    cluster = cast.cohort.clusters.get().public_id
    talk, agenda = (
        reverse("talk:threads", args=[cluster]),
        reverse("cycles:agenda", args=[cluster]),
    )
    html = sign_in("mentor_team").get(here).content.decode()
    assert talk in html
    assert agenda in html
    html = sign_in("coordinator").get(here).content.decode()
    assert talk not in html
    assert agenda in html


def test_a_goal_is_moved_and_read_in_the_cluster(cast, team, agreed, sign_in):
    goal = agreed
    here = reverse("cycles:goal", args=[goal.public_id])
    team.post(f"{here}steps/", {"text": "Visita", "owner": "Anna", "due_on": "2027-02-01"})
    team.post(f"{here}move/", {"stop": "several", "sentence": "In due classi"})

    read = sign_in("mentor_team")
    html = read.get(here).content.decode()
    assert "In due classi" in html
    assert "Visita" in html
    assert "Move the goal" not in html
    cluster = cast.cohort.clusters.get()
    inside = read.get(reverse("clusters:cluster", args=[cluster.public_id])).content.decode()
    assert "Ogni classe legge ad alta voce" in inside
    assert "In several classes" in inside


def test_what_was_typed_comes_back_and_says_what_is_missing(team, page):
    answer = team.post(page, FACTS | {"success": ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Ogni classe legge ad alta voce" in html
    assert not Goal.objects.exists()


def test_the_later_of_two_colleagues_is_told(team, agreed, sign_in):
    goal = agreed
    word = reverse("cycles:word", args=[goal.public_id])
    facts = {"text": "Meglio", "why": "Perché", "topic": "", "version": 1}
    assert team.post(word, facts).status_code == 302
    late = sign_in("head").post(word, facts | {"text": "Altro"})
    assert late.status_code == 409
    html = late.content.decode()
    assert '<td data-l="Saved now">Meglio</td><td data-l="Yours">Altro</td>' in html
    assert 'name="version" value="2"' in html  # sending it again means it


def test_a_goal_is_given_up_with_its_reason_and_stays_readable(team, page, agreed):
    goal = agreed
    drop = reverse("cycles:drop", args=[goal.public_id])
    assert team.post(drop, {"why": ""}).status_code == 422
    team.post(drop, {"why": "Manca il tempo"})
    assert "Manca il tempo" in team.get(page).content.decode()
    given_up = team.get(reverse("cycles:goal", args=[goal.public_id])).content.decode()
    assert f'<li><a href="{page}">Our goals</a>' in given_up  # still the way back to them
    team.post(reverse("cycles:move", args=[goal.public_id]), {"stop": "part", "sentence": "x"})
    goal.refresh_from_db()
    assert goal.stop == "agreed"


def test_a_goal_is_marked_with_its_language_wherever_it_is_read(cast, team, page, agreed):
    Goal.objects.update(language="hr")
    goal = Goal.objects.get()
    here = reverse("cycles:goal", args=[goal.public_id])
    team.post(f"{here}move/", {"stop": "several", "sentence": "U dva razreda"})
    cluster = reverse("clusters:cluster", args=[cast.cohort.clusters.get().public_id])

    for address in (page, here, cluster, reverse("home:this-week")):
        html = team.get(address).content.decode()
        [at] = [at for at in range(len(html)) if html.startswith(f">{goal.text}<", at)][:1]
        assert 'lang="hr"' in html[html.rindex("<", 0, at) : at], address
