"""Looking back: goals at mid-term, the term's page, hand-over, and who grew."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.clusters.actions.changing import withdraw_school
from cordata.cycles import rules
from cordata.cycles.actions import reviews as actions
from cordata.cycles.actions.goals import drop_goal
from cordata.cycles.models import Growth, HandOver, Review, TermPage
from cordata.cycles.queries.reviews import (
    could_have_grown_from,
    growths_of,
    hand_overs_read_by,
    last_cluster_of,
    reviewed_lines,
    reviews_of,
    terms_of,
)
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Cohort
from tests import factories as make

DAY = dt.date(2027, 2, 1)
WORDS = {"moved": "Le letture", "hindered": "Il tempo", "ahead": "Due visite"}
LEFT = {"stays": "I quaderni", "keeper": "Anna", "passed_on": "Leggere ogni giorno"}


def review(year, anna, verdicts, **more):
    return actions.review_goals(
        year.theirs, held_on=DAY, mentor_there=True, verdicts=verdicts, by=anna, **more
    )


def test_of_each_goal_it_is_said_whether_it_goes_on(year, anna, agree):
    kept, dropped = agree("Uno"), agree("Due")
    review(year, anna, {kept: ("keep", "Va"), dropped: ("drop", "Troppo presto")})
    dropped.refresh_from_db()
    assert dropped.dropped_why == "Troppo presto"
    [made] = reviews_of(year.theirs)
    assert [(one.goal, one.verdict) for one in made.goals] == [
        (kept, "keep"),
        (dropped, "drop"),
    ]
    assert [one.sentence for one in reviewed_lines(kept)] == ["Va"]


def test_a_review_sent_twice_is_one_review(year, anna, agree):
    goal, receipt = agree(), uuid4()
    verdicts = {goal: ("drop", "Basta")}
    first = review(year, anna, verdicts, receipt=receipt)
    assert review(year, anna, verdicts, receipt=receipt) == first
    assert Review.objects.count() == 1


def test_a_review_is_of_the_goals_of_now(year, anna, agree):
    goal, other = agree("Uno"), agree("Due")
    for verdicts in ({}, {goal: ("keep", "Va")}):
        with pytest.raises(actions.GoalsChanged):
            review(year, anna, verdicts)
    drop_goal(other, why="x", by=anna)
    with pytest.raises(actions.GoalsChanged):
        review(year, anna, {goal: ("keep", "Va"), other: ("keep", "Va")})
    assert not Review.objects.exists()


def test_the_term_is_written_together_and_every_version_stays(year, anna, marco):
    page = actions.write_term(year.cluster, 1, version=None, by=anna, **WORDS)
    marco.language = "hr"
    actions.write_term(year.cluster, 1, version=1, by=marco, **WORDS | {"ahead": "Tre visite"})
    page.refresh_from_db()
    assert (page.ahead, page.version) == ("Tre visite", 2)
    assert list(page.versions.order_by("number").values_list("ahead", "written_by")) == [
        ("Due visite", anna.pk),
        ("Tre visite", marco.pk),
    ]
    assert [found for _number, _name, found in terms_of(year.cluster)] == [page, None, None]
    assert page.language == "hr"


@pytest.mark.parametrize("seen", [None, 1])
def test_of_two_people_the_later_is_shown_the_other(year, anna, marco, seen):
    actions.write_term(year.cluster, 1, version=None, by=anna, **WORDS)
    if seen:
        actions.write_term(year.cluster, 1, version=1, by=anna, **WORDS)
    with pytest.raises(ChangedBySomebody) as faster:
        actions.write_term(year.cluster, 1, version=seen, by=marco, **WORDS)
    assert faster.value.now == TermPage.objects.get()


def test_what_the_report_has_taken_stays_until_it_is_given_back(year, anna, marta):
    page = actions.write_term(year.cluster, 1, version=None, by=anna, **WORDS)
    with pytest.raises(ChangedBySomebody):
        actions.take_term(page, version=7, by=marta)
    actions.take_term(page, version=1, by=marta)
    with pytest.raises(actions.TakenAlready):
        actions.take_term(page, version=1, by=marta)
    with pytest.raises(actions.TakenAlready):
        actions.write_term(year.cluster, 1, version=1, by=anna, **WORDS)
    actions.give_back_term(page, by=marta)
    actions.write_term(year.cluster, 1, version=1, by=anna, **WORDS)
    assert rules.may_take_term(marta, year.cluster)
    assert not rules.may_take_term(anna, year.cluster)


def test_a_school_that_left_still_hands_over(year, anna, marta):
    member = year.cluster.memberships.get(participation=year.theirs)
    withdraw_school(member, version=year.cluster.version, reason="Fusione", by=marta)
    assert last_cluster_of(year.theirs) == year.cluster
    assert last_cluster_of(make.mentee(year.cohort)) is None
    assert rules.may_write_hand_over(anna, year.cluster, year.theirs)
    assert not rules.may_write_hand_over(anna, year.cluster, None)
    left = actions.hand_over(year.cluster, year.theirs, version=None, by=anna, **LEFT)
    with pytest.raises(ChangedBySomebody):
        actions.hand_over(year.cluster, year.theirs, version=None, by=anna, **LEFT)
    later = LEFT | {"keeper": "Marco"}
    actions.hand_over(year.cluster, year.theirs, version=1, by=anna, **later)
    left.refresh_from_db()
    assert (left.keeper, left.version) == ("Marco", 2)


def test_the_cluster_hands_over_once_as_a_whole(year, anna):
    actions.hand_over(year.cluster, None, version=None, by=anna, **LEFT)
    with pytest.raises(ChangedBySomebody):
        actions.hand_over(year.cluster, None, version=None, by=anna, **LEFT)
    assert HandOver.objects.count() == 1


def test_the_rule_and_the_query_agree_on_who_reads_a_hand_over(year, anna):
    for school in (None, year.theirs):
        one = actions.hand_over(year.cluster, school, version=None, by=anna, **LEFT)
        reading = set()
        for name, person in year.people.items():
            if person:
                may = rules.may_read_hand_over(person, one)
                assert hand_overs_read_by(person).filter(pk=one.pk).exists() == may, name
                reading |= {name} if may else set()
        assert reading == {
            "team",
            "head",
            "mentor_team",
            "coordinator",
            "programme_coordinator",
        }


def test_a_mentee_becomes_a_mentor_and_the_tie_is_kept(year, anna):
    school = year.theirs.school
    later = Cohort.objects.create(
        programme=year.cohort.programme, country=year.cohort.country, name="2027/28",
        starts_on=dt.date(2027, 9, 1), ends_on=dt.date(2028, 6, 30),
    )  # fmt: skip
    now = make.mentor(later, school=school)
    assert could_have_grown_from(year.theirs) == []
    assert could_have_grown_from(make.mentor(later)) == []
    assert could_have_grown_from(now) == [year.theirs]
    with pytest.raises(actions.DidNotGrow):
        actions.note_growth(now, year.others, by=anna)
    actions.note_growth(now, year.theirs, by=anna)
    with pytest.raises(actions.DidNotGrow):
        actions.note_growth(now, year.theirs, by=anna)
    [grown] = growths_of([school.public_id])
    assert (grown.before, grown.now) == (year.theirs, now)
    assert Growth.objects.get().noted_at <= timezone.now()
