"""Activities: planned with points, told once, and the only source of hours and travel."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles import rules
from cordata.cycles.actions import activities as actions
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.activities import (
    activities_seen_by,
    agenda_of,
    untold_of,
)
from cordata.cycles.queries.attendance import usual_attendance
from cordata.cycles.queries.ties import tied
from cordata.history.models import Entry
from tests import cast as casting

TWO = {"leaders": 1, "teachers": 3, "others": 0, "travel": 40}
NOBODY = {"leaders": 0, "teachers": 0, "others": 0, "travel": 40}


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def planned(cast, cluster, days=-1, **facts):
    usual = {
        "kind": "visit",
        "starts_at": timezone.now() + dt.timedelta(days=days),
        "minutes": 90,
        "online": False,
        "host": cast.theirs,
        "points": [" Leggere ", "", "Ascoltare"],
        "called_by": cast.leading,
        "by": cast.people["mentor_team"],
    }
    return actions.plan_activity(cluster, **(usual | facts))


def told(activity, cast, attendance, went="well", receipt=None):
    actions.tell_activity(
        activity, went=went, sentence=" Bene ", next_step="", minutes=120,
        attendance=attendance, receipt=receipt, by=cast.people["team"],
    )  # fmt: skip


def test_it_stands_in_the_agenda_by_what_is_asked(cast, cluster):
    coming, over = planned(cast, cluster, days=3), planned(cast, cluster)
    now = planned(cast, cluster, days=0)  # begun, and not over
    past, gone = planned(cast, cluster, days=-9), planned(cast, cluster, days=9)
    told(past, cast, {cast.theirs: TWO})
    actions.cancel_activity(gone, why="Neve", by=cast.people["team"])
    found = agenda_of(cluster)
    assert found.coming == [now, coming]
    assert found.untold == [over]
    assert found.past == [gone, past]
    for name, ours in (("team", cast.theirs), ("mentor_team", cast.leading)):
        ((activity, tie),) = untold_of(tied(cast.people[name]))
        assert (activity, tie.participation) == (over, ours)  # each as its own school
    assert untold_of(tied(cast.people["teacher"])) == []
    assert coming.points == ["Leggere", "Ascoltare"]


def test_it_is_told_once_and_only_schools_that_were_there_count(cast, cluster):
    visit = planned(cast, cluster)
    told(visit, cast, {cast.theirs: TWO, cast.leading: NOBODY})
    visit.refresh_from_db()
    assert (visit.went, visit.sentence, visit.minutes) == ("well", "Bene", 120)
    there = Attendance.objects.get()
    assert (there.participation, there.teachers, there.travel) == (cast.theirs, 3, 40)
    with pytest.raises(actions.ToldAlready):
        told(visit, cast, {cast.theirs: TWO})
    with pytest.raises(actions.ToldAlready):
        actions.cancel_activity(visit, why="x", by=cast.people["team"])
    assert Entry.objects.filter(verb="activity.told", thing=visit.public_id).count() == 1


def test_what_arrives_twice_is_planned_and_told_once(cast, cluster):
    plan, tell = uuid4(), uuid4()
    visit, again = (planned(cast, cluster, receipt=plan) for _ in range(2))
    assert visit == again
    for _ in range(2):
        told(visit, cast, {cast.theirs: TWO}, receipt=tell)
    assert Attendance.objects.count() == 1
    assert Entry.objects.filter(thing=visit.public_id).count() == 2
    with pytest.raises(actions.ToldAlready):  # a colleague's, or other words
        told(visit, cast, {cast.theirs: TWO}, receipt=uuid4())


def test_what_was_not_held_has_no_attendance(cast, cluster):
    told(planned(cast, cluster), cast, {cast.theirs: TWO}, went="not_held")
    assert not Attendance.objects.exists()


def test_nobody_tells_what_has_not_begun(cast, cluster):
    with pytest.raises(actions.NotYetBegun):
        told(planned(cast, cluster, days=1), cast, {cast.theirs: TWO})
    assert not Attendance.objects.exists()


def test_only_schools_of_the_cluster_host_call_and_attend(cast, cluster):
    cluster.memberships.filter(participation=cast.theirs).update(
        until=timezone.localdate() + dt.timedelta(days=1)
    )
    for facts in ({"called_by": cast.theirs, "host": None}, {"host": cast.theirs}):
        with pytest.raises(actions.NotInTheCluster):
            planned(cast, cluster, **facts)
    visit = planned(cast, cluster, host=cast.leading)
    with pytest.raises(actions.NotInTheCluster):
        told(visit, cast, {cast.theirs: TWO})


def test_the_numbers_of_last_time_are_there_already(cast, cluster):
    members = [cast.leading, cast.theirs]
    first = planned(cast, cluster, days=-5)
    before = usual_attendance(first, members)[cast.theirs.pk]
    assert (before.leaders, before.teachers, before.others) == (1, 2, 0)
    told(first, cast, {cast.theirs: TWO})
    usual = usual_attendance(planned(cast, cluster), members)
    assert usual[cast.theirs.pk].teachers == 3
    assert usual[cast.leading.pk].teachers == 2


def test_travel_is_estimated_there_and_back_and_nothing_online_or_at_home(cast, cluster):
    for one, lat in ((cast.leading, 45.07), (cast.theirs, 45.47)):
        site = one.school.main_site
        site.lat, site.lon = lat, 7.68
        site.save()
    members = [cast.leading, cast.theirs]
    usual = usual_attendance(planned(cast, cluster), members)
    assert usual[cast.theirs.pk].travel == 0
    assert 60 <= usual[cast.leading.pk].travel <= 240  # 44 km as the crow flies, twice
    online = usual_attendance(planned(cast, cluster, online=True), members)
    assert [one.travel for one in online.values()] == [0, 0]


def test_the_database_refuses_what_no_activity_is(cast, cluster):
    visit = planned(cast, cluster)
    for facts in (
        {"minutes": 1},
        {"told_at": timezone.now()},
        {"told_at": timezone.now(), "went": "well", "cancelled_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=visit.pk).update(**facts)


def test_the_rule_and_the_query_agree_on_who_sees_an_activity(cast, cluster):
    visit = planned(cast, cluster)
    seeing = set()
    for name, person in cast.people.items():
        if person is None:
            continue
        seen = activities_seen_by(person).filter(pk=visit.pk).exists()
        assert seen == rules.may_do_together(person, cluster), name
        seeing |= {name} if seen else set()
    assert seeing == {"team", "head", "mentor_team", "coordinator", "programme_coordinator"}
