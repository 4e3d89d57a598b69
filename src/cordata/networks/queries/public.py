"""Networks as everybody may see them: counts and published rules, never drafts."""

from django.db.models import Count, Q, QuerySet

from cordata.networks.models import Cohort, Country

_OPEN = Q(cohorts__clusters__closed_on=None)
_MEMBERS = _OPEN & Q(cohorts__clusters__memberships__until=None)


def public_countries() -> QuerySet[Country]:
    """Countries with a network, with how many open clusters and schools in them."""
    return (
        Country.objects.filter(cohorts__isnull=False)
        .annotate(
            open_clusters=Count("cohorts__clusters", filter=_OPEN, distinct=True),
            schools=Count("cohorts__clusters__memberships", filter=_MEMBERS, distinct=True),
        )
        .order_by("code")
    )


def networks_in_numbers() -> dict[str, int]:
    """How many clusters work, and how many schools are in them, in all countries."""
    return Country.objects.aggregate(
        clusters=Count("cohorts__clusters", filter=_OPEN, distinct=True),
        schools=Count("cohorts__clusters__memberships", filter=_MEMBERS, distinct=True),
    )


def public_cohorts(country: Country) -> QuerySet[Cohort]:
    """The cohorts of a country, newest first: their dates and rules are public."""
    return (
        Cohort.objects.filter(country=country)
        .select_related("programme", "country")
        .order_by("-starts_on", "name", "pk")
    )
