"""A library of goals: begun from, offered anew, and never written over behind a school's back."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.cycles import rules
from cordata.cycles.actions import goals as goal_actions
from cordata.cycles.actions import templates as actions
from cordata.cycles.actions.proposals import agree_proposal, decline_proposal, word_anew
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal, Proposal, TemplateOffer
from cordata.cycles.queries.templates import (
    by_need,
    newest_words,
    offer_for,
    running_uses,
    templates_ever_for,
    templates_for,
    templates_written_by,
    touched_by,
    words_in,
)
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Interest
from tests import factories as make

WORDS = {
    "text": "Ogni classe legge", "why": "Si legge poco", "success": "Tre classi su quattro",
    "steps": [{"text": "Visita", "weeks": 4}, {"text": "Provare", "weeks": 8}],
}  # fmt: skip


@pytest.fixture
def template(year, marta):
    return actions.add_template(
        year.cohort.country, topic=make.topic("stem"), language="it", words=WORDS, by=marta
    )


@pytest.fixture
def goal(year, template, anna, marco):
    return agree_proposal(start(year.theirs, template, anna), by=marco)


VISIT = {"text": "Visita", "owner": "Anna", "due_on": dt.date(2027, 1, 10)}
TRY = {"text": "Provare", "owner": "Anna", "due_on": None}


def start(school, template, by, **facts):
    words = words_in(template, ["it"])
    given = {
        "text": words.text, "why": words.why, "success": words.success, "topic": template.topic,
        "steps": [VISIT, TRY],
    }  # fmt: skip
    return actions.start_from_template(school, words, Wording(**given | facts), by=by)


def anew(template, marta, **words):
    template.refresh_from_db()
    actions.word_template(
        template, topic=template.topic, language="it", words=WORDS | words,
        version=template.version, by=marta,
    )  # fmt: skip
    return newest_words(template)["it"]


def test_a_school_begins_from_it_in_its_own_words(year, template, marco):
    """Nobody accompanies the mentor school: its goal is one at once."""
    goal = start(year.leading, template, marco, text="La nostra classe legge")
    assert goal.text == "La nostra classe legge"
    assert [one.text for one in goal.steps.order_by("pk")] == ["Visita", "Provare"]
    assert [use.goal for use in running_uses(template)] == [goal]
    assert goal.template_use.words == words_in(template, ["it"])


def test_a_mentee_school_proposes_it_with_all_that_goes_into_the_plan(
    year, template, anna, marco
):
    made = start(year.theirs, template, anna)
    assert isinstance(made, Proposal)
    assert not Goal.objects.exists()
    assert running_uses(template) == []

    goal = agree_proposal(made, by=marco)

    assert (goal.participation, goal.topic) == (year.theirs, template.topic)
    facts = goal.steps.order_by("pk").values("text", "owner", "due_on")
    assert list(facts) == [VISIT, TRY]
    assert goal.template_use.words == words_in(template, ["it"])


def test_worded_anew_it_keeps_its_template_its_need_and_its_steps(year, template, anna, marco):
    first = start(year.theirs, template, anna)
    decline_proposal(first, note="Prima la rete", by=marco)
    first.refresh_from_db()
    again = word_anew(first, Wording("Meglio", "W", "S", first.ground), by=anna)

    goal = agree_proposal(again, by=marco)

    assert (goal.text, goal.topic, goal.steps.count()) == ("Meglio", template.topic, 2)
    assert goal.template_use.words == words_in(template, ["it"])


def test_the_reader_gets_the_language_there_is(template, marta):
    actions.word_template(
        template, topic=None, language="en", words=WORDS | {"text": "Read"}, version=1, by=marta
    )
    assert words_in(template, ["en", "it"]).text == "Read"
    assert words_in(template, ["hr", "it"]).text == "Ogni classe legge"
    assert words_in(template, ["hr"]) is not None
    with pytest.raises(ChangedBySomebody):
        actions.word_template(
            template, topic=None, language="en", words=WORDS, version=1, by=marta
        )


def test_ones_own_needs_come_first(year, template, marta):
    other = actions.add_template(
        year.cohort.country, topic=None, language="it", words=WORDS, by=marta
    )
    found = by_need(templates_for(year.cohort.country), year.theirs)
    assert found == [template, other]
    assert by_need([other, template], year.theirs) == [template, other]
    Interest.objects.update(direction="offers")
    assert by_need([other, template], year.theirs) == [other, template]


def test_a_template_that_is_retired_is_offered_to_nobody(year, template, marta):
    actions.retire_template(template, retired=True, by=marta)
    assert not templates_for(year.cohort.country).exists()
    assert templates_ever_for(year.cohort.country).get() == template
    actions.retire_template(template, retired=False, by=marta)
    assert templates_for(year.cohort.country).count() == 1


def test_new_words_touch_nothing_until_the_school_takes_them(year, template, goal, anna, marta):
    steps = [*WORDS["steps"], {"text": "Raccontare", "weeks": 12}]
    words = anew(template, marta, text="Ogni classe legge ad alta voce", steps=steps)
    assert [use.goal for use in touched_by(words)] == [goal]
    [offer] = actions.offer_words(template, language="it", by=marta)
    goal.refresh_from_db()
    assert goal.text == "Ogni classe legge"
    assert touched_by(words) == []
    assert offer_for(goal) == offer

    actions.accept_offer(offer, by=anna)
    goal.refresh_from_db()
    assert goal.text == "Ogni classe legge ad alta voce"
    assert goal.success == "Tre classi su quattro"
    due = timezone.localdate() + dt.timedelta(weeks=12)
    assert list(goal.steps.order_by("pk").values_list("text", "due_on"))[-1] == (
        "Raccontare",
        due,
    )
    assert goal.steps.filter(text="Visita").count() == 1
    assert offer_for(goal) is None
    assert goal.template_use.words == words
    with pytest.raises(actions.AnsweredAlready):
        actions.keep_own(offer, by=anna)


def test_a_school_that_keeps_its_own_is_not_asked_the_same_again(template, goal, anna, marta):
    anew(template, marta, why="Altro")
    [offer] = actions.offer_words(template, language="it", by=marta)
    actions.keep_own(offer, by=anna)
    goal.refresh_from_db()
    assert goal.why == "Si legge poco"
    assert actions.offer_words(template, language="it", by=marta) == []
    anew(template, marta, why="Ancora altro")
    [again] = actions.offer_words(template, language="it", by=marta)
    assert offer_for(goal) == again


def test_an_older_offer_gives_way_to_a_newer(template, goal, anna, marta):
    anew(template, marta, why="Due")
    [old] = actions.offer_words(template, language="it", by=marta)
    anew(template, marta, why="Tre")
    [new] = actions.offer_words(template, language="it", by=marta)
    assert offer_for(goal) == new
    with pytest.raises(actions.AnsweredAlready):
        actions.accept_offer(old, by=anna)


def test_a_goal_that_was_given_up_is_neither_touched_nor_changed(template, goal, anna, marta):
    words = anew(template, marta, why="Due")
    [offer] = actions.offer_words(template, language="it", by=marta)
    goal_actions.drop_goal(goal, why="Basta", by=anna)
    with pytest.raises(goal_actions.Dropped):
        actions.accept_offer(offer, by=anna)
    assert TemplateOffer.objects.get().accepted is None
    assert touched_by(words) == []
    assert running_uses(template) == []


def test_the_rule_and_the_query_agree_on_who_keeps_the_library(year, template):
    keeping = set()
    for name, person in year.people.items():
        if person:
            may = rules.may_write_templates(person, template.country)
            assert templates_written_by(person).filter(pk=template.pk).exists() == may, name
            keeping |= {name} if may else set()
    assert keeping == {"coordinator", "programme_coordinator"}


def test_taking_new_words_takes_their_language_whoever_takes_them(goal, template, marta, anna):
    """A colleague who reads in English takes Italian words: the goal is in Italian."""
    anew(template, marta, why="Si legge da soli")
    actions.offer_words(template, language="it", by=marta)
    anna.language = "en"

    actions.accept_offer(offer_for(goal), by=anna)

    goal.refresh_from_db()
    assert (goal.why, goal.language) == ("Si legge da soli", "it")
