"""Where goals stand, and how they have moved, for many clusters or for one school."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Goal, Stand
from cordata.cycles.queries.dose import Span
from cordata.networks.models import Participation

FACTS = ("was", "now", "dropped_at")


@dataclass
class Standing:
    """Goals by stop at the end of a span, and what happened to them in it."""

    stops: Counter[str] = field(default_factory=Counter)
    moved: int = 0  # on another stop at its end than at its beginning
    finished: int = 0  # of those, part of the school's work now
    given_up: int = 0

    def __add__(self, other: "Standing") -> "Standing":
        """Both together."""
        names = Standing.__dataclass_fields__
        return Standing(**{name: getattr(self, name) + getattr(other, name) for name in names})


def standing_of(clusters: QuerySet[Cluster], span: Span) -> dict[int, Standing]:
    """By cluster (key); one without goals has an empty standing. One query."""
    found: dict[int, Standing] = defaultdict(Standing)
    inside = _members(clusters)
    goals = Goal.objects.filter(participation__in=inside.values("participation"))
    where = inside.filter(participation=OuterRef("participation")).values("cluster")[:1]
    ends = _at_both_ends(goals.annotate(where=Subquery(where)), span)
    for key, *facts in ends.values_list("where", *FACTS):
        _take(found[key], span, *facts)
    return found


def standing_of_school(school: Participation, span: Span) -> Standing:
    """Of the goals of one school. One query."""
    standing = Standing()
    for facts in _at_both_ends(school.goals.all(), span).values_list(*FACTS):
        _take(standing, span, *facts)
    return standing


def moved_in(clusters: QuerySet[Cluster], span: Span) -> QuerySet[Goal, Any]:
    """One row: "goals", how many moved, how many of them are part of the work now.

    It begins from what was said in the span, however many goals there are.
    """
    said = Stand.objects.filter(
        span.holds("said_at"),
        goal__participation__in=_members(clusters).values("participation"),
    )
    goals = Goal.objects.filter(pk__in=said.values("goal"), dropped_at=None).order_by()
    moved: QuerySet[Goal, Any] = (
        _at_both_ends(goals, span)
        .exclude(was=F("now"))
        .values(what=Value("goals"))
        .annotate(one=Count("pk"), other=Count("pk", filter=Q(now=Goal.Stop.PART)))
        .values_list("what", "one", "other")
    )
    return moved


def _members(clusters: QuerySet[Cluster]) -> QuerySet[Membership]:
    return Membership.objects.filter(until=None, cluster__in=clusters)


def _at_both_ends(goals: QuerySet[Goal], span: Span) -> Any:
    """Goals that were there in the span, each with its stop before it and at its end."""
    there = goals.filter(set_at__lt=span.before).exclude(dropped_at__lt=span.since)
    return there.annotate(was=_stop(span.since), now=_stop(span.before))


def _stop(before: dt.datetime) -> Coalesce:
    said = Stand.objects.filter(goal=OuterRef("pk"), said_at__lt=before)
    return Coalesce(
        Subquery(said.order_by("-said_at", "-pk").values("stop")[:1]),
        Value(Goal.Stop.AGREED.value),
    )


def _take(
    standing: Standing, span: Span, was: str, now: str, dropped_at: dt.datetime | None
) -> None:
    if dropped_at and dropped_at < span.before:
        standing.given_up += 1
        return
    standing.stops[now] += 1
    standing.moved += was != now
    standing.finished += was != now == Goal.Stop.PART
