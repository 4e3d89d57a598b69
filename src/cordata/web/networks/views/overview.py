"""A coordinator's overview of a country: every cohort on its rope, the first thing first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.networks import rules
from cordata.networks.queries import cohorts_of
from cordata.schools.queries.schools import schools_seen_by
from cordata.surveys.queries.waves import with_asks
from cordata.web.coordinating.lines import promises_of
from cordata.web.networks.progress import progress_of
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow


@require_GET
def show(request: Request, cc: str) -> HttpResponse:
    """What needs the coordinator first, then each cohort; or how to set up in four tasks."""
    country = country_of(request.user, cc)
    allow(rules.may_coordinate(request.user, country))
    cohorts = list(with_asks(cohorts_of(request.user, country.code)))
    ropes = progress_of(cohorts)
    context = {
        "cc": cc,
        "country": country,
        "ropes": ropes,
        "first": next((rope for rope in ropes if rope.tasks), None),
        "setting_up": not any(rope.missing.has_both_sides for rope in ropes),
        # Asked only by the page of a country that is being set up.
        "has_register": schools_seen_by(request.user).filter(country=country.code).exists,
        "newest": cohorts[0] if cohorts else None,
        "may_import": rules.may_coordinate_country(request.user, country.code),
    }
    context |= promises_of(country, cohorts)
    return render(request, "web/networks/overview.html", context)
