"""Hours, travel, who called: counted by hand. And where goals stand, at both ends of a span."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.clusters.actions.changing import hand_over
from cordata.clusters.models import Cluster
from cordata.cycles.models import Attendance
from cordata.cycles.queries.dose import (
    Dose,
    Span,
    dose_of,
    dose_of_school,
    span_of,
    total,
)
from cordata.cycles.queries.month import Month, month_of
from cordata.cycles.queries.standing import Standing, standing_of, standing_of_school
from cordata.history.models import Entry
from cordata.networks.models import Country
from tests import cast as casting
from tests.cycles.planning import moved, planned
from tests.cycles.year import activity, ago, cluster_of, goal
from tests.cycles.year import moved as goal_moved

EVERY = Cluster.objects.all()


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    return cluster_of(cast)


def month():
    return Span(ago(days=30), timezone.now())


def test_a_dose_by_hand(cast, cluster):
    # A visit of 90 minutes: 2 + 3 people, of whom 3 travel 40 minutes; one online of 60 with 1.
    activity(
        cluster,
        10,
        "well",
        called_by=cast.leading,
        pointed_by=cast.theirs,
        attending=[(cast.leading, 2, 0), (cast.theirs, 3, 40)],
    )
    activity(
        cluster,
        9,
        "partly",
        kind="meeting",
        minutes=60,
        online=True,
        points=[],
        called_by=cast.theirs,
        attending=[(cast.theirs, 1, 0)],
    )
    activity(cluster, 8, "hardly")  # called by the coordinator, nobody wrote down
    # Not held, called off, not told for two weeks: promised, and nothing more.
    activity(cluster, 7, "not_held")
    activity(cluster, 6, cancelled_at=ago(days=7), cancelled_why="Neve", kind="workshop")
    activity(cluster, 20)
    activity(cluster, 3)  # still to be told: neither
    activity(cluster, 40, "well", called_by=cast.leading)  # before

    dose = dose_of(EVERY, month())[cluster.pk]

    assert dose == Dose(
        held={"visit": 2, "meeting": 1},
        not_held={"visit": 2, "workshop": 1},
        online=1,
        minutes=90 + 60 + 90,
        people=2 + 3 + 1,
        attended=5 * 90 + 1 * 60,
        travel=3 * 40,
        called={"mentor": 1, "mentee": 1, "coordinator": 1},
        pointed={"mentee": 1, "nobody": 1, "coordinator": 1},
    )
    assert month_of(EVERY, month()) == Month(held=3, lost=3, moved=0, finished=0)


def test_what_was_called_off_and_made_good_is_no_missed_activity(cast, cluster):
    for days in (6, -3):  # the second lies ahead
        activity(cluster, days, cancelled_at=ago(days=7), cancelled_why="Neve")
    span = Span(ago(days=30), ago(days=-30))
    assert dose_of(EVERY, span)[cluster.pk].not_held == {"visit": 1}
    assert month_of(EVERY, span).lost == 1
    activity(cluster, 2, "well")
    assert dose_of(EVERY, span)[cluster.pk].not_held == {}
    assert month_of(EVERY, span) == Month(held=1, lost=0, moved=0, finished=0)


def test_a_cohort_is_the_sum_of_its_clusters_and_a_silent_one_has_no_dose(cast, cluster):
    other = Cluster.objects.create(
        cohort=cast.cohort, letter="B", name="Monti", opened_on=cluster.opened_on
    )
    assert dose_of(EVERY, month())[other.pk] == Dose()

    activity(cluster, 10, "well", called_by=cast.leading)
    activity(other, 10, "well", attending=[(cast.others, 4, 15)])
    both = total(dose_of(EVERY, month()).values())
    assert (both.minutes, both.people, both.travel) == (180, 4, 60)
    assert both.called == {"mentor": 1, "coordinator": 1}


def test_a_school_has_what_its_own_people_took_part_in(cast, cluster):
    activity(
        cluster,
        10,
        "well",
        called_by=cast.leading,
        attending=[(cast.leading, 2, 30), (cast.theirs, 3, 0)],
    )
    activity(cluster, 9, "well", attending=[(cast.leading, 1, 10)])

    mine = dose_of_school(cast.theirs, month())

    assert (mine.held, mine.minutes, mine.attended, mine.travel) == ({"visit": 1}, 90, 270, 0)


def test_who_called_is_counted_by_the_side_of_that_day(cast, cluster):
    activity(cluster, 10, "well", called_by=cast.leading)
    to = cluster.memberships.get(participation=cast.theirs)
    hand_over(
        cluster, to, version=cluster.version, reason="Pronta", by=cast.people["coordinator"]
    )

    assert dose_of(EVERY, month())[cluster.pk].called == {"mentor": 1}


def test_who_set_the_points_is_whoever_wrote_them_last(cast, cluster):
    visit = planned(cast, cluster)  # the mentor school calls it, with a point
    assert visit.pointed_by == cast.leading
    moved(visit, cast, minutes=45)  # the same points
    assert visit.pointed_by == cast.leading
    moved(visit, cast, points=["Ascoltare"])  # by the team of the mentee school
    assert visit.pointed_by == cast.theirs
    moved(visit, cast, points=["Il piano"], by=cast.people["coordinator"])
    assert visit.pointed_by is None
    moved(visit, cast, points=["Ascoltare"])
    type(visit).objects.update(starts_at=ago(days=3), went="well", told_at=ago(days=2))

    dose = dose_of(EVERY, month())[cluster.pk]

    assert (dose.called, dose.pointed) == ({"mentor": 1}, {"mentee": 1})
    facts = Entry.objects.filter(verb="activity.moved").order_by("pk")
    assert [one.facts.get("points") for one in facts] == [
        None, ["Ascoltare"], ["Il piano"], ["Ascoltare"]
    ]  # fmt: skip


def test_points_that_are_taken_away_are_set_by_nobody(cast, cluster):
    visit = planned(cast, cluster)
    moved(visit, cast, points=[" "])
    assert (visit.points, visit.pointed_by) == ([], None)


def test_doses_of_many_clusters_cost_two_queries(cast, cluster, django_assert_num_queries):
    for letter in "BCD":
        other = Cluster.objects.create(
            cohort=cast.cohort, letter=letter, name=letter, opened_on=cluster.opened_on
        )
        activity(other, 5, "well", attending=[(cast.others, 1, 1)])

    with django_assert_num_queries(2):
        assert len(dose_of(EVERY, month())) == 3
    assert Attendance.objects.count() == 3


def test_days_are_those_of_the_country():
    lisbon = Country(code="PT", time_zone="Europe/Lisbon")

    span = span_of(lisbon, dt.date(2026, 9, 1), dt.date(2026, 9, 30))

    assert span.since == dt.datetime(2026, 8, 31, 23, tzinfo=dt.UTC)
    assert span.before == dt.datetime(2026, 9, 30, 23, tzinfo=dt.UTC)


def test_goals_stand_as_at_the_end_and_move_from_the_beginning(cast, cluster):
    team = cast.people["team"]
    finished, back, still = (goal(cast.theirs, place) for place in (1, 2, 3))
    goal_moved(finished, "trying", 50, team)
    goal_moved(finished, "part", 10, team)
    goal_moved(back, "trying", 20, team)
    goal_moved(back, "agreed", 10, team)
    goal_moved(still, "several", 40, team)
    given_up = goal(cast.leading)
    type(given_up).objects.filter(pk=given_up.pk).update(
        dropped_at=ago(days=5), dropped_why="x"
    )
    goal(cast.leading, 2, days=-1)  # not yet set

    standing = standing_of(EVERY, month())[cluster.pk]

    assert standing == Standing(
        stops={"part": 1, "agreed": 1, "several": 1}, moved=1, finished=1, given_up=1
    )
    assert standing_of_school(cast.theirs, month()).stops == standing.stops
    assert month_of(EVERY, month()) == Month(held=0, lost=0, moved=1, finished=1)
    assert standing + standing == Standing(
        stops={"part": 2, "agreed": 2, "several": 2}, moved=2, finished=2, given_up=2
    )
