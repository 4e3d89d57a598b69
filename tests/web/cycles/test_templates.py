"""The library and the planning talk through their pages."""

import pytest
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions.templates import add_template, word_template
from cordata.cycles.models import Goal, GoalTemplate, PlanningTalk, Proposal
from tests import factories as make

WORDS = {
    "text": "Ogni classe legge", "why": "Si legge poco", "success": "Tre classi su quattro",
    "steps": [{"text": "Visita", "weeks": 4}],
}  # fmt: skip
TYPED = {
    "text": "Ogni classe legge", "why": "Si legge poco", "success": "Tre classi su quattro",
    "topic": "stem", "step1_text": "Visita", "step1_weeks": 4,
}  # fmt: skip


@pytest.fixture
def team(cast, sign_in):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    return sign_in("team")


@pytest.fixture
def plan(cast):
    return reverse("cycles:plan", args=[cast.theirs.public_id])


@pytest.fixture
def template(cast):
    return add_template(
        cast.cohort.country, topic=make.topic("stem"), language="it", words=WORDS,
        by=cast.people["coordinator"],
    )  # fmt: skip


def begin(team, plan, template, **more):
    facts = {
        "text": WORDS["text"], "why": WORDS["why"], "success": WORDS["success"],
        "topic": "stem", "step1_text": "Visita", "step1_owner": "Anna",
        "step1_due_on": "2027-01-10",
    }  # fmt: skip
    return team.post(f"{plan}templates/{template.public_id}/", facts | more)


@pytest.fixture
def agreed(sign_in):
    """What was proposed last, once the mentor school has said yes to it on its page."""

    def on():
        here = reverse("cycles:proposal", args=[Proposal.objects.latest("pk").public_id])
        sign_in("mentor_team").post(f"{here}agree/")
        return Goal.objects.latest("pk")

    return on


def test_a_template_is_added_and_schools_begin_from_it(
    cast, team, marta, plan, sign_in, agreed
):
    new = reverse("cycles:new-template", args=["it"])
    facts = TYPED | {"language": "it"}
    assert marta.post(new, facts | {"step1_weeks": ""}).status_code == 422
    assert marta.post(new, facts).status_code == 302
    template = GoalTemplate.objects.get()
    library = reverse("cycles:library", args=["it"])
    html = marta.get(library).content.decode()
    assert "Ogni classe legge" in html
    assert "Italiano" in html  # a language by its name, never by its code
    assert "Ogni classe legge" in team.get(f"{plan}templates/").content.decode()
    html = team.get(f"{plan}templates/{template.public_id}/").content.decode()
    assert "Visita" in html
    assert 'value="Team"' in html  # the owner of a step, to be changed
    assert begin(team, plan, template, step1_owner="").status_code == 422
    assert "Propose to the mentor school" in html
    assert "Agree on this goal" not in html
    assert begin(team, plan, template, text="La nostra 3A legge").url == plan
    assert not Goal.objects.exists()
    here = reverse("cycles:proposal", args=[Proposal.objects.get().public_id])
    html = sign_in("mentor_team").get(here).content.decode()
    assert "Visita" in html  # the mentor school reads what goes into the plan
    assert "Anna" in html
    goal = agreed()
    assert (goal.text, goal.topic.slug) == ("La nostra 3A legge", "stem")
    assert goal.steps.get().owner == "Anna"
    page = reverse("cycles:template-words", args=["it", template.public_id])
    assert "La nostra 3A legge" in marta.get(page).content.decode()


def test_new_words_are_offered_and_each_school_decides(team, marta, plan, template, agreed):
    begin(team, plan, template)
    goal = agreed()
    here = reverse("cycles:goal", args=[goal.public_id])
    page = reverse("cycles:template-words", args=["it", template.public_id])
    for why, take in (("Poco tempo", "no"), ("Poca voce", "yes")):
        template.refresh_from_db()
        facts = TYPED | {"language": "it", "version": template.version, "why": why}
        html = marta.post(page, facts, follow=True).content.decode()
        assert "1 goal stands on older words" in html
        assert "IC Valle Alta" in html
        told = marta.post(f"{page}offer/", {"language": "it"}, follow=True).content.decode()
        assert "Offered to 1 school. It decides itself." in told
        week = team.get(reverse("home:this-week")).content.decode()
        assert "Take the new words of your goal, or keep yours" in week
        html = team.get(here).content.decode()
        assert f'lang="it">{why}</td>' in html  # the words of the template, in their language
        offer = goal.template_use.offers.get(accepted=None)
        answer = f"{here}offers/{offer.public_id}/"
        team.post(answer, {"take": take})
        assert (
            "A colleague answered before you"
            in team.post(answer, {"take": take}, follow=True).content.decode()
        )
    goal.refresh_from_db()
    assert goal.why == "Poca voce"
    marta.post(f"{page}offer/", {"language": "xx"})  # no such words: nothing is offered
    assert goal.template_use.offers.count() == 2


def test_an_offer_for_a_goal_that_was_given_up_changes_nothing(
    cast, team, marta, plan, template, agreed
):
    begin(team, plan, template)
    goal = agreed()
    word_template(
        template, topic=None, language="it", words=WORDS, version=None,
        by=cast.people["coordinator"],
    )  # fmt: skip
    page = reverse("cycles:template-words", args=["it", template.public_id])
    marta.post(f"{page}offer/", {"language": "it"})
    here = reverse("cycles:goal", args=[goal.public_id])
    team.post(f"{here}drop/", {"why": "Basta"})
    offer = goal.template_use.offers.get()
    answer = team.post(f"{here}offers/{offer.public_id}/", {"take": "yes"}, follow=True)
    assert "it stays as it was" in answer.content.decode()
    assert "Take the new words" not in team.get(here).content.decode()


def test_two_coordinators_see_both_versions(marta, template, sign_in):
    page = reverse("cycles:template-words", args=["it", template.public_id])
    facts = TYPED | {"language": "it", "version": 1}
    marta.post(page, facts | {"why": "La prima"})
    late = sign_in("programme_coordinator").post(page, facts | {"why": "La seconda"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "La prima" in html
    assert "La seconda" in html


def test_a_second_language_is_worded_apart(cast, marta, template):
    cast.cohort.country.languages = ["it", "en"]
    cast.cohort.country.save()
    page = reverse("cycles:template-words", args=["it", template.public_id])
    assert "Ogni classe legge" not in marta.get(f"{page}?language=en").content.decode()
    facts = TYPED | {"language": "en", "version": 1, "text": "Every class reads"}
    marta.post(page, facts)
    assert "Every class reads" in marta.get(f"{page}?language=en").content.decode()
    assert "Ogni classe legge" in marta.get(page).content.decode()


def test_a_retired_template_is_not_offered_and_may_come_back(team, marta, plan, template):
    page = reverse("cycles:template-words", args=["it", template.public_id])
    marta.post(f"{page}retire/", {"retired": "yes"})
    assert "Retired" in marta.get(reverse("cycles:library", args=["it"])).content.decode()
    assert "no template here yet" in team.get(f"{plan}templates/").content.decode()
    assert team.get(f"{plan}templates/{template.public_id}/").status_code == 404
    assert begin(team, plan, template).status_code == 302  # that page was open before
    marta.post(f"{page}retire/", {"retired": "no"})
    assert team.get(f"{plan}templates/{template.public_id}/").status_code == 200


def test_three_goals_are_enough(team, plan, template):
    for _time in range(3):
        assert begin(team, plan, template).status_code == 302
    assert begin(team, plan, template).status_code == 422
    assert "Three goals are enough." in team.get(f"{plan}templates/").content.decode()
    facts = {"text": "a", "why": "b", "success": "c", "topic": "", "version": ""}
    late = team.post(f"{plan}talk/", facts | {"finish": "yes"})
    assert late.status_code == 409
    assert "You have three goals." in late.content.decode()
    assert PlanningTalk.objects.get().typed["text"] == "a"


def test_a_school_that_nobody_accompanies_agrees_at_once(cast, plan, template, sign_in):
    """The same three pages; no proposal waits for a school that is not there."""
    team = sign_in("team")
    assert (
        "Agree on this goal"
        in team.get(f"{plan}templates/{template.public_id}/").content.decode()
    )
    told = begin(team, plan, template)
    assert told.url == reverse("cycles:goal", args=[Goal.objects.get().public_id])
    told = team.post(f"{plan}talk/", TALK | {"version": "", "finish": "yes"}, follow=True)
    assert "Agreed. Now say who does what first." in told.content.decode()
    assert (Goal.objects.count(), Proposal.objects.count()) == (2, 0)


TALK = {"text": "Leggere", "success": "Tre classi", "why": "Oggi no", "options": "Due vie"}


def test_a_talk_is_saved_as_it_goes_and_ends_in_the_plan(team, plan, sign_in, agreed):
    page = f"{plan}talk/"
    assert "It is saved as you type." in team.get(page).content.decode()
    part = team.post(
        page,
        {"text": "Leg", "step1_due_on": "dopo"},
        headers={"HX-Request": "true", "HX-Target": "saved"},
    )
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert 'name="version" value="1"' in part.content.decode()
    assert "Leg" in sign_in("head").get(page).content.decode()
    assert "Go on with the planning talk" in team.get(plan).content.decode()

    half = team.post(page, {"text": "Leggere", "version": 1, "finish": "yes"})
    assert half.status_code == 422
    assert PlanningTalk.objects.get().typed["text"] == "Leggere"
    steps = {"step1_text": "Visita", "step1_owner": "Anna", "step1_due_on": "2027-01-10"}
    told = team.post(page, TALK | steps | {"version": 2, "finish": "yes"}, follow=True)
    assert "1 goal is proposed to your mentor school." in told.content.decode()
    assert not Goal.objects.exists()
    goal = agreed()
    assert (goal.text, goal.success, goal.why) == ("Leggere", "Tre classi", "Oggi no")
    assert goal.steps.get().text == "Visita"
    assert PlanningTalk.objects.get().typed["options"] == "Due vie"


def test_without_scripts_the_button_saves(team, plan):
    answer = team.post(f"{plan}talk/", TALK, follow=True)
    assert "Saved. You can go on later." in answer.content.decode()
    assert "Due vie" in answer.content.decode()


def test_two_colleagues_in_one_talk_see_both_versions(team, plan, sign_in):
    page = f"{plan}talk/"
    team.post(page, TALK)
    team.post(page, TALK | {"version": 1, "options": "La prima"})
    late = sign_in("head").post(page, TALK | {"version": 1, "options": "La seconda"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "La prima" in html
    assert "La seconda" in html
    assert 'name="version" value="2"' in html


def test_a_talk_that_a_colleague_ended_keeps_ones_words(team, plan, sign_in):
    page = f"{plan}talk/"
    team.post(page, TALK)
    team.post(page, TALK | {"version": 1, "finish": "yes"})
    late = sign_in("head").post(page, TALK | {"version": 1, "options": "Altre parole"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "A colleague has made a goal of this talk." in html
    assert "Altre parole" in html
    sign_in("head").post(page, TALK | {"version": "", "options": "Altre parole"})
    assert PlanningTalk.objects.get(proposal=None).typed["options"] == "Altre parole"
