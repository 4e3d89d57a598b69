"""Start a cohort; see the schools of a cohort; let a school take part."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.networks import actions, rules
from cordata.networks.models import Cohort, Country, Participation, Programme
from cordata.networks.queries import countries_to_start_in, programmes_for
from cordata.networks.queries.taking_part import (
    capacity_of,
    missing_in,
    narrowed,
    taking_part,
    withdrawn,
)
from cordata.schools.models import School
from cordata.schools.queries.schools import schools_seen_by, search_schools
from cordata.web.networks.forms.cohorts import CohortForm
from cordata.web.networks.views.find import cohort_of
from cordata.web.requests import Request, allow, posted, render_part

SHOWN = 60  # schools of one side on a page
FOUND = 12  # schools that a search offers


@require_http_methods(["GET", "POST"])
def start(request: Request, cc: str) -> HttpResponse:
    """Name the programme, the year and its dates."""
    country = get_object_or_404(countries_to_start_in(request.user), code=cc.upper())
    allow(rules.may_start_cohort(request.user, country))
    programmes = programmes_for(request.user, country)
    form = CohortForm(posted(request), programmes=programmes)
    if request.method == "POST" and form.is_valid():
        try:
            cohort = actions.start_cohort(country=country, by=request.user, **form.cleaned_data)
            return redirect("networks:cohort", cc, cohort.public_id)
        except actions.NameTaken:
            form.add_error("name", _("This country has a cohort of this name already."))
    return _start_page(request, cc, country, form, programmes)


def _start_page(
    request: Request,
    cc: str,
    country: Country,
    form: CohortForm,
    programmes: QuerySet[Programme],
) -> HttpResponse:
    context = {
        "cc": cc,
        "country": country,
        "form": form,
        "programmes": programmes,
        "others": countries_to_start_in(request.user).exclude(pk=country.pk),
    }
    status = 422 if form.errors else 200
    return render(request, "web/networks/start_cohort.html", context, status=status)


@require_GET
def show(request: Request, cc: str, cohort: str) -> HttpResponse:
    """The schools of a cohort in two lists, and a search to add more."""
    which = cohort_of(request.user, cc, cohort)
    found, words = _found(request, which)
    context = {
        "cc": cc,
        "country": which.country,
        "cohort": which,
        "words": words,
        "found": found,
        "there_are_more": len(found) == FOUND,
        "missing": missing_in([which])[which.pk],
        "capacity": capacity_of(which),
        "withdrawn": withdrawn(which),
        "filter": request.GET.get("missing", ""),
        "lists": _lists(request, which),
    }
    return render_part(request, "web/networks/cohort.html", "add", context)


@require_POST
def take_part(request: Request, cc: str, cohort: str) -> HttpResponse:
    """A school from the directory leads, or wants to be accompanied."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_coordinate(request.user, which))
    seen = schools_seen_by(request.user).filter(country=which.country_id)
    school = get_object_or_404(seen, public_id=request.POST.get("school", ""))
    side = request.POST.get("side", "")
    if side not in Participation.Side.values:
        return redirect("networks:cohort", cc, which.public_id)
    try:
        began = actions.take_part(which, school, side=side, by=request.user)
    except actions.TakesPartAlready as already:
        began = already.participation
        messages.info(request, _("This school takes part already."))
    except actions.SchoolClosed:
        messages.error(request, _("This school has closed."))
        return redirect("networks:cohort", cc, which.public_id)
    return redirect("networks:participation", cc, which.public_id, began.public_id)


def _found(request: Request, cohort: Cohort) -> tuple[list[School], str]:
    words = request.GET.get("school", "").strip()
    if not words:
        return [], ""
    inside = Participation.objects.filter(cohort=cohort, withdrawn_at=None).values("school")
    seen = schools_seen_by(request.user).exclude(pk__in=inside).filter(closed_on=None)
    return list(search_schools(seen, words=words, country=cohort.country_id)[:FOUND]), words


def _lists(request: Request, cohort: Cohort) -> list[dict[str, Any]]:
    chosen = request.GET.get("side", "")
    sides = [chosen] if chosen in Participation.Side.values else ["mentor", "mentee"]
    schools = narrowed(taking_part(cohort), request.GET.get("missing", ""))
    lists = []
    for side in sides:
        pages = Paginator(schools.filter(side=side), SHOWN)
        page = pages.get_page(request.GET.get("page") if chosen else 1)
        lists.append({"side": side, "page": page, "more": pages.count > SHOWN and not chosen})
    return lists
