"""The country, cohort or school an address names, if this person may see it; else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cordata.accounts.models import User
from cordata.networks.models import Cohort, Country, Participation
from cordata.networks.queries import (
    cohorts_seen_by,
    countries_coordinated_by,
    participations_seen_by,
)
from cordata.networks.queries.seen import first_country_of
from cordata.networks.rules import may_administer
from cordata.web.requests import Request


def administrators_only(request: Request) -> None:
    """Others are not told that these pages exist."""
    if not may_administer(request.user):
        raise Http404


def country_at_hand(person: User) -> str:
    """Whose menu a coordinator sees: that of the page they are on, else their first; "" if none."""
    return getattr(person, "_at_work_in", "") or first_country_of(person)


def at_work_in(person: User, code: str) -> None:
    """This page is of a country that the person coordinates: kept for this request."""
    person._at_work_in = code  # type: ignore[attr-defined]  # kept on the row for this request


def country_of(person: User, cc: str) -> Country:
    """A country this person coordinates, whole or in part."""
    found = get_object_or_404(countries_coordinated_by(person), code=cc.upper())
    at_work_in(person, found.code)
    return found


def cohort_of(person: User, cc: str, cohort: str) -> Cohort:
    """A cohort this person coordinates."""
    seen = cohorts_seen_by(person)
    found = get_object_or_404(seen, country_id=cc.upper(), public_id=cohort)
    at_work_in(person, found.country_id)
    return found


def participation_in(cohort: Cohort, par: str) -> Participation:
    """A school that takes part in the cohort, or did."""
    participations = Participation.objects.filter(cohort=cohort).select_related(
        "school__main_site", "cohort__country", "cohort__programme"
    )
    return get_object_or_404(participations, public_id=par)


def own_participation(person: User, par: str) -> Participation:
    """Where a person's own school takes part now, or one this person coordinates."""
    return get_object_or_404(participations_seen_by(person), public_id=par, withdrawn_at=None)
