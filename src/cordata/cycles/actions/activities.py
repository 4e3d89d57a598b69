"""Plan an activity with its points, tell how it went in a minute, or cancel it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.models.activities import MOST_POINTS
from cordata.history.actions import record
from cordata.networks.models import Participation

FIELDS = ("leaders", "teachers", "others", "travel")


class ToldAlready(Exception):
    """A colleague has told how it went, or it is cancelled; ``activity`` is how it stands."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(str(activity))
        self.activity = activity


class NotYetBegun(Exception):
    """Nobody can say how something went before it has begun."""


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
    receipt: UUID | None = None,
    by: User,
) -> Activity:
    """Put something in the cluster's agenda, with up to three points.

    called_by  the school that called it; None if the coordinator did
    receipt    of its sending: what is sent twice stands there once
    Raises NotInTheCluster.
    """
    inside = _inside(cluster)
    if (host and host.pk not in inside) or (called_by and called_by.pk not in inside):
        raise NotInTheCluster
    facts = {
        "kind": kind,
        "starts_at": starts_at,
        "minutes": minutes,
        "online": online,
        "host": None if online else host,
        "points": [one.strip() for one in points if one.strip()][:MOST_POINTS],
        "called_by": called_by,
        "planned_by": by,
    }
    activity, is_new = cluster.activities.get_or_create(
        receipt=receipt or uuid4(), defaults=facts
    )
    if is_new:
        _note("activity.planned", activity, by, kind=kind)
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
    receipt: UUID | None = None,
    by: User,
) -> None:
    """How it went, how long it took, and how many of each school were there. Once.

    Arriving again with its receipt, it has been told already, by itself: nothing happens.
    Raises NotYetBegun, ToldAlready, NotInTheCluster.
    """
    if activity.starts_at > timezone.now():
        raise NotYetBegun
    if {one.pk for one in attendance} - _inside(activity.cluster):
        raise NotInTheCluster
    still = Activity.objects.filter(pk=activity.pk, told_at=None, cancelled_at=None)
    if not still.update(
        went=went,
        sentence=sentence.strip(),
        next_step=next_step.strip(),
        minutes=minutes,
        told_by=by,
        told_at=timezone.now(),
        told_receipt=receipt,
    ):
        stands = Activity.objects.get(pk=activity.pk)
        if receipt and stands.told_receipt == receipt:
            return
        raise ToldAlready(stands)
    if went != Activity.Went.NOT_HELD:
        Attendance.objects.bulk_create(
            Attendance(activity=activity, participation=school, **_counts(numbers))
            for school, numbers in attendance.items()
            if sum(numbers.get(name, 0) for name in FIELDS[:3])
        )
    _note("activity.told", activity, by, went=went)


@transaction.atomic
def cancel_activity(activity: Activity, *, why: str, by: User) -> None:
    """It will not take place. Raises ToldAlready."""
    still = Activity.objects.filter(pk=activity.pk, told_at=None, cancelled_at=None)
    if not still.update(cancelled_at=timezone.now(), cancelled_why=why[:300]):
        raise ToldAlready(Activity.objects.get(pk=activity.pk))
    _note("activity.cancelled", activity, by, why=why[:300])


def _inside(cluster: Cluster) -> set[int]:
    return set(
        cluster.memberships.filter(until=None).values_list("participation_id", flat=True)
    )


def _counts(numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: int(numbers.get(name, 0)) for name in FIELDS}


def _note(verb: str, activity: Activity, by: User, **facts: Any) -> None:
    scope = f"country:{activity.cluster.cohort.country_id}"
    record(verb, on=activity, by=by, scope=scope, **facts)
