"""What schools places have, and whether evidence fits them: read by all, written by who answers for it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.analysis.advice.places import HEADER, VALUES, write_place
from cordata.exchange import rules
from cordata.exchange.actions import contexts as actions
from cordata.exchange.models import CountryContext
from cordata.exchange.queries.contexts import (
    Reach,
    context_of,
    contexts,
    contexts_now,
    countries_described_by,
    reach_of,
    reaches,
)
from cordata.guidance.models import Version
from cordata.guidance.queries.recommendations import current_versions
from cordata.networks.models import Country
from cordata.web.doors import public
from cordata.web.requests import Request, allow, posted
from cordata.web.simulate.place_forms import FileForm, TypedForm
from cordata.web.simulate.place_words import coarse, fit_of, kinds_of, origin_in_words
from cordata.web.tables import csv_table

Origin = CountryContext.Origin
REACHED = ("recommendation", "dimension", "value", "share_of_place", "schools_behind",
           "comparable")  # fmt: skip


@public
@require_GET
def show_all(request: HttpRequest) -> HttpResponse:
    """The newest of each place."""
    mine = _described_by(request)
    context = {"places": contexts_now(), "mine": mine}
    return render(request, "web/simulate/contexts.html", context)


@public
@require_GET
def show(request: HttpRequest, cct: str) -> HttpResponse:
    """The schools of the place, and every recommendation with how far its evidence reaches."""
    which = _context(cct)
    found = reaches(current_versions(), which.schools)
    context = {
        "context": which,
        "source": origin_in_words(which),
        "kinds": kinds_of(which.schools),
        "rows": [(one.version, fit_of(one)) for one in found],
        "is_newest": which in contexts_now(),
    }
    return render(request, "web/simulate/context.html", context)


@public
@require_GET
def fit(request: HttpRequest, cct: str, number: int) -> HttpResponse:
    """Would it work here? One recommendation in one place."""
    which, version = _context(cct), _version(number)
    context = {
        "context": which,
        "source": origin_in_words(which),
        "version": version,
        "fit": fit_of(reach_of(version, which.schools)),
        "others": [one for one in contexts_now() if one.pk != which.pk],
    }
    return render(request, "web/simulate/fit.html", context)


@public
@require_GET
def here(request: HttpRequest, number: int) -> HttpResponse:
    """A part of the recommendation's page: in the place of whoever reads, else which places there are."""
    version = _version(number)
    which = context_of(request.user)  # type: ignore[arg-type]
    found = fit_of(reach_of(version, which.schools)) if which else None
    context = {"version": version, "context": which, "fit": found, "places": contexts_now()}
    return render(request, "web/simulate/here.html", context)


@public
@require_GET
def place_table(_request: HttpRequest, cct: str) -> HttpResponse:
    """As it can be taken in again."""
    which = _context(cct)
    rows = ([*row[:2], int(row[2])] for row in write_place(which.schools))
    return csv_table(f"schools-{which.country_id.lower()}.csv", HEADER, rows)


@public
@require_GET
def template(_request: HttpRequest) -> HttpResponse:
    """Every line that a file may have, with a language as an example."""
    lines = [[dimension, value, 0] for dimension, some in VALUES.items() for value in some]
    return csv_table("schools.csv", HEADER, [*lines, ["language", "en", 0]])


@public
@require_GET
def reach_table(_request: HttpRequest, cct: str) -> HttpResponse:
    """What the page of the place says, as coarse as there."""
    which = _context(cct)
    found = reaches(current_versions(), which.schools)
    return csv_table("evidence-here.csv", REACHED, (row for one in found for row in _rows(one)))


@require_http_methods(["GET", "POST"])
def type_in(request: Request) -> HttpResponse:
    """Number by number."""
    form = TypedForm(posted(request), **_options(request))
    if request.method == "POST" and form.is_valid():
        made = actions.describe_schools(
            _allowed(request, form.cleaned_data["country"]), origin=Origin.TYPED,
            schools=form.schools(), by=request.user, **form.told(),
        )  # fmt: skip
        return _taken(request, made)
    status = 422 if form.errors else 200
    return render(request, "web/simulate/type_in.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def take_in(request: Request) -> HttpResponse:
    """A file: what was read stands on a page before it is taken."""
    form = FileForm(posted(request), request.FILES or None, **_options(request))
    if request.method == "POST" and form.is_valid():
        country = _allowed(request, form.cleaned_data["country"])
        place = form.cleaned_data["place"]
        if "take" in request.POST and not request.FILES:
            made = actions.describe_schools(
                country, origin=Origin.FILE, schools=place, by=request.user, **form.told()
            )
            return _taken(request, made)
        context = {"form": form, "kinds": kinds_of(place), "kept": form.cleaned_data["text"]}
        return render(request, "web/simulate/look.html", context)
    status = 422 if form.errors else 200
    return render(request, "web/simulate/take_in.html", {"form": form}, status=status)


@require_POST
def count(request: Request) -> HttpResponse:
    """The register of schools here, as of today."""
    mine = countries_described_by(request.user)
    country = get_object_or_404(mine, pk=request.POST.get("country", ""))
    region = request.POST.get("region", "").strip()[:80]
    try:
        made = actions.count_register(country, region=region, by=request.user)
    except actions.NothingTold:
        messages.warning(request, _("No open school of this place is in the register."))
        return redirect("simulate:contexts")
    return _taken(request, made)


def _described_by(request: HttpRequest) -> list[Country]:
    if not request.user.is_authenticated:
        return []
    return list(countries_described_by(request.user))


def _options(request: Request) -> dict[str, Any]:
    mine = countries_described_by(request.user)
    allow(mine.exists())
    return {"countries": mine, "today": timezone.localdate()}


def _allowed(request: Request, country: Country) -> Country:
    allow(rules.may_describe(request.user, country.pk))
    return country


def _taken(request: Request, made: CountryContext) -> HttpResponse:
    messages.success(request, _("Taken in. What stood before stays readable."))
    return redirect("simulate:context", made.public_id)


def _context(cct: str) -> CountryContext:
    return get_object_or_404(contexts(), public_id=cct)


def _version(number: int) -> Version:
    return get_object_or_404(current_versions(), recommendation__number=number)


def _rows(reach: Reach) -> Iterator[list[object]]:
    number, found = reach.version.recommendation.number, reach.found
    if found is None:
        yield [number, "", "", "", "fewer than 5", ""]
        return
    yield [number, "all", "", "", found.schools, coarse(found.alike, found.schools)]
    for dimension, alike in found.by.items():
        yield [number, dimension, "", "", found.schools, coarse(alike, found.schools)]
    for one in found.lacks:
        yield [number, one.dimension, one.value, round(one.share, 4), "fewer than 5", 0]
