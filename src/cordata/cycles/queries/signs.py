"""What alerts rest on, read set-wise: one query for each kind of sign, for all clusters."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cordata.accounts.models import Role, RoleKind, Scope
from cordata.clusters.models import Membership
from cordata.cycles.models import Activity, Goal, Stand

# To be told within two weeks; after them it counts as not happened.
TO_TELL = dt.timedelta(days=14)
LEFT_LATELY = dt.timedelta(weeks=8)
Keys = QuerySet[Any, dict[str, Any]]

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

    @property
    def on(self) -> dt.date:
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Staff:
    """Who is there in a mentor school: how many, since when; and whether its head is away."""

    people: int = 0
    newest: dt.date | None = None
    away_since: dt.date | None = None
    away_until: dt.date | None = None


def missed_by(now: dt.datetime) -> Q:
    """Promised and not happened: said so, called off, or untold for two weeks."""
    return (
        (Q(told_at__isnull=False) & NOT_HELD)
        | Q(cancelled_at__isnull=False)
        | (WAITING & Q(starts_at__lt=now - TO_TELL))
    )


def pulses_of(clusters: Keys, now: dt.datetime) -> dict[int, Pulse]:
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


def broken_promises(clusters: Keys, now: dt.datetime) -> dict[int, Promises]:
    """What did not happen and what hardly helped, by cluster, oldest first."""
    hardly = Q(told_at__isnull=False, went=Activity.Went.HARDLY)
    rows = (
        Activity.objects.filter(missed_by(now) | hardly, cluster__in=clusters)
        .order_by("starts_at", "pk")
        .values_list("cluster", "went", "public_id", "kind", "starts_at")
    )
    found: dict[int, Promises] = defaultdict(Promises)
    for cluster, went, *facts in rows:
        promises = found[cluster]
        which = promises.hardly if went == Activity.Went.HARDLY else promises.missed
        which.append(Broken(*facts))
    return found


def goals_standing_still(clusters: Keys, before: dt.datetime) -> dict[int, list[Still]]:
    """Goals on their way of which nothing was said since ``before``, by cluster, oldest first."""
    last = Stand.objects.filter(goal=OuterRef("pk")).order_by("-said_at").values("said_at")
    rows = (
        Goal.objects.filter(
            participation__memberships__until=None,
            participation__memberships__cluster__in=clusters,
            dropped_at=None,
            set_at__lt=before,
        )
        .exclude(stop=Goal.Stop.PART)
        .annotate(moved_at=Coalesce(Subquery(last[:1]), F("set_at")))
        .filter(moved_at__lt=before)
        .order_by("moved_at", "pk")
        .values_list(
            "participation__memberships__cluster",
            "public_id",
            "text",
            "participation__school__name",
            "moved_at",
        )
    )
    found: dict[int, list[Still]] = defaultdict(list)
    for cluster, *facts in rows:
        found[cluster].append(Still(*facts))
    return found


def staff_of(schools: Collection[str], now: dt.datetime) -> dict[str, Staff]:
    """By the school's public id; a school that nobody has ever joined is not among them.

    A head is away while somebody stands in, or when the office has ended and nobody has it.
    """
    holds = Q(until=None) | Q(until__gt=now)
    head, lent = Q(kind=RoleKind.HEAD), Q(lent_from__isnull=False)
    rows = (
        Role.objects.filter(
            scope=Scope.SCHOOL, kind__in=[RoleKind.HEAD, RoleKind.TEAM], place__in=schools
        )
        .values("place")
        .annotate(
            people=Count("person", filter=holds, distinct=True),
            newest=Max("since", filter=holds),
            heads=Count("pk", filter=holds & head),
            ended=Max("until", filter=head & Q(until__lte=now)),
            lent_at=Max("since", filter=holds & head & lent),
            lent_until=Max("until", filter=holds & head & lent),
        )
        .values_list("place", "people", "newest", "heads", "ended", "lent_at", "lent_until")
    )
    return {place: _staff(*facts) for place, *facts in rows}


def _staff(
    people: int,
    newest: dt.datetime | None,
    heads: int,
    ended: dt.datetime | None,
    lent_at: dt.datetime | None,
    lent_until: dt.datetime | None,
) -> Staff:
    away = lent_at or (ended if not heads else None)
    return Staff(people, _day(newest), _day(away), _day(lent_until) if lent_at else None)


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None


def schools_that_left(clusters: Keys, today: dt.date) -> list[tuple[int, str, str, dt.date]]:
    """Cluster, public id, school and day of those that left the network lately."""
    rows = Membership.objects.filter(
        cluster__in=clusters,
        until__gte=today - LEFT_LATELY,
        participation__withdrawn_at__isnull=False,
    ).order_by("until", "pk")
    return list(
        rows.values_list(
            "cluster",
            "participation__public_id",
            "participation__school__name",
            "until",
        )
    )
