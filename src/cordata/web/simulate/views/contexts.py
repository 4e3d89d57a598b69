"""Schools of each place, and whether evidence fits them: read by all, written by who answers for it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cordata.analysis.advice.places import HEADER, VALUES, write_place
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
from cordata.web.exchange.words import statement_of, statements_of
from cordata.web.simulate.place_words import coarse, fit_of, kinds_of, origin_in_words
from cordata.web.tables import csv_table

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
    says = statements_of(one.version for one in found)
    context = {
        "context": which,
        "source": origin_in_words(which),
        "kinds": kinds_of(which.schools),
        "rows": [(one.version, says[one.version.pk], fit_of(one)) for one in found],
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
        "says": statement_of(version),
        "fit": fit_of(reach_of(version, which.schools)),
        "others": [one for one in contexts_now() if one.pk != which.pk],
    }
    return render(request, "web/simulate/fit.html", context)


@public
@require_GET
def here(request: HttpRequest, number: int) -> HttpResponse:
    """A part of the recommendation's page: in the place of whoever reads, else which places there are."""
    version = _version(number)
    which = context_of(request.user)  # type: ignore[arg-type]  # visitors too
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


def _described_by(request: HttpRequest) -> list[Country]:
    if not request.user.is_authenticated:
        return []
    return list(countries_described_by(request.user))


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
    if found.apart:
        at_once = (" and ".join(some) for some in zip(*found.apart, strict=True))
        yield [number, *at_once, "", "fewer than 5", 0]
