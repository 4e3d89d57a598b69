"""Neither side reads the other before both have answered: tried by everybody, from both ends."""

import pytest

from cordata.clusters.models import Membership
from cordata.cycles import rules
from cordata.cycles.actions import reflections as actions
from cordata.cycles.models import ReflectionAnswer
from cordata.cycles.queries.reflections import (
    answers_read_by,
    pairs_of,
    progress_of,
    reflections_seen_by,
    reflections_waiting_for,
)
from cordata.history.models import Entry
from tests import factories as make

SAID = {"mood": "mostly", "helped": "Vedersi in classe", "change": "Più tempo"}


@pytest.fixture
def reflection(year, anna):
    return actions.open_reflection(year.cluster, about="Primo trimestre", by=anna)


def say(year, reflection, side, by, **words):
    school = year.leading if side == "mentor" else year.theirs
    return actions.answer_reflection(reflection, year.theirs, school, **SAID | words, by=by)


def reading(year, answer):
    return {
        name
        for name, person in year.people.items()
        if person and answers_read_by(person).filter(pk=answer.pk).exists()
    }


def agree_on(year):
    for answer in ReflectionAnswer.objects.all():
        for name, person in year.people.items():
            if person:
                seen = answers_read_by(person).filter(pk=answer.pk).exists()
                assert seen == rules.may_read_answer(person, answer), name


def test_each_side_is_unseen_until_both_are_in(year, reflection, anna, marco):
    first = say(year, reflection, "mentee", anna, helped="Il segreto")
    assert reading(year, first) == {"team", "head"}
    agree_on(year)
    [pair] = pairs_of(reflection, marco)
    assert (pair.mine, pair.theirs) == (None, None)

    second = say(year, reflection, "mentor", marco)
    both = {"team", "head", "mentor_team"}
    assert (reading(year, first), reading(year, second)) == (both, both)
    agree_on(year)
    [pair] = pairs_of(reflection, marco)
    assert (pair.mine, pair.theirs) == (second, first)
    [pair] = pairs_of(reflection, anna)
    assert (pair.mine, pair.theirs) == (first, second)


def test_closing_does_not_show_what_one_side_said_alone(year, reflection, anna, marco):
    alone = say(year, reflection, "mentee", anna)
    actions.close_reflection(reflection, by=anna)
    assert reading(year, alone) == {"team", "head"}
    with pytest.raises(actions.ReflectionClosed):
        say(year, reflection, "mentor", marco)
    with pytest.raises(actions.ReflectionClosed):
        actions.close_reflection(reflection, by=anna)
    actions.open_reflection(year.cluster, about="Secondo", by=anna)


def test_what_was_said_does_not_stand_in_the_trail(year, reflection, anna):
    say(year, reflection, "mentee", anna, helped="Il segreto")
    line = Entry.objects.get(verb="reflection.answered")
    assert line.facts == {}


def test_a_side_answers_once(year, reflection, anna):
    said = say(year, reflection, "mentee", anna)
    with pytest.raises(actions.SaidAlready) as before:
        say(year, reflection, "mentee", year.people["head"], helped="Altro")
    assert before.value.answer == said
    assert ReflectionAnswer.objects.get().helped == SAID["helped"]


def test_only_the_two_schools_of_a_pair_answer(year, reflection, anna):
    for mentee, school in (
        (year.others, year.others),
        (year.theirs, year.others),
        (year.leading, year.leading),
        (year.others, year.leading),
    ):
        with pytest.raises(actions.NotInThePair):
            actions.answer_reflection(reflection, mentee, school, **SAID, by=anna)


def test_a_cluster_reflects_on_one_thing_at_a_time(year, reflection, anna):
    with pytest.raises(actions.OneIsOpen):
        actions.open_reflection(year.cluster, about="Ancora", by=anna)
    again = {"about": f" {reflection.about} ", "by": reflection.opened_by}
    assert actions.open_reflection(year.cluster, **again) == reflection  # sent twice


def test_everybody_of_the_cluster_sees_how_far_it_is_and_nothing_more(
    year, reflection, anna, marta, marco
):
    say(year, reflection, "mentee", anna)
    assert list(reflections_seen_by(marta)) == [reflection]
    assert not reflections_seen_by(year.people["neighbour"]).exists()
    assert progress_of(reflection) == (0, 1)
    assert pairs_of(reflection, marta) == []
    say(year, reflection, "mentor", marco)
    assert progress_of(reflection) == (1, 1)
    assert not answers_read_by(marta).exists()


def test_this_week_asks_the_side_that_has_not_answered(year, anna, marco):
    def asked(school):
        return [(one.about, one.asked_name) for one in reflections_waiting_for([school.pk])]

    assert asked(year.theirs) == []
    reflection = actions.open_reflection(year.cluster, about="Primo", by=anna)
    assert asked(year.theirs) == [("Primo", "IC Valle Alta")]
    assert asked(year.leading) == [("Primo", "IC Le Betulle")]
    assert asked(year.others) == []
    say(year, reflection, "mentee", anna)
    assert asked(year.theirs) == []
    assert asked(year.leading)
    say(year, reflection, "mentor", marco)
    assert asked(year.leading) == []


def test_a_mentor_answers_for_each_of_its_schools(year, anna, marco):
    third = make.mentee(year.cohort, name="IC Terza")
    Membership.objects.create(
        cluster=year.cluster, participation=third, side="mentee", code="A2", since="2026-09-01"
    )
    reflection = actions.open_reflection(year.cluster, about="Primo", by=anna)
    say(year, reflection, "mentor", marco)
    assert len(pairs_of(reflection, marco)) == 2
    [asked] = reflections_waiting_for([year.leading.pk])
    assert asked.pairs == 1  # of two: it has spoken about one
    actions.answer_reflection(reflection, third, year.leading, **SAID, by=marco)
    assert not reflections_waiting_for([year.leading.pk])
    assert progress_of(reflection) == (0, 2)
