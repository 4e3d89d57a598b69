"""Activities of a cluster: what comes, what waits to be told, what was."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import Activity
from cordata.cycles.queries.ties import Tied, speaking
from cordata.networks.models import Participation

TO_ANSWER = dt.timedelta(weeks=4)  # before it begins, a school is asked whether it comes


def activities_seen_by(person: User) -> QuerySet[Activity]:
    """The set-wise twin of ``rules.may_do_together``."""
    inside = clusters_entered_by(person).values("pk")
    return Activity.objects.filter(cluster__in=inside).select_related(
        "cluster__cohort__country", "called_by__school", "host__school", "told_by"
    )


@dataclass(frozen=True)
class Agenda:
    """Activities of a cluster by what is asked of them."""

    coming: list[Activity]
    untold: list[Activity]
    past: list[Activity]


def agenda_of(cluster: Cluster) -> Agenda:
    """Coming first first, untold and past last first; cancelled ones among the past."""
    every = cluster.activities.select_related("host__school", "called_by__school")
    found = list(every.order_by("starts_at"))
    now = timezone.now()
    alive = [one for one in found if one.cancelled_at is None and one.told_at is None]
    coming = [one for one in alive if ends_at(one) > now]
    untold = [one for one in alive if ends_at(one) <= now]
    past = [one for one in found if one.told_at or one.cancelled_at]
    return Agenda(coming, untold[::-1], past[::-1])


def promised_in(cluster: Cluster, most: int = 12) -> list[Activity]:
    """The newest promises of a cluster, the farthest first, however they ended. One query."""
    return list(cluster.activities.order_by("-starts_at", "-pk")[:most])


def next_of(cluster: Cluster) -> Activity | None:
    """What comes next in a cluster, with ``host_name``, where it is."""
    alive = cluster.activities.filter(
        starts_at__gte=timezone.now(), told_at=None, cancelled_at=None
    )
    named = alive.annotate(host_name=Coalesce("host__school__name", "place"))
    return named.order_by("starts_at", "pk").first()


def ends_at(activity: Activity) -> dt.datetime:
    """When it is over."""
    return activity.starts_at + dt.timedelta(minutes=activity.minutes)


def untold_of(tied: Tied) -> list[tuple[Activity, Membership]]:
    """What is over and not told, each with the tie of the school that may tell it."""
    ours, now = speaking(tied.ties), timezone.now()
    return [(one, ours[one.cluster_id]) for one in tied.promised if ends_at(one) <= now]


def unanswered_of(tied: Tied) -> list[tuple[Activity, Membership]]:
    """What comes soon, each with the tie of the school that has not said whether it comes."""
    ours, now = speaking(tied.ties), timezone.now()
    return [
        (one, ours[one.cluster_id])
        for one in tied.promised
        if now < one.starts_at <= now + TO_ANSWER
        and one.called_by_id != ours[one.cluster_id].participation_id  # who calls comes
        and not one.is_answered  # type: ignore[attr-defined]  # annotated or prefetched by its query
    ]


def proposed_otherwise_of(tied: Tied) -> list[tuple[Activity, Membership]]:
    """What comes and another school wants on another day, for the school that called it.

    The mentor school looks after what the coordinator called.
    """
    ours, now = speaking(tied.ties), timezone.now()
    return [
        (one, tie)
        for one in tied.promised
        if one.another  # type: ignore[attr-defined]  # annotated or prefetched by its query
        and one.starts_at > now
        and _looks_after(tie := ours[one.cluster_id], one)
    ]


def _looks_after(tie: Membership, activity: Activity) -> bool:
    if activity.called_by_id is None:
        return tie.side == Participation.Side.MENTOR
    return tie.participation_id == activity.called_by_id
