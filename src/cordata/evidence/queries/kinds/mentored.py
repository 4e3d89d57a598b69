"""Every mentored school with its cluster and what became of it: one reading for all pages on models.

Counts of schools, rounds and activities; never an answer.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from cordata.analysis.selection.conditions import SchoolFacts
from cordata.clusters.models import CoordinationModel, Membership
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.dose import PEOPLE
from cordata.cycles.queries.signs import HELD
from cordata.networks.models import Participation
from cordata.schools.models import PriorityFlag
from cordata.surveys.models import Occasion, Round
from cordata.surveys.queries.withholding import rounds_for_research

# A school that could not be followed for so long after its year tells nothing about what lasts.
AFTERWARDS = dt.timedelta(days=90)
COLUMNS = (
    "participation", "cluster", "cluster__cohort__country", "cluster__cohort__public_id",
    "cluster__cohort__ends_on", "came", "came_after", "participation__school__levels",
    "participation__school__main_site__region", "participation__school__sector",
    "participation__school__pupils", "participation__school__mountain",
    "participation__school__island", "flagged", "still", "cluster__closed_on",
)  # fmt: skip


@dataclass(frozen=True)
class Tied:
    """One mentored school in the cluster that it was in last.

    model    levels by axis, as declared last in the days of its cohort
    reached  somebody of it took part in an activity
    over     it could be followed after its support: its cluster stayed open for long enough, and
             no later year of it has begun; ``lasted`` then says whether it went on
    asked    questionnaires (slugs) that it answered before and after
    """

    cluster: int
    country: str
    cohort: str
    model: dict[str, str]
    facts: SchoolFacts
    reached: bool
    over: bool
    lasted: bool
    asked: frozenset[str]


def tied_schools(axes: tuple[str, ...]) -> list[Tied]:
    """Every mentored school that is or was in a cluster with a model. Three queries.

    What was declared after the last day of the cohort is no model of that year.
    """
    models = {
        key: dict(zip(axes, levels, strict=True))
        for key, *levels in declared_in_time().values_list("cluster", *axes)
    }
    asked = _asked_twice()
    last = {row[0]: row for row in _rows()}
    today = timezone.localdate()
    return [
        _tied(row, models[row[1]], asked.get(row[0], frozenset()), today)
        for row in last.values()
        if row[1] in models
    ]


def declared_in_time() -> QuerySet[CoordinationModel]:
    """Models declared by the last day of their cohort, the last one last."""
    in_time = CoordinationModel.objects.filter(since__lte=F("cluster__cohort__ends_on"))
    return in_time.order_by("since", "pk")


def _rows() -> QuerySet[Membership, Any]:
    there = Attendance.objects.annotate(people=PEOPLE).filter(
        Q(people__gt=0),
        participation=OuterRef("participation"),
        activity__in=Activity.objects.filter(HELD),
    )
    after = there.annotate(on=TruncDate("activity__starts_at")).filter(
        on__gt=OuterRef("cluster__cohort__ends_on")
    )
    later = Participation.objects.filter(
        school=OuterRef("participation__school"),
        withdrawn_at=None,
        cohort__ends_on__gt=OuterRef("cluster__cohort__ends_on"),
    )
    flags = PriorityFlag.objects.filter(school=OuterRef("participation__school"))
    found = Membership.objects.filter(side=Participation.Side.MENTEE).annotate(
        came=Exists(there), came_after=Exists(after), flagged=Exists(flags), still=Exists(later)
    )
    return found.order_by("since", "pk").values_list(*COLUMNS)


def _asked_twice() -> dict[int, frozenset[str]]:
    """By participation, the questionnaires of which a first and a later round may be used."""
    closed = rounds_for_research(
        Round.objects.filter(
            snapshot__isnull=False, participation__side=Participation.Side.MENTEE
        )
    )
    first = closed.filter(
        participation=OuterRef("participation"),
        instrument__instrument=OuterRef("instrument__instrument"),
        occasion=Occasion.BASELINE,
    )
    later = closed.filter(Exists(first), occasion__in=[Occasion.END, Occasion.FOLLOW_UP])
    found: dict[int, set[str]] = {}
    for key, slug in later.values_list("participation", F("instrument__instrument__slug")):
        found.setdefault(key, set()).add(slug)
    return {key: frozenset(some) for key, some in found.items()}


def _tied(row: Any, model: dict[str, str], asked: frozenset[str], today: dt.date) -> Tied:
    (_key, cluster, country, cohort, ends_on, came, after, levels, region, sector, pupils,
     mountain, island, flagged, still, closed_on) = row  # fmt: skip
    facts = SchoolFacts(
        frozenset(levels), region or "", sector, pupils, bool(mountain or island), flagged
    )
    over = not still and ends_on + AFTERWARDS <= (closed_on or today)
    return Tied(cluster, country, cohort, model, facts, came, over, bool(over and after), asked)
