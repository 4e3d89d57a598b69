"""Cohorts start, schools take part and leave, rules are set: each once, each in the trail."""

import datetime as dt

import pytest

from cordata.analysis.matching.rules import Rules, rules_from_dict
from cordata.history.models import Entry
from cordata.networks import actions
from cordata.networks.models import Cohort, Country, Participation, Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def marta():
    return make.coordinator()


def verbs():
    return [entry.verb for entry in Entry.objects.order_by("pk")]


def start(by, name="2026/27"):
    return actions.start_cohort(
        programme=make.programme(),
        country=make.country(),
        name=name,
        starts_on=dt.date(2026, 9, 1),
        ends_on=dt.date(2027, 6, 30),
        by=by,
    )


def test_starting_a_cohort_gives_it_the_usual_rules_and_a_line_in_the_books_of_the_country(
    marta,
):
    cohort = start(marta)

    entry = Entry.objects.get()
    assert rules_from_dict(cohort.rules) == Rules()
    assert (entry.verb, entry.scope, entry.by) == (
        "cohort.started",
        "country:IT",
        marta.public_id,
    )


def test_a_country_has_one_cohort_of_a_name_in_a_programme(marta):
    start(marta)

    with pytest.raises(actions.NameTaken):
        start(marta)

    assert Cohort.objects.count() == 1
    assert verbs() == ["cohort.started"]


def test_a_school_takes_part_with_what_is_known_of_it(marta):
    cohort, school = make.cohort(), make.school(language="it")
    school.priority_flags.create(reason="rural", source="ISTAT", dated_on=dt.date(2026, 1, 1))

    began = actions.take_part(cohort, school, side="mentor", by=marta)

    assert (began.min_places, began.max_places) == (0, 4)
    assert (began.working_languages, began.priority) == (["it"], True)
    assert verbs() == ["participation.began"]


def test_a_school_takes_part_once(marta):
    there = make.mentor(make.cohort())

    with pytest.raises(actions.TakesPartAlready) as already:
        actions.take_part(there.cohort, there.school, side="mentee", by=marta)

    assert already.value.participation == there
    assert verbs() == []


def test_a_school_of_another_country_or_a_closed_one_cannot_take_part(marta):
    cohort = make.cohort()

    with pytest.raises(actions.NotInThisCountry):
        actions.take_part(cohort, make.school(country="HR"), side="mentee", by=marta)
    closed = make.school(closed_on=dt.date(2026, 8, 31))
    with pytest.raises(actions.SchoolClosed):
        actions.take_part(cohort, closed, side="mentee", by=marta)


def test_a_school_that_left_comes_back_on_the_other_side(marta):
    gone = make.mentee(make.cohort())
    actions.withdraw_participation(gone, reason="A new head.", by=marta)

    back = actions.take_part(gone.cohort, gone.school, side="mentor", places=(3, 5), by=marta)

    assert back.pk == gone.pk
    assert (back.side, back.min_places, back.max_places) == ("mentor", 3, 5)
    assert (back.withdrawn_at, back.withdrawn_why) == (None, "")


def test_a_change_says_in_the_trail_what_was_before_and_after(marta):
    mentor = make.mentor(make.cohort(), places=(0, 4))

    actions.change_participation(mentor, version=1, min_places=3, max_places=5, by=marta)

    mentor.refresh_from_db()
    assert (mentor.min_places, mentor.max_places, mentor.version) == (3, 5, 2)
    assert Entry.objects.get().facts["changed"] == {
        "min_places": ["0", "3"],
        "max_places": ["4", "5"],
    }


def test_the_later_of_two_editors_changes_nothing_and_is_told_how_it_stands(marta):
    mentor = make.mentor(make.cohort(), places=(0, 4))
    same = Participation.objects.get(pk=mentor.pk)
    actions.change_participation(mentor, version=1, max_places=6, by=marta)

    with pytest.raises(actions.ChangedBySomebody) as changed:
        actions.change_participation(same, version=1, max_places=2, interests={}, by=marta)

    assert changed.value.now.max_places == 6
    assert verbs() == ["participation.changed"]


def test_a_mentor_that_wants_to_be_accompanied_gives_up_its_places(marta):
    mentor = make.mentor(make.cohort())

    actions.change_participation(mentor, version=1, side="mentee", by=marta)

    assert (mentor.side, mentor.min_places, mentor.max_places) == ("mentee", 0, 0)


def test_a_school_leaves_once_with_a_reason(marta):
    mentee = make.mentee(make.cohort(), needs=["stem"])
    actions.withdraw_participation(mentee, reason="Works on the building.", by=marta)

    with pytest.raises(actions.ChangedBySomebody):
        actions.withdraw_participation(mentee, reason="Again.", by=marta)

    assert mentee.withdrawn_why == "Works on the building."
    assert mentee.interests.count() == 1
    assert verbs() == ["participation.withdrawn"]


def test_needs_are_said_anew_and_unknown_topics_are_not_invented(marta):
    mentee = make.mentee(make.cohort(), needs=["stem"])

    actions.set_interests(mentee, {"inclusion": 3, "flying": 1}, version=1, by=marta)

    assert list(mentee.interests.values_list("topic__slug", "priority")) == [("inclusion", 3)]
    assert mentee.version == 2


def test_wishes_keep_their_order_leave_out_the_own_side_and_stay_out_of_the_trail(marta):
    cohort = make.cohort()
    first, second = make.mentor(cohort), make.mentor(cohort)
    mentee, other = make.mentee(cohort), make.mentee(cohort)

    actions.set_wishes(mentee, [second, other, first], version=1, by=marta)

    wishes = mentee.wishes.order_by("rank").values_list("wanted", flat=True)
    assert list(wishes) == [second.pk, first.pk]
    assert Entry.objects.get().facts == {}


def test_rules_are_set_once_by_whoever_was_first(marta):
    mine = make.cohort()
    yours = Cohort.objects.get(pk=mine.pk)
    actions.set_rules(mine, Rules(travel_limit=90), version=1, by=marta)

    with pytest.raises(actions.ChangedBySomebody):
        actions.set_rules(yours, Rules(travel_limit=30), version=1, by=marta)

    yours.refresh_from_db()
    assert (yours.rules["travel_limit"], yours.rules_version) == (90, 2)


def test_the_words_of_a_country_are_set_by_whoever_was_first():
    ada = make.administrator()
    country = make.country()
    words = {"cluster": {"it": {"one": "cordata", "many": "cordate"}}}
    actions.set_country_words(country, words, version=1, by=ada)

    with pytest.raises(actions.ChangedBySomebody):
        actions.set_country_words(Country.objects.get(), {}, version=1, by=ada)

    assert Country.objects.get().words == words
    assert verbs() == ["country.words_set"]


def test_countries_programmes_and_topics_are_set_up_by_name():
    ada = make.administrator()

    actions.add_country(code="HU", languages=["hu"], by=ada)
    actions.add_programme(name="Rope", slug="rope", starts_on=dt.date(2026, 9, 1), by=ada)
    actions.save_topic("chess", {"en": "Chess"}, position=3, by=ada)

    assert verbs() == ["country.added", "programme.added", "topic.saved"]
    with pytest.raises(actions.NameTaken):
        actions.add_country(code="HU", languages=["hu"], by=ada)
    with pytest.raises(actions.NameTaken):
        actions.add_programme(name="Rope", slug="rope", starts_on=dt.date(2026, 9, 1), by=ada)


def test_a_fresh_installation_has_a_vocabulary_in_seven_languages():
    topics = Topic.objects.all()

    assert topics.count() >= 16
    for topic in topics:
        assert set(topic.labels) == {"en", "it", "nl", "hr", "cs", "hu", "pt"}
