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
from cordata.networks.rules import may_administer
from cordata.web.requests import Request


def administrators_only(request: Request) -> None:
    """Others are not told that these pages exist."""
    if not may_administer(request.user):
        raise Http404


def country_of(person: User, cc: str) -> Country:
    """A country this person coordinates, whole or in part."""
    return get_object_or_404(countries_coordinated_by(person), code=cc.upper())


def cohort_of(person: User, cc: str, cohort: str) -> Cohort:
    """A cohort this person coordinates."""
    return get_object_or_404(cohorts_seen_by(person), country_id=cc.upper(), public_id=cohort)


def participation_in(cohort: Cohort, par: str) -> Participation:
    """A school that takes part in the cohort, or did."""
    participations = Participation.objects.filter(cohort=cohort).select_related(
        "school__main_site", "cohort__country", "cohort__programme"
    )
    return get_object_or_404(participations, public_id=par)


def own_participation(person: User, par: str) -> Participation:
    """Where a person's own school takes part now, or one this person coordinates."""
    return get_object_or_404(participations_seen_by(person), public_id=par, withdrawn_at=None)
