"""A person's clusters at a glance: what comes next, what is new, which goal moved last."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.models import Activity, Stand
from cordata.cycles.queries.talk import unread_posts
from cordata.cycles.queries.ties import Tied

LATELY = dt.timedelta(days=14)


@dataclass
class Glance:
    """One cluster, in the few facts that tell a team whether to look further."""

    cluster: Cluster
    time_zone: str
    next: Activity | None = None
    news: int = 0
    moved: Stand | None = None


def at_a_glance(person: User, tied: Tied) -> list[Glance]:
    """The open clusters of a person's schools. Two queries more, however many there are."""
    ties = sorted(tied.ties, key=lambda one: one.cluster.letter)
    found = {
        one.cluster_id: Glance(one.cluster, one.participation.cohort.country.time_zone)
        for one in ties
    }
    if found:
        _add_what_comes(found, tied.promised)
        _add_news(found, person)
        _add_what_moved(found)
    return list(found.values())


def _add_what_comes(found: dict[int, Glance], promised: list[Activity]) -> None:
    now = timezone.now()
    for one in reversed(promised):
        if one.starts_at >= now:
            found[one.cluster_id].next = one


def _add_news(found: dict[int, Glance], person: User) -> None:
    new = unread_posts(person).filter(thread__cluster__in=found).order_by()
    counts = new.values_list("thread__cluster").annotate(Count("pk"))
    for cluster, number in counts:
        found[cluster].news = number


def _add_what_moved(found: dict[int, Glance]) -> None:
    since = timezone.now() - LATELY
    for one in _moves().filter(inside__in=found, said_at__gt=since):
        found[one.inside].moved = one  # the last of a cluster stays


@cache
def _moves() -> QuerySet[Any, Any]:
    """What schools say of their goals, each ``inside`` the cluster of now, the last one last."""
    return (
        Stand.objects.filter(
            goal__dropped_at=None, goal__participation__memberships__until=None
        )
        .annotate(inside=F("goal__participation__memberships__cluster"))
        .select_related("goal__participation__school")
        .only(
            "stop", "said_at", "goal__public_id", "goal__text", "goal__language",
            "goal__participation__school__name",
        )
        .order_by("said_at", "pk")
    )  # fmt: skip
