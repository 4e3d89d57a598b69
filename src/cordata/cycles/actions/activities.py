"""Plan an activity with its points, tell how it went in a minute, or cancel it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import ClusterEnded, still_at_work
from cordata.clusters.models import Cluster
from cordata.cycles.actions.invitations import write_invitations
from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity, Attendance, Observation
from cordata.cycles.models.activities import MOST_POINTS
from cordata.cycles.queries.corrections import COUNTS, NUMBERS
from cordata.history.actions import record
from cordata.networks.models import Participation

type Counted = dict[Participation, dict[str, int]]  # numbers by their names


class ToldAlready(Exception):
    """A colleague has told how it went, or it is cancelled; ``activity`` is how it stands."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(str(activity))
        self.activity = activity


class NotYetBegun(Exception):
    """Nobody can say how something went before it has begun."""


class NoConsent(Exception):
    """The observed teacher has not agreed to what stands in the protocol."""


class NotInTheCluster(Exception):
    """The host, or a school that attended, is not in this cluster."""


@transaction.atomic
def plan_activity(
    cluster: Cluster,
    *,
    kind: str,
    starts_at: dt.datetime,
    minutes: int,
    online: bool,
    host: Participation | None,
    points: Sequence[str],
    called_by: Participation | None,
    place: str = "",
    link: str = "",
    receipt: UUID | None = None,
    by: User,
) -> Activity:
    """Put something in the cluster's agenda, with up to three points; the schools are invited.

    called_by  the school that called it, and set its points; None if the coordinator did
    place      where it is, if at none of the schools and not online
    link       where one joins from a distance
    receipt    of its sending: what is sent twice stands there once
    Raises NotInTheCluster, clusters.ClusterEnded.
    """
    still_at_work(cluster)
    belong(cluster, host, called_by)
    facts = {
        "kind": kind,
        "starts_at": starts_at,
        "minutes": minutes,
        **Where(online, host, place).facts(),
        "link": link,
        "points": kept(points),
        "called_by": called_by,
        "pointed_by": called_by if kept(points) else None,
        "planned_by": by,
    }
    activity, is_new = cluster.activities.get_or_create(
        receipt=receipt or uuid4(), defaults=facts
    )
    if is_new:
        note("activity.planned", activity, by, kind=kind)
        write_invitations(activity, by=by)
    return activity


@transaction.atomic
def tell_activity(
    activity: Activity,
    *,
    went: str,
    sentence: str,
    next_step: str,
    minutes: int,
    attendance: Mapping[Participation, Mapping[str, int]],
    where: Where | None = None,
    receipt: UUID | None = None,
    by: User,
) -> None:
    """How it went, how long it took, and how many of each school were there. Once.

    where  it was, if not as planned
    Arriving again with its receipt, it has been told already, by itself: nothing happens.
    Raises NotYetBegun, NoConsent, ToldAlready, NotInTheCluster, clusters.ClusterEnded.
    """
    if activity.starts_at > timezone.now():
        raise NotYetBegun
    _told_of_its_time(activity)
    moved = where.host if where and where.host != activity.host else None
    belong(activity.cluster, *attendance, moved)
    if went != Activity.Went.NOT_HELD and not agreed_to(activity):
        raise NoConsent
    if not alive(activity).update(
        went=went,
        sentence=sentence.strip(),
        next_step=next_step.strip(),
        minutes=minutes,
        told_by=by,
        told_at=timezone.now(),
        told_receipt=receipt,
        **(where.facts() if where else {}),
        **one_more(),
    ):
        stands = Activity.objects.get(pk=activity.pk)
        if receipt and stands.told_receipt == receipt:
            return
        raise ToldAlready(stands)
    online = where.online if where else activity.online
    attend(activity, counted(attendance, went=went, online=online))
    note("activity.told", activity, by, went=went)


def _told_of_its_time(activity: Activity) -> None:
    """After the end only what took place before it is told: on its last day at the latest."""
    zone = ZoneInfo(activity.cluster.cohort.country.time_zone)
    ended = activity.cluster.closed_on
    if ended and timezone.localdate(activity.starts_at, zone) > ended:
        raise ClusterEnded


@transaction.atomic
def cancel_activity(activity: Activity, *, why: str, by: User) -> None:
    """It will not take place; the schools are told. Raises ToldAlready."""
    gone = {"cancelled_at": timezone.now(), "cancelled_why": why[:300]}
    if not alive(activity).update(**gone, **one_more()):
        raise ToldAlready(Activity.objects.get(pk=activity.pk))
    note("activity.cancelled", activity, by, why=why[:300])
    activity.refresh_from_db()
    write_invitations(activity, by=by)


def alive(activity: Activity) -> QuerySet[Activity]:
    """The activity, if it is neither told nor cancelled."""
    return Activity.objects.filter(pk=activity.pk, told_at=None, cancelled_at=None)


def one_more() -> dict[str, Any]:
    """What calendar programs look at to see that something changed."""
    return {"sequence": F("sequence") + 1, "changed_at": timezone.now()}


def belong(cluster: Cluster, *schools: Participation | None) -> None:
    """Raises NotInTheCluster if one of them is not, now."""
    members = cluster.memberships.filter(until=None)
    inside = set(members.values_list("participation_id", flat=True))
    if {one.pk for one in schools if one} - inside:
        raise NotInTheCluster


def agreed_to(activity: Activity) -> bool:
    """An observation took place only with the teacher's consent; everything else needs none."""
    return (
        activity.kind != Activity.Kind.OBSERVATION
        or Observation.objects.filter(activity=activity, consented_on__isnull=False).exists()
    )


def kept(points: Sequence[str]) -> list[str]:
    """The points that say something, as many as there may be."""
    return [one.strip() for one in points if one.strip()][:MOST_POINTS]


def counted(
    attendance: Mapping[Participation, Mapping[str, int]], *, went: str, online: bool
) -> Counted:
    """The schools of which somebody was there; nobody travels to what is online."""
    if went == Activity.Went.NOT_HELD:
        return {}
    every = {
        school: {name: int(numbers.get(name, 0)) for name in NUMBERS}
        for school, numbers in attendance.items()
    }
    there = {one: told for one, told in every.items() if any(told[name] for name in COUNTS)}
    return {one: told | {"travel": 0} for one, told in there.items()} if online else there


def attend(activity: Activity, schools: Counted) -> None:
    """Write down how many of each school were there."""
    Attendance.objects.bulk_create(
        Attendance(activity=activity, participation=school, **numbers)
        for school, numbers in schools.items()
    )


def note(verb: str, activity: Activity, by: User, **facts: Any) -> None:
    """One line in the trail, for the country."""
    scope = f"country:{activity.cluster.cohort.country_id}"
    record(verb, on=activity, by=by, scope=scope, **facts)
