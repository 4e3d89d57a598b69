"""Which schools take part in a cohort, what they need and offer, and how many can be led."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from cordata.networks.models import Cohort, Interest, Participation

CONFIRM_AFTER = timedelta(days=60)
COUNTED = (
    "mentors",
    "mentees",
    "mentees_without_needs",
    "mentors_without_offers",
    "without_agreement",
)


def taking_part(cohort: Cohort) -> QuerySet[Participation]:
    """Schools in the cohort now, mentors first, by name, with their topics as ``.wanted``."""
    return with_interests(
        Participation.objects.filter(cohort=cohort, withdrawn_at=None).select_related(
            "cohort__country", "school__main_site", "school__legal_entity"
        )
    ).order_by("-side", "school__name", "pk")


OF_ITS_SIDE = Q(direction="offers", participation__side="mentor") | Q(
    direction="needs", participation__side="mentee"
)  # what matching reads: mentors offer, mentees need


def _silent() -> Q:
    """Nothing is said of what is asked of its side first."""
    return Q(~Exists(Interest.objects.filter(OF_ITS_SIDE, participation=OuterRef("pk"))))


def narrowed(schools: QuerySet[Participation], missing: str) -> QuerySet[Participation]:
    """Only those without needs or offers ("needs"), or without the head ("agreement")."""
    if missing == "needs":
        return schools.filter(_silent())
    if missing == "agreement":
        return schools.filter(head_agreed_on=None)
    return schools


def withdrawn(cohort: Cohort) -> QuerySet[Participation]:
    """Schools that left the cohort, latest first."""
    return (
        Participation.objects.filter(cohort=cohort, withdrawn_at__isnull=False)
        .select_related("school__main_site")
        .order_by("-withdrawn_at", "pk")
    )


def with_interests(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Read what mentors offer and mentees need with them, most wanted first, as ``.wanted``."""
    interests = (
        Interest.objects.filter(OF_ITS_SIDE)
        .select_related("topic")
        .order_by("-priority", "topic__position", "topic__slug")
    )
    return participations.prefetch_related(Prefetch("interests", interests, to_attr="wanted"))


def interests_of(participation: Participation, direction: str = "") -> dict[str, int]:
    """Topic slug to priority, in a direction; without one, in that of its side."""
    said = participation.interests.filter(direction=direction or participation.direction)
    return dict(said.values_list("topic__slug", "priority"))


def wishes_of(participation: Participation) -> list[Participation]:
    """Whom the school would like to work with, first first."""
    wishes = participation.wishes.select_related("wanted__school").order_by("rank")
    return [wish.wanted for wish in wishes]


def could_be_wished(participation: Participation) -> QuerySet[Participation]:
    """Schools of the other side in the same cohort."""
    return (
        Participation.objects.filter(cohort=participation.cohort_id, withdrawn_at=None)
        .exclude(side=participation.side)
        .select_related("school__main_site")
        .order_by("school__name", "pk")
    )


def should_be_confirmed(participation: Participation) -> bool:
    """Whether what the school needs or offers was said more than 60 days ago.

    No query if its interests are read already.
    """
    said = [interest.confirmed_at for interest in participation.interests.all()]
    return bool(said) and max(said) < timezone.now() - CONFIRM_AFTER


def with_last_said(schools: set[str]) -> QuerySet[Participation, Any]:
    """Where these schools (public ids) take part in a year that is not over, newest first.

    Each with ``said_at``: when it last said what it needs or offers.
    """
    said = Interest.objects.filter(participation=OuterRef("pk")).order_by("-confirmed_at")
    return (
        Participation.objects.filter(
            school__public_id__in=schools,
            withdrawn_at=None,
            cohort__ends_on__gte=timezone.localdate(),
        )
        .annotate(said_at=Subquery(said.values("confirmed_at")[:1]))
        .select_related("cohort__programme", "school")
        .only(
            "public_id",
            "side",
            "cohort__name",
            "cohort__programme__name",
            "school__public_id",
            "school__name",
        )
        .order_by("-cohort__starts_on", "school__name", "pk")
    )


@dataclass(frozen=True)
class Capacity:
    """How many mentee schools the mentor schools can take, and how many want a mentor."""

    mentors: int
    low: int
    high: int
    mentees: int

    @property
    def without_place(self) -> int:
        """Schools that could not be placed even if every place were filled."""
        return max(0, self.mentees - self.high)

    @property
    def too_few(self) -> int:
        """Schools lacking for every mentor school to reach its smallest number."""
        return max(0, self.low - self.mentees)


def capacity_of(
    cohort: Cohort, *, instead: dict[str, tuple[int, int]] | None = None
) -> Capacity:
    """Count places and schools. ``instead`` gives other places to some, by public id."""
    instead = instead or {}
    rows = Participation.objects.filter(cohort=cohort, withdrawn_at=None).values_list(
        "public_id", "side", "min_places", "max_places"
    )
    places = [
        instead.get(public_id, (low, high))
        for public_id, side, low, high in rows
        if side == Participation.Side.MENTOR
    ]
    return Capacity(
        mentors=len(places),
        low=sum(low for low, _high in places),
        high=sum(high for _low, high in places),
        mentees=len(rows) - len(places),
    )


@dataclass(frozen=True)
class Missing:
    """What is not there yet before a cohort can be matched well."""

    mentors: int
    mentees: int
    mentees_without_needs: int
    mentors_without_offers: int
    without_agreement: int

    @property
    def has_both_sides(self) -> bool:
        """Whether there is anything to match."""
        return self.mentors > 0 and self.mentees > 0

    @property
    def is_complete(self) -> bool:
        """Whether every school has said what it needs or offers."""
        return self.has_both_sides and not (
            self.mentees_without_needs or self.mentors_without_offers
        )


def missing_in(cohorts: list[Cohort]) -> dict[int, Missing]:
    """For each cohort (by primary key) what is not there yet, in one query."""
    rows = (
        Participation.objects.filter(cohort__in=cohorts, withdrawn_at=None)
        .values("cohort")
        .annotate(**_counts())
        .order_by("cohort")
    )
    found = {
        row["cohort"]: Missing(**{name: row[name] for name in COUNTED})  # type: ignore[literal-required]  # a dict of mixed types
        for row in rows
    }
    return {cohort.pk: found.get(cohort.pk, Missing(0, 0, 0, 0, 0)) for cohort in cohorts}


@cache  # to put it together takes longer than to ask it
def _counts() -> dict[str, Count]:
    mentor, mentee = Q(side=Participation.Side.MENTOR), Q(side=Participation.Side.MENTEE)
    silent = _silent()
    asked = {
        "mentors": mentor,
        "mentees": mentee,
        "mentees_without_needs": mentee & silent,
        "mentors_without_offers": mentor & silent,
        "without_agreement": Q(head_agreed_on=None),
    }
    return {name: Count("pk", which, distinct=True) for name, which in asked.items()}
