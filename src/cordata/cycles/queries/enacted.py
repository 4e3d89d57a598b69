"""How clusters are really coordinated, quarter by quarter: the ONE path of these figures.

Only activities that were told and took place count, as in ``dose``.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cordata.analysis.coordination.enacted import AXES, Fit, Held, Reading, drift, fit, read
from cordata.clusters.models import Cluster, CoordinationModel
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.dose import PEOPLE, with_caller
from cordata.cycles.queries.signs import HELD
from cordata.networks.models import Participation

MONTHS = 3  # of a quarter


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; ``number`` from 1 to 4."""

    year: int
    number: int

    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarter_of(day: dt.date) -> Quarter:
    """The quarter of the calendar that a day is in."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


@dataclass(frozen=True)
class Lived:
    """One axis of a cluster, as it is lived since its model of today was declared.

    declared  the level of today's model
    moved     first and last quarter that can be read, if it is lived otherwise in the last one
    """

    axis: str
    declared: str
    now: Reading
    fit: Fit
    quarters: tuple[tuple[Quarter, Reading], ...]
    moved: tuple[Quarter, Quarter] | None


@dataclass
class Told:
    """What a cluster told: the day and the record of each activity that took place."""

    days: list[tuple[dt.date, Held]] = field(default_factory=list)

    def between(self, since: dt.date, until: dt.date) -> list[Held]:
        """Both days included."""
        return [one for day, one in self.days if since <= day <= until]


def told_in(clusters: QuerySet[Cluster] | Iterable[Cluster] | Iterable[int]) -> dict[int, Told]:
    """By cluster (key), the first first; one that told nothing is not there. One query."""
    there = Attendance.objects.annotate(people=PEOPLE).filter(
        activity=OuterRef("pk"), people__gt=0
    )
    mentors = there.filter(
        Q(participation__memberships__until=None)
        | Q(participation__memberships__until__gte=OuterRef("on")),
        participation__memberships__cluster=OuterRef("cluster"),
        participation__memberships__side=Participation.Side.MENTOR,
        participation__memberships__since__lte=OuterRef("on"),
    )
    rows = (
        with_caller(Activity.objects.filter(HELD, cluster__in=clusters))
        .annotate(counted=Exists(there), mentors=Exists(mentors))
        .order_by("starts_at", "pk")
        .values_list("cluster", "on", "side", "online", "counted", "mentors")
    )
    found: dict[int, Told] = defaultdict(Told)
    for cluster, on, side, online, counted, mentors_came in rows:
        one = Held(side, online, with_mentor=mentors_came or not counted)
        found[cluster].days.append((on, one))
    return dict(found)


def lived_in(clusters: Iterable[Cluster]) -> dict[int, list[Lived]]:
    """By cluster (key): each axis that records tell; none without a model. Two queries."""
    some = list(clusters)
    models = CoordinationModel.objects.filter(cluster__in=some, until=None)
    return lived_as(list(models))


def lived_as(models: Iterable[CoordinationModel]) -> dict[int, list[Lived]]:
    """By cluster (key): the same for models of today that were read already. One query."""
    some = list(models)
    told = told_in([one.cluster_id for one in some])
    today = timezone.localdate()
    return {
        one.cluster_id: [
            _lived(axis, one, told.get(one.cluster_id, Told()), today) for axis in AXES
        ]
        for one in some
    }


def lived_by(told: Told, since: dt.date, until: dt.date) -> Mapping[str, Reading]:
    """Each axis over some days, whatever was declared."""
    return {axis: read(axis, told.between(since, until)) for axis in AXES}


def _lived(axis: str, model: CoordinationModel, told: Told, today: dt.date) -> Lived:
    declared = str(getattr(model, axis))
    now = read(axis, told.between(model.since, today))
    quarters = _by_quarter(axis, told)
    ends = drift([reading for _quarter, reading in quarters])
    moved = (quarters[ends[0]][0], quarters[ends[1]][0]) if ends else None
    return Lived(axis, declared, now, fit(axis, declared, now), quarters, moved)


def _by_quarter(axis: str, told: Told) -> tuple[tuple[Quarter, Reading], ...]:
    """From the first record's quarter to the last one's; quiet quarters between are there, too."""
    by: dict[Quarter, list[Held]] = defaultdict(list)
    for day, one in told.days:
        by[quarter_of(day)].append(one)
    found, at, last = [], min(by, default=None), max(by, default=None)
    while at is not None and last is not None and at <= last:
        found.append((at, read(axis, by.get(at, []))))
        at = at.next()
    return tuple(found)
