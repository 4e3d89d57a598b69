"""The weekly letter: who is due one, and what there is to tell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import current_roles
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.clusters import clusters_entered_by, clusters_of_schools
from cordata.cycles.models import Activity, Digest, Listener, NoDigest, Post, Stand
from cordata.cycles.queries.talk import unread_posts
from cordata.networks.models import Country
from cordata.schools.queries.schools import my_school_ids

FROM_HOUR = 6  # on Monday, by the country's own clock
# A worker that stood still all Monday still writes on Tuesday; later it is no news.
DAYS = 2
AHEAD = dt.timedelta(days=14)
WEEK = dt.timedelta(days=7)


class Asked(Protocol):
    """A task of *This week*, as its page makes it; the address as on that page."""

    @property
    def sentence(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True)
class News:
    """What happened in a person's clusters since their last weekly letter, and what comes."""

    visit: Activity | None
    posts: Sequence[Post]
    stands: Sequence[Stand]

    def __bool__(self) -> bool:
        return bool(self.visit or self.posts or self.stands)


def digests_due(now: dt.datetime, most: int) -> list[tuple[User, dt.date]]:
    """Up to ``most`` people whose weekly letter is to be made now, each with its Monday."""
    due: list[tuple[User, dt.date]] = []
    at_work = Cluster.objects.filter(closed_on=None).values("cohort__country")
    for country in Country.objects.filter(pk__in=at_work).order_by("pk"):
        monday = _monday_due(now, country.time_zone)
        if monday and len(due) < most:
            chosen = {person.pk for person, _monday in due}
            waiting = _readers(country, monday).exclude(pk__in=chosen)
            due += [(one, monday) for one in waiting[: most - len(due)]]
    return due


def _monday_due(now: dt.datetime, zone: str) -> dt.date | None:
    here = now.astimezone(ZoneInfo(zone))
    if here.weekday() >= DAYS or (here.weekday() == 0 and here.hour < FROM_HOUR):
        return None
    return here.date() - dt.timedelta(days=here.weekday())


def _readers(country: Country, monday: dt.date) -> QuerySet[User]:
    """Teams of the schools at work, their coordinators, and who follows a thread from outside."""
    clusters = Cluster.objects.filter(closed_on=None, cohort__country=country)
    members = Membership.objects.filter(until=None, cluster__in=clusters)
    schools = members.values("participation__school__public_id")
    works = Q(kind__in=[RoleKind.HEAD, RoleKind.TEAM], scope=Scope.SCHOOL, place__in=schools)
    coordinates = Q(kind=RoleKind.COORDINATOR, scope=Scope.COUNTRY, place=country.pk)
    follows = Listener.objects.filter(
        thread__cluster__in=clusters, hears=Listener.Hears.WEEKLY
    ).values("person")
    roles = current_roles().filter(works | coordinates).values("person")
    return (
        User.objects.filter(Q(pk__in=roles) | Q(pk__in=follows), is_active=True)
        .exclude(pk__in=NoDigest.objects.values("person"))
        .exclude(pk__in=Digest.objects.filter(week=monday).values("person"))
        .order_by("pk")
    )


def news_for(person: User, now: dt.datetime) -> News:
    """What the weekly letter tells beside the tasks."""
    since = _since(person, now)
    mine = [one.pk for one in clusters_of_schools(my_school_ids(person))]
    coming = Activity.objects.filter(
        cluster__in=mine,
        cancelled_at=None,
        told_at=None,
        starts_at__gte=now,
        starts_at__lt=now + AHEAD,
    ).select_related("cluster__cohort__country", "host__school")
    moved = Stand.objects.filter(
        goal__participation__memberships__cluster__in=mine,
        goal__participation__memberships__until=None,
        goal__dropped_at=None,
        said_at__gt=since,
    ).exclude(said_by=person)
    return News(
        coming.order_by("starts_at").first(),
        list(_posts(person, mine, since).order_by("thread__cluster", "thread", "pk")),
        list(moved.select_related("goal__participation__school").order_by("said_at")),
    )


def _since(person: User, now: dt.datetime) -> dt.datetime:
    """Since the last letter, if there was one; never more than two weeks back."""
    last = person.digests.order_by("-week").first()
    return max(last.made_at, now - 2 * WEEK) if last else now - WEEK


def _posts(person: User, mine: list[int], since: dt.datetime) -> QuerySet[Post]:
    chosen = Listener.objects.filter(person=person)
    weekly = chosen.filter(hears=Listener.Hears.WEEKLY).values("thread")
    otherwise = chosen.exclude(hears__in=["", Listener.Hears.WEEKLY]).values("thread")
    inside = clusters_entered_by(person).values("pk")
    followed = Q(thread__in=weekly, thread__cluster__in=inside)
    unasked = Q(thread__cluster__in=mine) & ~Q(thread__in=otherwise)
    found = unread_posts(person).filter(followed | unasked, written_at__gt=since)
    return found.select_related("thread__cluster", "written_by", "school__school")
