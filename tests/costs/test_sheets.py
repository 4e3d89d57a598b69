"""Hours come from activities alone; a guess stands until somebody confirms, then it is frozen."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cordata.clusters.models import Cluster, CoordinationModel, Descent
from cordata.costs import rules
from cordata.costs.actions import (
    Incomplete,
    NotYetBegun,
    NotYetOver,
    RecordsMoved,
    confirm_term,
)
from cordata.costs.models import Bears, Confirmation, Kind
from cordata.costs.queries.sheets import clusters_with_costs_seen_by, mark_of, sheets_of
from cordata.costs.queries.terms import terms_of
from cordata.costs.queries.usual import USUAL
from cordata.cycles.actions.correcting import correct_activity
from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity, Attendance
from cordata.history.models import Entry
from cordata.networks.models import Cohort
from tests import cast as casting
from tests import factories as make
from tests.costs import spending
from tests.cycles.year import activity


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def anna(cast):
    return cast.people["mentor_team"]


def test_hours_by_role_and_side_are_those_of_activities_that_took_place(cast):
    cluster = spending.at_work(cast)
    for went in ("not_held", ""):
        Attendance.objects.create(
            activity=activity(cluster, 1, went), participation=cast.leading, teachers=9
        )

    sheet = spending.now(cluster)

    assert dict(sheet.now) == {
        "sessions": 2, "contact": 180,
        "time:mentor:leaders": 180, "time:mentor:teachers": 360, "time:mentee:teachers": 540,
        "travel:mentor:leaders": 120, "travel:mentor:teachers": 240, "cars:mentor": 120,
    }  # fmt: skip
    # 3 people, 1.5 + 1 hours, twice; 3 people, 1.5 hours, twice.
    assert sheet.quantity(Kind.MENTOR_TIME) == Decimal(15)
    assert sheet.quantity(Kind.MENTEE_TIME) == Decimal(9)
    assert sheet.quantity(Kind.MENTOR_TRAVEL) == Decimal(100)  # two hours of a car at 50 km/h
    assert sheet.quantity(Kind.MENTEE_TRAVEL) == Decimal(0)
    assert sheet.confirmed is None
    assert not sheet.has_moved


@pytest.mark.parametrize("label", CoordinationModel.Label.values)
def test_every_model_has_its_template_and_none_is_empty(cast, label):
    cluster = spending.at_work(cast)
    CoordinationModel.objects.filter(cluster=cluster).update(label=label)
    sheet = spending.now(cluster)
    weeks = sheet.term.weeks_by(dt.date.today(), cluster.opened_on)

    assert [one.kind for one in sheet.used] == list(Kind)
    assert sheet.quantity(Kind.COORDINATION) == USUAL[label].coordination * weeks
    # Teachers: 4 + 6 of the mentor school with travel, 9 of the mentee school.
    covered = (USUAL[label].covered * 19).quantize(Decimal("0.01"))
    assert sheet.quantity(Kind.COVER) == covered
    assert sheet.model == label


def test_a_cluster_costs_nothing_in_weeks_in_which_it_was_not_there(cast):
    cluster = spending.at_work(cast, times=0)
    Cohort.objects.filter(pk=cast.cohort.pk).update(
        starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 6, 30)
    )

    def guessed(opened, closed=None):
        """By term: weeks of coordination, hours of training."""
        cluster.opened_on, cluster.closed_on = opened, closed
        cluster.save()
        cluster.refresh_from_db()
        sheets = sheets_of(cluster.cohort, [cluster], dt.date(2026, 7, 15))
        like = USUAL.get(sheets[0].model, USUAL["hybrid"]) if sheets else None
        return {
            one.term.number: (
                one.quantity(Kind.COORDINATION) / like.coordination,
                one.quantity(Kind.TRAINING) / like.training,
            )
            for one in sheets
        }

    autumn, spring = dt.date(2025, 9, 1), dt.date(2026, 3, 1)
    assert guessed(dt.date(2025, 8, 1)) == {1: (22, 1), 2: (22, 0)}  # published in summer
    assert guessed(autumn, dt.date(2025, 9, 14)) == {1: (2, 1)}
    assert guessed(spring) == {2: (18, 1)}
    assert guessed(dt.date(2026, 7, 5)) == {}
    before = Cluster.objects.create(cohort=cast.cohort, letter="Y", name="Y", opened_on=autumn)
    Descent.objects.create(before=before, after=cluster, kind="split", on=spring)
    assert guessed(spring) == {2: (18, 0)}
    assert guessed(autumn) == {1: (22, 1), 2: (22, 0)}  # another was merged into it later


def test_a_term_with_records_stays_whatever_days_the_cluster_had(cast):
    cluster = spending.at_work(cast)
    cluster.opened_on = dt.date.today() + dt.timedelta(days=9)
    cluster.save()

    [sheet] = [one for one in sheets_of(cluster.cohort, [cluster]) if one.counted]

    assert sheet.quantity(Kind.MENTOR_TIME) == Decimal(15)
    assert sheet.quantity(Kind.COORDINATION) == 0


def test_confirming_freezes_the_term_with_name_and_day(cast, anna):
    cluster = spending.at_work(cast)
    sheet = spending.now(cluster)
    used = [
        replace(one, quantity=Decimal(7), bears=Bears.REGION, own_time=40) for one in sheet.used
    ]

    made = confirm_term(cluster, sheet.term, used, seen=mark_of(sheet.now), by=anna)

    after = spending.now(cluster)
    assert after.confirmed == made
    assert (made.confirmed_by, made.recorded) == (anna, dict(sheet.now))
    # Hours of activities are the records', whatever is typed; own time is of staff alone.
    assert after.quantity(Kind.MENTOR_TIME) == Decimal(15)
    assert after.quantity(Kind.COVER) == Decimal(7)
    own = {one.kind: one.own_time for one in after.used}
    assert (own[Kind.MENTOR_TIME], own[Kind.COVER]) == (40, 0)
    life = {one.kind: one.life_years for one in after.used}
    assert (life[Kind.TRAINING], life[Kind.EQUIPMENT], life[Kind.ROOMS]) == (3, 4, 0)
    assert Entry.objects.filter(verb="costs.confirmed", by=anna.public_id).count() == 1


def test_records_changed_afterwards_are_said_and_not_taken_over(cast, anna):
    cluster = spending.at_work(cast)
    spending.confirmed(cluster, anna)

    spending.met(cast, cluster, 1)

    sheet = spending.now(cluster)
    assert sheet.has_moved
    assert sheet.quantity(Kind.MENTOR_TIME) == Decimal(15)
    spending.confirmed(cluster, anna)
    assert not spending.now(cluster).has_moved
    assert spending.now(cluster).quantity(Kind.MENTOR_TIME) == Decimal("22.5")
    assert Confirmation.objects.count() == 2


def test_an_activity_that_is_put_right_is_told_as_a_change_of_records(cast, anna):
    cluster = spending.at_work(cast)
    spending.confirmed(cluster, anna)
    visit = cluster.activities.order_by("pk").first()
    there = {"leaders": 0, "teachers": 1, "others": 0, "travel": 0}
    correct_activity(
        visit, went="well", sentence="", next_step="", minutes=90, where=Where(host=cast.theirs),
        attendance={cast.theirs: there}, why="Era da sola", version=visit.sequence, by=anna,
    )  # fmt: skip
    sheet = spending.now(cluster)
    assert sheet.has_moved
    assert sheet.counted["time:mentee:teachers"] == 6 * 90  # as confirmed
    assert sheet.now["time:mentee:teachers"] == 4 * 90


def test_what_cannot_be_confirmed(cast, anna):
    cluster = spending.at_work(cast)
    sheet = spending.now(cluster)
    later = terms_of(cluster.cohort)[-1]
    future = replace(later, starts_on=dt.date(2999, 1, 1), ends_on=dt.date(2999, 2, 1))

    with pytest.raises(NotYetBegun):
        confirm_term(cluster, future, sheet.used, seen=mark_of(sheet.now), by=anna)
    still = replace(sheet.term, ends_on=dt.date.today())
    with pytest.raises(NotYetOver):
        confirm_term(cluster, still, sheet.used, seen=mark_of(sheet.now), by=anna)
    with pytest.raises(Incomplete):
        confirm_term(cluster, sheet.term, sheet.used[1:], seen=mark_of(sheet.now), by=anna)
    Activity.objects.filter(cluster=cluster).update(minutes=120)
    with pytest.raises(RecordsMoved):
        confirm_term(cluster, sheet.term, sheet.used, seen=mark_of(sheet.now), by=anna)
    assert not Confirmation.objects.exists()


def test_a_running_term_is_confirmed_once_the_cluster_is_closed(cast, anna):
    cluster = spending.at_work(cast)
    today = dt.date.today()
    Cohort.objects.filter(pk=cast.cohort.pk).update(ends_on=today + dt.timedelta(days=30))
    cluster.refresh_from_db()

    with pytest.raises(NotYetOver):
        spending.confirmed(cluster, anna)
    cluster.closed_on = today - dt.timedelta(days=1)
    assert spending.confirmed(cluster, anna).term


def test_a_school_counts_on_the_side_it_had_then(cast):
    cluster = spending.at_work(cast, times=1)
    cast.theirs.side = "mentor"
    cast.theirs.max_places = 2
    cast.theirs.save()

    assert spending.now(cluster).now["time:mentee:teachers"] == 270


def test_the_rule_and_the_query_agree_on_who_sees_costs(cast):
    spending.at_work(cast)
    Cluster.objects.create(
        cohort=make.cohort("HR"), letter="A", name="Drugi", opened_on=dt.date(2026, 9, 1)
    )

    for name, person in cast.people.items():
        for cluster in Cluster.objects.all() if person else []:
            seen = clusters_with_costs_seen_by(person).contains(cluster)
            assert seen == rules.may_see_costs(person, cluster), name
    assert not clusters_with_costs_seen_by(cast.people["team"]).exists()
    assert clusters_with_costs_seen_by(cast.people["mentor_team"]).count() == 1


def test_many_clusters_cost_as_many_queries_as_one(cast, anna):
    cluster = spending.at_work(cast)
    spending.confirmed(cluster, anna)
    for letter in "XYZ":
        Cluster.objects.create(
            cohort=cast.cohort, letter=letter, name=letter, opened_on=cluster.opened_on
        )

    assert cast.cohort.country.pk == "IT"  # read before, as pages do
    found = []
    for clusters in ([cluster], list(Cluster.objects.all())):
        with CaptureQueriesContext(connection) as met:
            sheets_of(cast.cohort, clusters)
        found.append(len(met))
    assert found == [6, 6]
