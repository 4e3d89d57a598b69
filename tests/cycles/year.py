"""A cluster in its year: what tests of the coordinator's side begin with."""

import datetime as dt

from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.models import Cluster
from cordata.cycles.models import Activity, Attendance, Goal, Stand
from cordata.networks.models import Cohort
from tests import factories as make


def ago(**span):
    return timezone.now() - dt.timedelta(**span)


def cluster_of(cast, *, age=30):
    """Le Betulle leads Valle Alta; founded so many days ago, in a cohort that runs."""
    today = timezone.localdate()
    Cohort.objects.filter(pk=cast.cohort.pk).update(
        starts_on=today - dt.timedelta(days=200), ends_on=today + dt.timedelta(days=200)
    )
    cast.cohort.refresh_from_db()
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    born = today - dt.timedelta(days=age)
    Cluster.objects.filter(pk=cluster.pk).update(opened_on=born)
    cluster.memberships.update(since=born)
    cluster.refresh_from_db()
    return cluster


def with_a_team(cast):
    """The mentor school is no one-person team."""
    for kind in ("head", "team"):
        make.role(make.person("Anna"), kind, "school", cast.leading.school.public_id)


def activity(cluster, days, went="", *, called_by=None, attending=(), **facts):
    """So many days ago; told at once if it went somehow.

    Some days ago it was noon: an hour late in the evening is in another day when clocks change.
    """
    at = ago(days=days)
    if days > 1:
        day = timezone.localdate() - dt.timedelta(days=days)
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    told = {"went": went, "told_at": at + dt.timedelta(minutes=1)} if went else {}
    usual = {"kind": "visit", "minutes": 90, "points": ["Leggere"]}
    made = Activity.objects.create(
        cluster=cluster, starts_at=at, called_by=called_by, **(usual | told | facts)
    )
    for school, teachers, travel in attending:
        Attendance.objects.create(
            activity=made, participation=school, teachers=teachers, travel=travel
        )
    return made


def goal(school, place=1, *, days=100, stop="agreed"):
    made = Goal.objects.create(
        participation=school, place=place, text=f"Goal {place}", why="W", success="S", stop=stop
    )
    Goal.objects.filter(pk=made.pk).update(set_at=ago(days=days), said_at=ago(days=days))
    made.refresh_from_db()
    return made


def moved(goal, stop, days, by):
    stand = Stand.objects.create(goal=goal, stop=stop, sentence="Si va", said_by=by)
    Stand.objects.filter(pk=stand.pk).update(said_at=ago(days=days))
    Goal.objects.filter(pk=goal.pk).update(stop=stop, said_at=ago(days=days))
    return stand
