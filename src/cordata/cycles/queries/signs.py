"""What alerts rest on, read set-wise: one query for each kind of sign, for all clusters."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, Goal, Stand

# To be told within two weeks; after them it counts as not happened.
TO_TELL = dt.timedelta(days=14)
LEFT_LATELY = dt.timedelta(weeks=8)

NOT_HELD = Q(went=Activity.Went.NOT_HELD)
HELD = Q(told_at__isnull=False) & ~NOT_HELD
HELPED = HELD & ~Q(went=Activity.Went.HARDLY)
WAITING = Q(told_at=None, cancelled_at=None)


@dataclass(frozen=True)
class Pulse:
    """When something last took place, last helped, was last told; and what is promised."""

    held: dt.datetime | None = None
    helped: dt.datetime | None = None
    told: dt.datetime | None = None
    promised: int = 0


@dataclass(frozen=True)
class Broken:
    """An activity that did not happen, or that hardly helped."""

    name: str
    kind: str
    at: dt.datetime

    @property
    def on(self) -> dt.date:
        return timezone.localdate(self.at)


@dataclass
class Promises:
    """Of one cluster, oldest first."""

    missed: list[Broken] = field(default_factory=list)
    hardly: list[Broken] = field(default_factory=list)


@dataclass(frozen=True)
class Still:
    """A goal, and when its school last said something of it."""

    goal: str
    text: str
    school: str
    at: dt.datetime


def missed_by(now: dt.datetime) -> Q:
    """Promised and not happened: said so, called off, or untold for two weeks."""
    return (
        (Q(told_at__isnull=False) & NOT_HELD)
        | Q(cancelled_at__isnull=False)
        | (WAITING & Q(starts_at__lt=now - TO_TELL))
    )


def pulses_of(clusters: QuerySet[Cluster], now: dt.datetime) -> dict[int, Pulse]:
    """By key; a cluster without any activity is not among them."""
    rows = (
        Activity.objects.filter(cluster__in=clusters)
        .values("cluster")
        .annotate(
            held=Max("starts_at", filter=HELD),
            helped=Max("starts_at", filter=HELPED),
            told=Max("told_at", filter=HELD),
            promised=Count("pk", filter=WAITING & Q(starts_at__gte=now - TO_TELL)),
        )
        .values_list("cluster", "held", "helped", "told", "promised")
    )
    return {row[0]: Pulse(*row[1:]) for row in rows}


def broken_promises(clusters: QuerySet[Cluster], now: dt.datetime) -> dict[int, Promises]:
    """What did not happen and what hardly helped, by cluster, oldest first."""
    hardly = Q(told_at__isnull=False, went=Activity.Went.HARDLY)
    rows = (
        Activity.objects.filter(missed_by(now) | hardly, cluster__in=clusters)
        .order_by("starts_at", "pk")
        .values_list("cluster", "went", "public_id", "kind", "starts_at")
    )
    found: dict[int, Promises] = defaultdict(Promises)
    for cluster, went, name, kind, at in rows:
        promises = found[cluster]
        which = promises.hardly if went == Activity.Went.HARDLY else promises.missed
        which.append(Broken(name, kind, at))
    return found


def goals_standing_still(
    clusters: QuerySet[Cluster], before: dt.datetime
) -> dict[int, list[Still]]:
    """Goals on their way of which nothing was said since ``before``, by cluster, oldest first."""
    said = Stand.objects.filter(goal=OuterRef("pk"))
    rows = (
        Goal.objects.filter(
            ~Exists(said.filter(said_at__gte=before)),
            participation__memberships__until=None,
            participation__memberships__cluster__in=clusters,
            dropped_at=None,
            set_at__lt=before,
        )
        .exclude(stop=Goal.Stop.PART)
        .values_list(
            "participation__memberships__cluster",
            "public_id",
            "text",
            "participation__school__name",
            Coalesce(Subquery(said.order_by("-said_at").values("said_at")[:1]), F("set_at")),
        )
    )
    found: dict[int, list[Still]] = defaultdict(list)
    for cluster, *facts in rows:
        found[cluster].append(Still(*facts))
    for still in found.values():
        still.sort(key=lambda one: (one.at, one.goal))
    return found


def schools_that_left(
    clusters: QuerySet[Cluster], today: dt.date
) -> list[tuple[int, str, str, dt.date]]:
    """Cluster, public id, school and day of those that left the network lately."""
    rows = Membership.objects.filter(
        cluster__in=clusters,
        until__gte=today - LEFT_LATELY,
        participation__withdrawn_at__isnull=False,
    ).order_by("until", "pk")
    facts = rows.values_list(
        "cluster", "participation__public_id", "participation__school__name", "until"
    )
    return [(cluster, code, name, on) for cluster, code, name, on in facts if on]
