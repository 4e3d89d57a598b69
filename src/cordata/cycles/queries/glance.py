"""A person's clusters at a glance: what comes next, what is new, which goal moved last."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, Stand
from cordata.cycles.queries.talk import unread_posts
from cordata.schools.queries.schools import my_school_ids

LATELY = dt.timedelta(days=14)


@dataclass
class Glance:
    """One cluster, in the few facts that tell a team whether to look further."""

    cluster: Cluster
    next: Activity | None = None
    news: int = 0
    moved: Stand | None = None


def at_a_glance(person: User) -> list[Glance]:
    """The open clusters of a person's schools. Four queries, however many there are."""
    schools = my_school_ids(person)
    if not schools:
        return []
    tied = Membership.objects.filter(
        until=None, participation__school__public_id__in=schools
    ).values("cluster")
    mine = Cluster.objects.filter(closed_on=None, pk__in=tied).select_related("cohort__country")
    found = {one.pk: Glance(one) for one in mine.order_by("letter")}
    if found:
        _add_what_comes(found)
        _add_news(found, person)
        _add_what_moved(found)
    return list(found.values())


def _add_what_comes(found: dict[int, Glance]) -> None:
    coming = Activity.objects.filter(
        cluster__in=found, starts_at__gte=timezone.now(), told_at=None, cancelled_at=None
    ).select_related("host__school")
    for one in coming.order_by("-starts_at", "-pk"):
        found[one.cluster_id].next = one


def _add_news(found: dict[int, Glance], person: User) -> None:
    new = unread_posts(person).filter(thread__cluster__in=found).order_by()
    counts = new.values_list("thread__cluster").annotate(Count("pk"))
    for cluster, number in counts:
        found[cluster].news = number


def _add_what_moved(found: dict[int, Glance]) -> None:
    said = Stand.objects.filter(
        goal__dropped_at=None,
        goal__participation__memberships__until=None,
        goal__participation__memberships__cluster__in=found,
        said_at__gt=timezone.now() - LATELY,
    ).select_related("goal__participation__school")
    inside = F("goal__participation__memberships__cluster")
    for one in said.annotate(inside=inside).order_by("said_at", "pk"):
        found[one.inside].moved = one  # the last of a cluster stays
