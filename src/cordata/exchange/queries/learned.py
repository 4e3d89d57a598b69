"""What the network's own years tell about reaching more schools: counts, hours, journeys.

Only years that are over count. Counts of schools and of activities; never an answer.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from cordata.analysis.spread.shares import Known
from cordata.clusters.models import Membership
from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.dose import PEOPLE
from cordata.cycles.queries.signs import HELD
from cordata.evidence.queries.kinds.mentored import declared_in_time
from cordata.networks.models import Participation

WEEKS = 40  # of a school year, for what is said by the week
Side = Participation.Side


@dataclass(frozen=True)
class Lived:
    """A cluster in a year that is over.

    schools     mentee schools that were ever in it
    mentoring   hours a week that people of the mentor school were there
    attended    hours of people of each mentee school in the year
    journeys    for each mentee school, of either side; ``people`` on each; ``minutes`` one way
    """

    model: str
    schools: int
    mentoring: float
    attended: float
    journeys: float
    people: float
    minutes: float


def shares_known() -> dict[str, Known]:
    """How many completed, went on as mentors, stayed: as table "uptake/1" counts them. One query."""
    today = timezone.localdate()
    later = Participation.objects.filter(
        school=OuterRef("school"), side=Side.MENTOR,
        cohort__country=OuterRef("cohort__country"),
        cohort__starts_on__gt=OuterRef("cohort__starts_on"),
        cohort__starts_on__lte=today,
    )  # fmt: skip
    year_after = Participation.objects.filter(
        cohort__country=OuterRef("cohort__country"),
        cohort__starts_on__gt=OuterRef("cohort__starts_on"),
        cohort__starts_on__lte=today,
    )
    ties = Membership.objects.filter(participation=OuterRef("pk"), side=Side.MENTEE)
    over = Participation.objects.filter(cohort__ends_on__lte=today).annotate(
        led=Exists(later), could=Exists(year_after), tied=Exists(ties.filter(until=None))
    )
    mentee, mentor = Q(side=Side.MENTEE), Q(side=Side.MENTOR)
    done = mentee & Q(withdrawn_at=None, tied=True)
    counted = over.aggregate(
        completes=Count("pk", filter=done), completes_of=Count("pk", filter=mentee),
        willing=Count("pk", filter=done & Q(led=True, could=True)),
        willing_of=Count("pk", filter=done & Q(could=True)),
        stays=Count("pk", filter=mentor & Q(led=True, could=True)),
        stays_of=Count("pk", filter=mentor & Q(could=True)),
    )  # fmt: skip
    return {
        name: Known(counted[name], counted[f"{name}_of"] - counted[name])
        for name in ("completes", "willing", "stays")
    }


def clusters_lived() -> tuple[list[Lived], Counter[str]]:
    """Every cluster with a model whose year is over. Three queries.

    Where nobody's hours were recorded nothing is known of them, and that is not none: by model, how
    many such clusters there are besides.
    """
    today = timezone.localdate()
    models = dict(
        declared_in_time()
        .filter(cluster__cohort__ends_on__lt=today)
        .values_list("cluster", "label")
    )
    schools = dict(
        Membership.objects.filter(side=Side.MENTEE, cluster__cohort__ends_on__lt=today)
        .values_list("cluster")
        .annotate(number=Count("participation", distinct=True))
    )
    sums: dict[int, dict[str, dict[str, Any]]] = {}
    for row in _attended().filter(activity__cluster__cohort__ends_on__lt=today):
        sums.setdefault(row["activity__cluster"], {})[row["participation__side"]] = row
    found = sorted(models.keys() & schools.keys())
    recorded = [one for one in found if one in sums]
    silent = Counter(models[one] for one in found if one not in sums)
    return [_lived(models[one], schools[one], sums[one]) for one in recorded], silent


def _attended() -> QuerySet[Attendance, Any]:
    """By cluster and side, within its year."""
    there = Attendance.objects.annotate(on=TruncDate("activity__starts_at")).filter(
        activity__in=Activity.objects.filter(HELD),
        on__lte=F("activity__cluster__cohort__ends_on"),
    )
    moved = Q(travel__gt=0)
    sums: QuerySet[Attendance, Any] = (
        there.order_by()
        .values("activity__cluster", "participation__side")
        .annotate(
            minutes=Sum(PEOPLE * F("activity__minutes")),
            journeys=Count("pk", filter=moved),
            travellers=Sum(PEOPLE, filter=moved),
            road=Sum("travel", filter=moved),
        )
    )
    return sums


def _lived(model: str, schools: int, sides: dict[str, dict[str, Any]]) -> Lived:
    def told(name: str, *of: str) -> int:
        return sum(sides.get(side, {}).get(name) or 0 for side in of)

    journeys = told("journeys", *Side)
    return Lived(
        model,
        schools,
        mentoring=told("minutes", Side.MENTOR) / 60 / WEEKS,
        attended=told("minutes", Side.MENTEE) / 60 / schools,
        journeys=journeys / schools,
        people=told("travellers", *Side) / journeys if journeys else 0.0,
        minutes=told("road", *Side) / journeys / 2 if journeys else 0.0,
    )
