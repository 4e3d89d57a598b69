"""Countries and their cohorts: for the public, for coordinators, for administrators."""

from django.db.models import Count, Q, QuerySet

from cordata.accounts.models import User
from cordata.networks.models import Cohort, Country, Programme
from cordata.networks.queries.seen import cohorts_seen_by


def public_countries() -> QuerySet[Country]:
    """Countries with a network, with how many open clusters and schools in them."""
    opened = Q(cohorts__clusters__closed_on=None)
    members = opened & Q(cohorts__clusters__memberships__until=None)
    return (
        Country.objects.filter(cohorts__isnull=False)
        .annotate(
            open_clusters=Count("cohorts__clusters", filter=opened, distinct=True),
            schools=Count("cohorts__clusters__memberships", filter=members, distinct=True),
        )
        .order_by("code")
        .distinct()
    )


def public_cohorts(country: Country) -> QuerySet[Cohort]:
    """The cohorts of a country, newest first: their dates and rules are public."""
    return (
        Cohort.objects.filter(country=country)
        .select_related("programme", "country")
        .order_by("-starts_on", "name", "pk")
    )


def cohorts_of(person: User, country: str) -> QuerySet[Cohort]:
    """The cohorts of one country that a person coordinates, newest first, with counts."""
    return (
        cohorts_seen_by(person)
        .filter(country=country)
        .annotate(
            mentors=_count("mentor"),
            mentees=_count("mentee"),
            open_clusters=Count("clusters", filter=Q(clusters__closed_on=None), distinct=True),
        )
    )


def all_countries() -> QuerySet[Country]:
    """Every country that is set up, for administrators."""
    return Country.objects.order_by("code")


def all_programmes() -> QuerySet[Programme]:
    """Every programme."""
    return Programme.objects.order_by("-starts_on", "name")


def _count(side: str) -> Count:
    taking_part = Q(participations__side=side, participations__withdrawn_at=None)
    return Count("participations", filter=taking_part, distinct=True)
