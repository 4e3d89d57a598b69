"""The stages of a cluster's year: as somebody planned them, or derived from the cohort's days."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.cycles.models import Cycle, Stage, Turn

# How much of the year has passed when a stage ends. Half of it is for doing.
PASSED = {
    Stage.AGREE: 0.08,
    Stage.ASSESS: 0.17,
    Stage.PLAN: 0.25,
    Stage.ACT: 0.75,
    Stage.REFLECT: 0.85,
    Stage.AGAIN: 1.0,
}
Days = dict[Stage, tuple[dt.date, dt.date]]


@dataclass(frozen=True)
class StageLine:
    """One stage as pages show it; ``state`` is "done", "here" or "" for what is ahead."""

    stage: Stage
    starts_on: dt.date
    ends_on: dt.date
    state: str


@dataclass(frozen=True)
class Year:
    """A cluster's stages; ``version`` is 0 while nobody has said anything."""

    lines: list[StageLine]
    stage: Stage
    version: int


def year_of(cluster: Cluster) -> Year:
    """Its six stages. Two queries at most."""
    return years_of([cluster])[cluster.pk]


def year_beside(cluster: Cluster) -> Year:
    """The same of a cluster that was read with its ``cycle``: one query at most."""
    return _year(cluster, getattr(cluster, "cycle", None))


def years_of(clusters: list[Cluster]) -> dict[int, Year]:
    """The same of many, by their keys, in as many queries."""
    stored = Cycle.objects.filter(cluster__in=clusters).prefetch_related("spans")
    cycles = {one.cluster_id: one for one in stored}
    return {one.pk: _year(one, cycles.get(one.pk)) for one in clusters}


def _year(cluster: Cluster, cycle: Cycle | None) -> Year:
    days = derived_days(cluster.cohort.starts_on, cluster.cohort.ends_on)
    if cycle is None:
        here = stage_on(timezone.localdate(), days)
        return Year(_lines(days, here), here, 0)
    days |= {Stage(one.stage): (one.starts_on, one.ends_on) for one in cycle.spans.all()}
    here = Stage(cycle.stage)
    return Year(_lines(days, here), here, cycle.version)


def derived_days(start: dt.date, end: dt.date) -> Days:
    """A proposal for the days of each stage: one begins on the day after the other ends."""
    length = (end - start).days
    found: Days = {}
    begins = start
    for stage, share in PASSED.items():
        ends = max(begins, start + dt.timedelta(days=int(length * share)))
        found[stage] = (begins, ends)
        begins = ends + dt.timedelta(days=1)
    return found


def stage_on(day: dt.date, days: Days) -> Stage:
    """Where the calendar puts a cluster that has not said where it is."""
    begun = [stage for stage, (starts_on, _ends_on) in days.items() if starts_on <= day]
    return begun[-1] if begun else Stage.AGREE


def turns_of(cluster: Cluster) -> list[Turn]:
    """How it went from stage to stage, last first."""
    found = Turn.objects.filter(cycle__cluster=cluster).select_related("said_by")
    return list(found.order_by("-said_at", "-pk"))


def _lines(days: Days, here: Stage) -> list[StageLine]:
    stages = list(Stage)
    at = stages.index(here)
    return [
        StageLine(stage, *days[stage], "here" if place == at else "done" if place < at else "")
        for place, stage in enumerate(stages)
    ]
