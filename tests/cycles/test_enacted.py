"""How a cluster is really coordinated, counted by hand; and how much the page pays for it."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.analysis.coordination.enacted import AXES, Fit, Reading
from cordata.clusters.models import Cluster, CoordinationModel
from cordata.cycles.queries.enacted import (
    Quarter,
    lived_by,
    lived_in,
    quarter_of,
    told_in,
)
from tests import cast as casting
from tests.cycles.year import activity, ago, cluster_of

EVERY = Cluster.objects.all()


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    made = cluster_of(cast, age=150)
    CoordinationModel.objects.filter(cluster=made).update(
        since=made.opened_on, initiative="schools", direction="one_way", mode="blended"
    )
    return made


def by_axis(cluster):
    return {one.axis: one for one in lived_in([cluster])[cluster.pk]}


def test_each_axis_by_hand(cast, cluster):
    both = [(cast.leading, 2, 0), (cast.theirs, 3, 0)]
    activity(cluster, 40, "well", called_by=cast.leading, attending=both)
    activity(cluster, 30, "well", called_by=cast.leading, attending=both)
    activity(cluster, 20, "well", called_by=cast.theirs, attending=both, online=True)
    # Mentored schools alone; then one that the coordinator called, where nobody was counted.
    activity(cluster, 10, "well", called_by=cast.leading, attending=[(cast.theirs, 2, 0)])
    activity(cluster, 5, "partly", online=True)
    # Neither is a record of what took place.
    activity(cluster, 4, "not_held")
    activity(cluster, 3)

    lived = by_axis(cluster)

    assert lived["initiative"].now == Reading(4, 5, "schools")
    assert lived["initiative"].fit == Fit.SAME
    assert lived["direction"].now == Reading(2, 4, "reciprocal")
    assert lived["direction"].fit == Fit.OTHER
    assert lived["mode"].now == Reading(2, 5, "blended")
    assert lived["mode"].fit == Fit.SAME


def test_only_what_took_place_since_the_model_was_declared_counts_for_it(cast, cluster):
    for days in (60, 50, 40, 30, 20):
        activity(cluster, days, "well", called_by=cast.leading)
    CoordinationModel.objects.filter(cluster=cluster).update(since=ago(days=35).date())

    lived = by_axis(cluster)["initiative"]

    assert (lived.now, lived.fit) == (Reading(2, 2, ""), Fit.FEW)


def test_quarters_are_all_there_and_tell_when_it_turned(cast, cluster):
    year = timezone.localdate().year - 1
    for month, called in ((2, None), (8, cast.leading)):
        for day in (3, 10, 17, 24):
            made = activity(cluster, 1, "well", called_by=called)
            made.starts_at = dt.datetime(year, month, day, 10, tzinfo=dt.UTC)
            made.save()

    lived = by_axis(cluster)["initiative"]

    assert [(one.number, reading.level) for one, reading in lived.quarters] == [
        (1, "authority"), (2, ""), (3, "schools"),
    ]  # fmt: skip
    assert lived.moved == (Quarter(year, 1), Quarter(year, 3))


def test_a_mentor_school_that_handed_over_is_no_mentor_afterwards(cast, cluster):
    day = ago(days=20).date()
    cluster.memberships.filter(side="mentor").update(until=day - dt.timedelta(days=5))
    activity(cluster, 30, "well", called_by=cast.leading, attending=[(cast.leading, 1, 0)])
    activity(cluster, 10, "well", called_by=cast.leading, attending=[(cast.leading, 1, 0)])

    assert [one.with_mentor for _day, one in told_in(EVERY)[cluster.pk].days] == [True, False]


def test_a_cluster_that_told_nothing_has_too_few_records_on_every_axis(cluster):
    assert [one.fit for one in lived_in([cluster])[cluster.pk]] == [Fit.FEW] * len(AXES)
    assert lived_in([cluster])[cluster.pk][0].quarters == ()


def test_some_days_can_be_read_whatever_was_declared(cast, cluster):
    for days in (60, 50, 40, 30):
        activity(cluster, days, "well", called_by=cast.leading, online=True)

    told = told_in(EVERY)[cluster.pk]

    assert lived_by(told, ago(days=61).date(), ago(days=29).date())["mode"].level == "virtual"
    assert lived_by(told, ago(days=45).date(), ago(days=29).date())["mode"].level == ""


def test_quarters_of_the_calendar():
    assert quarter_of(dt.date(2026, 3, 31)) == Quarter(2026, 1)
    assert quarter_of(dt.date(2026, 10, 1)) == Quarter(2026, 4)
    assert Quarter(2026, 4).next() == Quarter(2027, 1)


def test_many_clusters_cost_two_queries(cast, cluster, django_assert_num_queries):
    for letter in "BCD":
        other = Cluster.objects.create(
            cohort=cast.cohort, letter=letter, name=letter, opened_on=cluster.opened_on
        )
        activity(other, 5, "well", attending=[(cast.others, 1, 1)])
    some = list(EVERY)

    with django_assert_num_queries(2):
        lived_in(some)
