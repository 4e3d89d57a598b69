"""Hours, travel, dose and how clusters are really coordinated: the ONE path of these figures.

Only activities that were told and took place count; nothing is asked twice, nothing is guessed.
Minutes are kept whole; who writes hours divides once, at the end.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.signs import HELD, missed_by
from cordata.networks.models import Country, Participation

COORDINATOR, NOBODY = "coordinator", "nobody"
PEOPLE = F("leaders") + F("teachers") + F("others")


@dataclass(frozen=True)
class Span:
    """From one moment to before another."""

    since: dt.datetime
    before: dt.datetime

    def holds(self, name: str = "starts_at") -> Q:
        """Rows whose moment of this name lies in it."""
        return Q(**{f"{name}__gte": self.since, f"{name}__lt": self.before})


@dataclass
class Dose:
    """What took place, how long, for how many, and who made it happen.

    minutes    of the activities themselves
    people     who were there, counted anew for each activity
    attended   minutes times the people who were there
    travel     minutes of travel of all of them, there and back
    """

    held: Counter[str] = field(default_factory=Counter)  # by kind of activity
    not_held: Counter[str] = field(default_factory=Counter)
    online: int = 0
    minutes: int = 0
    people: int = 0
    attended: int = 0
    travel: int = 0
    # Enacted coordination: which side called it, and which side wrote its points last.
    called: Counter[str] = field(default_factory=Counter)
    pointed: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Dose") -> "Dose":
        """Both together: a cohort is the sum of its clusters."""
        names = Dose.__dataclass_fields__
        return Dose(**{name: getattr(self, name) + getattr(other, name) for name in names})


def total(doses: Iterable[Dose]) -> Dose:
    """All of them together."""
    return sum(doses, Dose())


def span_of(country: Country, since: dt.date, until: dt.date) -> Span:
    """Whole days, ``until`` included, in the time zone of a country."""
    zone, midnight = ZoneInfo(country.time_zone), dt.time.min
    return Span(
        dt.datetime.combine(since, midnight, zone),
        dt.datetime.combine(until + dt.timedelta(days=1), midnight, zone),
    )


def dose_of(clusters: QuerySet[Cluster], span: Span) -> dict[int, Dose]:
    """By cluster (key); one without any activity has an empty dose. Two queries."""
    found: dict[int, Dose] = defaultdict(Dose)
    promised = Activity.objects.filter(span.holds(), cluster__in=clusters)
    over = promised.filter(HELD | missed_by(timezone.now()))
    for key, *facts in _called(over):
        _take(found[key], *facts)
    there = Attendance.objects.filter(activity__in=promised.filter(HELD))
    for key, *sums in _attended(there, "activity__cluster"):
        _attend(found[key], *sums)
    return found


def dose_of_school(school: Participation, span: Span) -> Dose:
    """Of one school: what its own people took part in. Two queries."""
    mine = Attendance.objects.filter(participation=school)
    held = Activity.objects.filter(span.holds(), HELD, pk__in=mine.values("activity"))
    dose = Dose()
    for _key, *facts in _called(held):
        _take(dose, *facts)
    for _key, *sums in _attended(mine.filter(activity__in=held), "participation"):
        _attend(dose, *sums)
    return dose


@dataclass(frozen=True, slots=True)
class Visit:
    """Once that people of a school took part in something that took place.

    minutes  of it; travel of each person, there and back
    """

    activity: int
    at: dt.datetime
    told_at: dt.datetime  # as it is counted here: when it was put right, if it was
    online: bool
    minutes: int
    people: int
    travel: int


def visits_of(schools: Iterable[Participation]) -> dict[int, list[Visit]]:
    """By participation (key) what ``dose_of_school`` adds up, oldest first. One query."""
    found: dict[int, list[Visit]] = defaultdict(list)
    there = Attendance.objects.filter(
        participation__in=[one.pk for one in schools],
        activity__in=Activity.objects.filter(HELD),
    )
    names = ("activity", "activity__starts_at", "known_at", "activity__online",
             "activity__minutes")  # fmt: skip
    known_at = Coalesce("activity__corrected_at", "activity__told_at")
    rows = there.annotate(present=PEOPLE, known_at=known_at).order_by(
        "activity__starts_at", "activity"
    )
    for key, *facts in rows.values_list("participation", *names, "present", "travel"):
        found[key].append(Visit(*facts))
    return found


def happened(clusters: QuerySet[Cluster], span: Span) -> QuerySet[Activity, Any]:
    """One row: "activities", how many took place, how many did not."""
    promised = Activity.objects.filter(span.holds(), cluster__in=clusters).order_by()
    counted = promised.values(what=Value("activities")).annotate(
        one=Count("pk", filter=HELD), other=Count("pk", filter=missed_by(timezone.now()))
    )
    return counted.values_list("what", "one", "other")


def _called(activities: QuerySet[Activity]) -> Iterable[Any]:
    """Cluster and facts, with the sides that called it and set its points, as they stood then."""
    rows: Iterable[Any] = (
        with_caller(activities)
        .annotate(
            was_held=ExpressionWrapper(HELD, BooleanField()), points_side=_side_of("pointed_by")
        )
        .values_list(
            "cluster", "was_held", "kind", "online", "minutes", "points", "side", "points_side"
        )
    )
    return rows


def with_caller(activities: QuerySet[Activity]) -> QuerySet[Activity, Any]:
    """Each with the day it was ``on`` and the ``side`` that called it, as it stood that day."""
    return activities.annotate(on=TruncDate("starts_at")).annotate(side=_side_of("called_by"))


def _side_of(whose: str) -> Coalesce:
    """The side that a school had in the cluster on the day; the coordinator, if there is none."""
    then = Membership.objects.filter(
        participation=OuterRef(whose),
        cluster=OuterRef("cluster"),
        since__lte=OuterRef("on"),
    ).order_by("-since", "-pk")
    return Coalesce(Subquery(then.values("side")[:1]), f"{whose}__side", Value(COORDINATOR))


def _take(dose: Dose, *facts: Any) -> None:
    was_held, kind, online, minutes, points, side, points_side = facts
    if not was_held:
        dose.not_held[kind] += 1
        return
    dose.held[kind] += 1
    dose.online += online
    dose.minutes += minutes
    dose.called[side] += 1
    dose.pointed[points_side if points else NOBODY] += 1


def _attended(there: QuerySet[Attendance], by: str) -> Iterable[Any]:
    sums: Iterable[Any] = (
        there.order_by()
        .values(by)
        .annotate(
            present=Sum(PEOPLE),
            attended=Sum(PEOPLE * F("activity__minutes")),
            travelled=Sum(PEOPLE * F("travel")),
        )
        .values_list(by, "present", "attended", "travelled")
    )
    return sums


def _attend(dose: Dose, people: int, attended: int, travel: int) -> None:
    dose.people += people
    dose.attended += attended
    dose.travel += travel
