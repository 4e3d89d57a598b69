"""Countries and their cohorts, for coordinators and for administrators."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.networks.models import Cohort, Country, Programme
from cordata.networks.queries.seen import cohorts_seen_by
from cordata.networks.rules import may_coordinate_country


def cohorts_of(person: User, country: str) -> QuerySet[Cohort]:
    """The cohorts of one country that a person coordinates, newest first, with counts."""
    return (
        cohorts_seen_by(person)
        .filter(country=country)
        .annotate(
            mentors=_taking_part("mentor"),
            mentees=_taking_part("mentee"),
            open_clusters=_count("clusters", clusters__closed_on=None),
        )
    )


def programmes_for(person: User, country: Country) -> QuerySet[Programme]:
    """In which a person may start a cohort: all for the country's coordinator, else theirs."""
    if may_coordinate_country(person, country.pk):
        return all_programmes()
    mine = places_of(person, RoleKind.COORDINATOR, Scope.PROGRAMME)
    return all_programmes().filter(public_id__in=mine)


def all_countries() -> QuerySet[Country]:
    """Every country that is set up."""
    return Country.objects.order_by("code")


def all_programmes() -> QuerySet[Programme]:
    """Every programme, newest first."""
    return Programme.objects.order_by("-starts_on", "name")


def _taking_part(side: str) -> Subquery:
    return _count(
        "participations", participations__side=side, participations__withdrawn_at=None
    )


def _count(what: str, **only: Any) -> Subquery:
    """Counted by itself: joined together, every school would meet every cluster."""
    counted = Cohort.objects.filter(pk=OuterRef("pk")).values("pk")
    number = counted.annotate(number=Count(what, filter=Q(**only))).values("number")
    return Subquery(number, output_field=IntegerField())
