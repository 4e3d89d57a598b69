"""What the form of an activity begins with: only people that somebody announced, or last time's."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.models import Answer
from cordata.cycles.queries.attendance import usual_attendance
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def five(cast):
    """Le Betulle leads four schools; each is a participation, the mentor first."""
    more = [make.mentee(cast.cohort, name=f"IC Monte {at}", needs=["stem"]) for at in (1, 2)]
    schools = [cast.leading, cast.theirs, cast.others, *more]
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, schools[1:], name="Valli", by=marta)
    return schools


def begins(visit, schools):
    usual = usual_attendance(visit, schools)
    return [usual[one.pk].leaders + usual[one.pk].teachers for one in schools]


def held(five, **facts):
    return activity(cluster(five), 1, **({"called_by": five[0], "host": five[1]} | facts))


def cluster(five):
    return five[0].memberships.get().cluster


def answer(visit, school, says):
    who = make.person()
    Answer.objects.create(
        activity=visit, participation=school, says=says, sentence="Lunedì",
        starts_at=visit.starts_at, answered_by=who, answered_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["visit", "observation", "shadowing"])
def test_a_visit_counts_host_and_caller_until_somebody_adds_others(five, kind):
    assert begins(held(five, kind=kind), five) == [3, 3, 0, 0, 0]


def test_who_said_that_they_come_is_counted_and_who_said_no_is_not(five):
    visit = held(five)
    answer(visit, five[2], "yes")
    assert begins(visit, five) == [3, 3, 3, 0, 0]
    meeting = held(five, kind="meeting", host=None, online=True)
    answer(meeting, five[3], "no")
    answer(meeting, five[4], "other_day")
    answer(meeting, five[2], "maybe")
    assert begins(meeting, five) == [3, 3, 3, 0, 0]
    meeting.starts_at += dt.timedelta(days=1)  # moved: what they said was of another day
    assert begins(meeting, five) == [3, 3, 3, 3, 3]


def test_whoever_was_absent_from_the_last_meeting_begins_with_nobody(five):
    for days, there in ((20, five), (9, five[:3])):
        attending = [(one, days, 0) for one in there]
        activity(cluster(five), days, "well", kind="meeting", attending=attending)
    # What was told as not held, and a visit of two, are no last meeting.
    activity(cluster(five), 5, "not_held", kind="workshop")
    activity(cluster(five), 4, "well", attending=[(five[3], 5, 0)])
    workshop = held(five, kind="workshop", called_by=None, host=None, online=True)
    assert begins(workshop, five) == [9, 9, 9, 0, 0]
    answer(workshop, five[4], "yes")
    assert begins(workshop, five) == [9, 9, 9, 0, 20]


def test_a_form_asks_the_database_twice(five, django_assert_num_queries):
    visit = held(five)
    with django_assert_num_queries(2):
        usual_attendance(visit, five)
