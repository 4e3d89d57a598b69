"""Hours and travel by term, side and role: the ONE path of time from activities to costs.

Only activities that were told and took place count. Minutes are kept whole.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.dose import Span
from cordata.cycles.queries.signs import HELD

ROLES = ("leaders", "teachers", "others")
IN_A_CAR = 4  # people who share one

type Recorded = Counter[str]


def recorded(
    clusters: QuerySet[Cluster], span: Span, term_of: Callable[[dt.date], int]
) -> dict[tuple[int, int], Recorded]:
    """By cluster (key) and term. Two queries.

    "sessions", "contact"      activities that took place, and minutes of them
    "time:mentor:teachers"     minutes that teachers of mentor schools were there, all of them
    "travel:mentor:teachers"   minutes that they travelled, there and back
    "cars:mentor"              minutes on the road of cars, each taking four people
    """
    found: dict[tuple[int, int], Recorded] = defaultdict(Counter)
    held = Activity.objects.filter(span.holds(), HELD, cluster__in=clusters)
    on = TruncDate("starts_at", tzinfo=span.since.tzinfo)
    for cluster, day, minutes in held.annotate(on=on).values_list("cluster", "on", "minutes"):
        found[cluster, term_of(day)].update({"sessions": 1, "contact": minutes})
    for cluster, day, side, minutes, travel, *people in _attended(held, on):
        counted = found[cluster, term_of(day)]
        for role, number in zip(ROLES, people, strict=True):
            counted[f"time:{side}:{role}"] += number * minutes
            counted[f"travel:{side}:{role}"] += number * travel
        counted[f"cars:{side}"] += travel * -(-sum(people) // IN_A_CAR)
    return {key: _kept(counted) for key, counted in found.items()}


def _attended(held: QuerySet[Activity], on: TruncDate) -> Iterable[Any]:
    """The side of a school is the one it had in the cluster then."""
    then = Membership.objects.filter(
        participation=OuterRef("participation"),
        cluster=OuterRef("activity__cluster"),
        since__lte=OuterRef("on"),
    ).order_by("-since", "-pk")
    side = Coalesce(Subquery(then.values("side")[:1]), F("participation__side"))
    day = TruncDate("activity__starts_at", tzinfo=on.tzinfo)
    rows: Iterable[Any] = (
        Attendance.objects.filter(activity__in=held)
        .annotate(on=day)
        .annotate(then=side)
        .values_list("activity__cluster", "on", "then", "activity__minutes", "travel", *ROLES)
    )
    return rows


def _kept(counted: Recorded) -> Recorded:
    """Without what is 0: a comparison sees what was told, not how it was counted."""
    return Counter({name: number for name, number in counted.items() if number})
