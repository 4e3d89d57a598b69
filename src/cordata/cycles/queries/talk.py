"""Threads and posts of a cluster as one person sees them, and what is new to them."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    PositiveBigIntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.queries.clusters import clusters_talked_in_by
from cordata.cycles.models import Listener, Post, Thread
from cordata.networks.models import Participation
from cordata.schools.queries.schools import my_school_ids

# A school that was asked has two days before it is asked again on its page.
PATIENCE = dt.timedelta(days=2)


def threads_seen_by(person: User) -> QuerySet[Thread]:
    """The set-wise twin of ``rules.may_talk``."""
    inside = clusters_talked_in_by(person).values("pk")
    return Thread.objects.filter(cluster__in=inside).select_related("cluster__cohort__country")


def posts_seen_by(person: User) -> QuerySet[Post]:
    """The posts of the threads a person sees."""
    threads = threads_seen_by(person).values("pk")
    return Post.objects.filter(thread__in=threads).select_related(
        "thread__cluster__cohort__country", "written_by"
    )


def threads_of(cluster: Cluster, person: User) -> QuerySet[Thread]:
    """Newest activity first, each with ``posts_now``, ``news`` and ``last_by`` (a name).

    Without those of which every word was taken back.
    """
    alive = Post.objects.filter(thread=OuterRef("pk"), withdrawn_at=None).order_by("-pk")
    return (
        Thread.objects.filter(Exists(alive), cluster=cluster)
        .annotate(
            posts_now=_count(alive),
            news=_count(alive.exclude(written_by=person).filter(pk__gt=_read_to(person))),
            last_by=Subquery(alive.values("written_by__name")[:1]),
        )
        .order_by("-moved_at", "-pk")
    )


def _read_to(person: User, thread: str = "thread") -> Coalesce:
    """The last post a person has seen of the thread at hand; 0 if none."""
    mine = Listener.objects.filter(thread=OuterRef(thread), person=person)
    return Coalesce(
        Subquery(mine.values("read_to")), Value(0), output_field=PositiveBigIntegerField()
    )


def _count(posts: QuerySet[Post]) -> Coalesce:
    counted = posts.order_by().values("thread").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())


def posts_of(thread: Thread) -> QuerySet[Any, Any]:
    """Every post with the names around it, oldest first; withdrawn ones as a line.

    Rows, not objects: fifty posts name the same few people and schools again and again.
    """
    return (
        thread.posts.order_by("pk")
        .annotate(
            name=F("written_by__name"),
            school_name=F("school__school__name"),
            asked_name=F("asks__school__name"),
        )
        .values(
            "pk", "public_id", "html", "language", "by_mail", "written_at", "edited_at",
            "withdrawn_at", "written_by", "name", "school_name", "asked_name",
        )
    )  # fmt: skip


def begins(post: Post) -> bool:
    """Whether the conversation began with this post, which has its title."""
    return not Post.objects.filter(thread=post.thread_id, pk__lt=post.pk).exists()


def last_posts(cluster: Cluster, number: int) -> list[dict[str, Any]]:
    """The newest posts of a cluster with their threads, newest first."""
    alive = Post.objects.filter(thread__cluster=cluster, withdrawn_at=None)
    rows = alive.order_by("-pk").values(
        "text", "language", "written_at", "written_by__name", "school__school__name",
        "thread__public_id", "thread__title",
    )  # fmt: skip
    return [dict(row) for row in rows[:number]]


def unread_posts(person: User) -> QuerySet[Post]:
    """Posts of others that were not on this person's screen yet; in any thread at all."""
    return Post.objects.filter(withdrawn_at=None, pk__gt=_read_to(person)).exclude(
        written_by=person
    )


def news_in(cluster: Cluster, person: User) -> int:
    """How many posts of a cluster are new to a person."""
    return unread_posts(person).filter(thread__cluster=cluster).count()


def listener_of(thread: Thread, person: User) -> Listener:
    """How a person stands to a thread; a new one, not kept, if they never looked."""
    found = Listener.objects.filter(thread=thread, person=person).first()
    return found or Listener(thread=thread, person=person)


def hears(listener: Listener, *, is_member: bool) -> str:
    """What was chosen; else weekly for the cluster's schools, and nothing for others."""
    unasked = Listener.Hears.WEEKLY if is_member else Listener.Hears.NEVER
    return listener.hears or unasked


def schools_in(cluster: Cluster) -> list[Participation]:
    """The schools of a cluster now, the mentor school first."""
    found = cluster.memberships.filter(until=None).select_related("participation__school")
    return [one.participation for one in found.order_by("-side", "pk")]


def school_of(person: User, cluster: Cluster) -> Participation | None:
    """The school of the cluster a person speaks for; None for who is in none of them."""
    return school_among(schools_in(cluster), person)


def school_among(schools: list[Participation], person: User) -> Participation | None:
    """The first of these schools a person works in."""
    mine = my_school_ids(person)
    return next((one for one in schools if one.school.public_id in mine), None)


def questions_to(participations: Collection[int], now: dt.datetime) -> QuerySet[Post]:
    """Posts that asked one of these schools (keys) and have waited too long, oldest first."""
    answered = Post.objects.filter(
        thread=OuterRef("thread"),
        school=OuterRef("asks"),
        withdrawn_at=None,
        pk__gt=OuterRef("pk"),
    )
    still = Membership.objects.filter(
        until=None, cluster=OuterRef("thread__cluster"), participation=OuterRef("asks")
    )
    asked = Post.objects.filter(
        ~Q(school=F("asks")),
        Exists(still),
        ~Exists(answered),
        asks__in=participations,
        withdrawn_at=None,
        written_at__lte=now - PATIENCE,
        thread__cluster__closed_on=None,
    )
    return asked.order_by("pk")
