"""What alerts rest on, read set-wise: one query for each kind of sign, for all clusters."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils import timezone

from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, DiaryEntry, Goal, Post
from cordata.cycles.queries.within import Within

# To be told within two weeks; after them it counts as not happened.
TO_TELL = dt.timedelta(days=14)
# What was called off is made good by another of its kind that was planned later, so near to it.
IN_ITS_PLACE = dt.timedelta(weeks=4)
LEFT_LATELY = dt.timedelta(weeks=8)
# A goal of which nothing was said for so long is worth speaking of when schools meet.
TO_SPEAK_OF = dt.timedelta(weeks=2)

NOT_HELD = Q(went=Activity.Went.NOT_HELD)
HELD = Q(told_at__isnull=False) & ~NOT_HELD
HELPED = HELD & ~Q(went=Activity.Went.HARDLY)
WAITING = Q(told_at=None, cancelled_at=None)


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
    """Of one cluster, oldest first: what was missed since something last took place, and what
    hardly helped since something last helped.
    """

    missed: list[Broken] = field(default_factory=list)
    hardly: list[Broken] = field(default_factory=list)
    began: bool = False  # something has taken place


@dataclass(frozen=True)
class Still:
    """A goal, and when its school last said something of it."""

    goal: str
    text: str
    school: str
    at: dt.datetime


def missed_by(now: dt.datetime) -> Q:
    """Promised and not happened: said so, called off and its day over, or untold for two weeks.

    Nothing has failed to happen before its day, nor where something else has taken its place.
    """
    called_off = Q(cancelled_at__isnull=False, starts_at__lt=now)
    return (
        (Q(told_at__isnull=False) & NOT_HELD)
        | (called_off & ~Q(_in_its_place()))
        | (WAITING & Q(starts_at__lt=now - TO_TELL))
    )


@cache  # to put it together takes longer than to ask it
def _in_its_place() -> Exists:
    """Of an activity: another of its kind is held or to come, at the same school or at none.

    Planned later than it: the next one of a row that was planned long before replaces nothing.
    """
    begins = OuterRef("starts_at")
    return Exists(
        Activity.objects.filter(
            HELD | WAITING,
            Q(host=None) | Q(host=Coalesce(OuterRef("host"), F("host"))),
            cluster=OuterRef("cluster"),
            kind=OuterRef("kind"),
            planned_at__gt=OuterRef("planned_at"),
            starts_at__gte=begins - IN_ITS_PLACE,
            starts_at__lte=begins + IN_ITS_PLACE,
        )
    )


def broken_promises(within: Within, now: dt.datetime) -> dict[int, Promises]:
    """By cluster; those that keep theirs are not among them."""
    began, held_later, helped_later = _made_good()
    missed = missed_by(now) & ~Q(held_later)
    hardly = HELD & ~HELPED & ~Q(helped_later)
    rows = (
        Activity.objects.filter(missed | hardly, within.at("cluster"))
        .order_by("starts_at", "pk")
        .values_list("cluster", "went", began, "public_id", "kind", "starts_at")
    )
    found: dict[int, Promises] = defaultdict(Promises)
    for cluster, went, has_begun, name, kind, at in rows:
        promises = found[cluster]
        promises.began = has_begun
        which = promises.hardly if went == Activity.Went.HARDLY else promises.missed
        which.append(Broken(name, kind, at))
    return found


def quiet_for(silent: dt.timedelta, now: dt.datetime) -> Any:
    """Of a cluster: it plans nothing and has given no sign of life for so long."""
    own = Activity.objects.filter(cluster=OuterRef("pk"))
    quiet: Any = ~Exists(own.filter(WAITING, starts_at__gte=now - TO_TELL))
    for rows, when in _signs_of_life():
        quiet &= ~Exists(rows.filter(**{f"{when}__gte": now - silent}))
    return quiet


@cache
def _made_good() -> tuple[Exists, Exists, Exists]:
    """Of an activity: its cluster has held one at all; later one was held; later one helped."""
    others = Activity.objects.filter(cluster=OuterRef("cluster"))
    later = others.filter(starts_at__gt=OuterRef("starts_at"))
    return (
        Exists(others.filter(HELD)),
        Exists(later.filter(HELD)),
        Exists(later.filter(HELPED)),
    )


def last_heard(clusters: Iterable[int]) -> dict[int, dt.datetime]:
    """When each of these (keys) last gave a sign of life; those that never did are left out."""
    asked = list(clusters)
    if not asked:
        return {}
    found = {
        pk: [at for at in signs if at] for pk, *signs in _last_signs().filter(pk__in=asked)
    }
    return {pk: max(signs) for pk, signs in found.items() if signs}


@cache
def _last_signs() -> QuerySet[Cluster, Any]:
    last = [
        Subquery(
            rows.filter(**{f"{when}__isnull": False}).order_by(f"-{when}").values(when)[:1]
        )
        for rows, when in _signs_of_life()
    ]
    return Cluster.objects.values_list("pk", *last)


@cache
def _signs_of_life() -> list[tuple[QuerySet[Any], str]]:
    """What its schools say in the cluster, each with its moment: of an activity, however it
    went; of a goal; among themselves; in the diary.
    """
    goals = Goal.objects.filter(
        participation__memberships__cluster=OuterRef("pk"),
        participation__memberships__until=None,
    )
    # A coordinator who writes is no sign that the schools live.
    posts = Post.objects.filter(thread__cluster=OuterRef("pk"), school__isnull=False)
    return [
        (Activity.objects.filter(cluster=OuterRef("pk")), "told_at"),
        (goals, "said_at"),
        (posts, "written_at"),
        (DiaryEntry.objects.filter(cluster=OuterRef("pk")), "written_at"),
    ]


@lru_cache(maxsize=2)
def last_that_left(today: dt.date) -> Subquery:
    """Of a cluster: the school that left the network last, if it was lately."""
    left = Membership.objects.filter(
        cluster=OuterRef("pk"),
        until__gte=today - LEFT_LATELY,
        participation__withdrawn_at__isnull=False,
    ).order_by("-until", "-pk")
    told = JSONObject(
        code="participation__public_id",
        name="participation__school__name",
        on=Cast("until", CharField()),
    )
    return Subquery(left.values(told=told)[:1])


def goals_standing_still(within: Within, before: dt.datetime) -> dict[int, list[Still]]:
    """Goals on their way of which nothing was said since ``before``, by cluster, oldest first."""
    rows = (
        Goal.objects.filter(
            within.at("participation__memberships__cluster"),
            participation__memberships__until=None,
            dropped_at=None,
            said_at__lt=before,
        )
        .exclude(stop=Goal.Stop.PART)
        .values_list(
            "participation__memberships__cluster",
            "public_id",
            "text",
            "participation__school__name",
            "said_at",
        )
    )
    found: dict[int, list[Still]] = defaultdict(list)
    for cluster, goal, text, school, at in rows:
        found[cluster].append(Still(goal, text, school, at))
    for still in found.values():
        still.sort(key=lambda one: (one.at, one.goal))
    return found


def still_in(cluster: Cluster) -> list[Still]:
    """Goals of one cluster to speak of at the next meeting, the oldest first."""
    within = Within(cluster.pk)
    return goals_standing_still(within, timezone.now() - TO_SPEAK_OF).get(cluster.pk, [])
