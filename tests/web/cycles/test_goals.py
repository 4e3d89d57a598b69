"""Goals through the pages."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.models import Goal

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
def page(cast):
    return reverse("cycles:plan", args=[cast.theirs.public_id])


def test_the_week_asks_for_the_first_goal_and_then_no_more(cast, team, page):
    sentence = "Choose your first goal with your mentor school"
    assert sentence in team.get(reverse("home:this-week")).content.decode()
    team.post(page, FACTS)
    assert sentence not in team.get(reverse("home:this-week")).content.decode()


def test_a_goal_is_agreed_moved_and_read_in_the_cluster(cast, team, page, sign_in):
    answer = team.post(page, FACTS, follow=True)
    goal = Goal.objects.get()
    assert "Now say who does what first." in answer.content.decode()
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


def test_the_later_of_two_colleagues_is_told(cast, team, page, sign_in):
    team.post(page, FACTS)
    goal = Goal.objects.get()
    word = reverse("cycles:word", args=[goal.public_id])
    facts = {"text": "Meglio", "why": "Perché", "topic": "", "version": 1}
    assert team.post(word, facts).status_code == 302
    late = sign_in("head").post(word, facts | {"text": "Altro"})
    assert late.status_code == 409
    html = late.content.decode()
    assert '<td data-l="Saved now">Meglio</td><td data-l="Yours">Altro</td>' in html
    assert 'name="version" value="2"' in html  # sending it again means it


def test_a_goal_is_given_up_with_its_reason_and_stays_readable(team, page):
    team.post(page, FACTS)
    goal = Goal.objects.get()
    drop = reverse("cycles:drop", args=[goal.public_id])
    assert team.post(drop, {"why": ""}).status_code == 422
    team.post(drop, {"why": "Manca il tempo"})
    assert "Manca il tempo" in team.get(page).content.decode()
    team.post(reverse("cycles:move", args=[goal.public_id]), {"stop": "part", "sentence": "x"})
    goal.refresh_from_db()
    assert goal.stop == "agreed"


def test_a_goal_is_marked_with_its_language_wherever_it_is_read(cast, team, page, sign_in):
    team.post(page, FACTS)
    Goal.objects.update(language="hr")
    goal = Goal.objects.get()
    here = reverse("cycles:goal", args=[goal.public_id])
    team.post(f"{here}move/", {"stop": "several", "sentence": "U dva razreda"})
    cluster = reverse("clusters:cluster", args=[cast.cohort.clusters.get().public_id])

    for address in (page, here, cluster, reverse("home:this-week")):
        html = team.get(address).content.decode()
        [at] = [at for at in range(len(html)) if html.startswith(f">{goal.text}<", at)][:1]
        assert 'lang="hr"' in html[html.rindex("<", 0, at) : at], address
