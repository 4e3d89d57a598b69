"""How clusters go through their year, for research: stages and days, no person and no reason.

Who moved a cluster on and why stays with its schools and their coordinator: the reason is free
text, and may name somebody.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.cycles.models import Stage, Turn
from cordata.cycles.queries.cycles import StageLine, Year, years_of


@dataclass(frozen=True)
class Step:
    """The cluster said that it is in a stage; ``is_back`` if it was in a later one before."""

    stage: Stage
    on: dt.date
    is_back: bool


@dataclass(frozen=True)
class Course:
    """A cluster's year as it was planned, and as it went, first step first."""

    year: Year
    steps: list[Step]

    def of_stage(self, line: StageLine) -> tuple[dt.date | None, int, int]:
        """When a stage was first said, how often, and how often it was gone back to."""
        mine = [one for one in self.steps if one.stage == line.stage]
        first = mine[0].on if mine else None
        return first, len(mine), sum(one.is_back for one in mine)


def courses_of(clusters: Iterable[Cluster]) -> dict[int, Course]:
    """By cluster (key), each read with its cohort and country. Three queries."""
    known = list(clusters)
    years = years_of(known)
    said: dict[int, list[tuple[str, dt.datetime]]] = defaultdict(list)
    turns = Turn.objects.filter(cycle__cluster__in=known).order_by("said_at", "pk")
    for cluster, stage, at in turns.values_list("cycle__cluster", "stage", "said_at"):
        said[cluster].append((stage, at))
    return {
        one.pk: Course(
            years[one.pk],
            list(_steps(said[one.pk], ZoneInfo(one.cohort.country.time_zone))),
        )
        for one in known
    }


def _steps(said: list[tuple[str, dt.datetime]], zone: ZoneInfo) -> Iterator[Step]:
    order = Stage.values
    before = [("", None), *said]
    for (last, _at), (stage, at) in pairwise(before):
        is_back = bool(last) and order.index(stage) < order.index(last)
        yield Step(Stage(stage), timezone.localdate(at, zone), is_back)
