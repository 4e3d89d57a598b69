"""Networks for everybody: who does what where, and by which rules schools were matched."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from cordata.analysis.matching.rules import rules_from_dict
from cordata.clusters.queries.clusters import public_clusters
from cordata.documents.queries import text_for
from cordata.networks.queries import (
    country_name,
    public_cohorts,
    public_countries,
    words_of,
)
from cordata.web.doors import public
from cordata.web.networks.drawing import draw_public, public_view
from cordata.web.networks.rules_in_words import in_words
from cordata.web.schools.map import draw_europe, nearest

NEIGHBOURS = 2
A_PAGE = 25  # clusters, on the list and on its map


@public
@require_GET
def list_networks(request: HttpRequest) -> HttpResponse:
    """Every country with a network: map, list, counts."""
    countries = list(public_countries())
    counts = {one.code: one.open_clusters for one in countries}  # type: ignore[attr-defined]  # annotated or prefetched by its query
    drawing = draw_europe(counts)
    context = {"countries": countries, "drawing": drawing}
    return render(request, "web/networks/networks.html", context)


@public
@require_GET
def show_country(request: HttpRequest, cc: str) -> HttpResponse:
    """One country: what it does, its clusters, its published rules, its contact."""
    country = public_countries().filter(code=cc.upper()).first()
    if country is None:
        return _no_network(request, cc)
    page = Paginator(public_clusters(country), A_PAGE).get_page(request.GET.get("page"))
    clusters = public_view(page)
    language = translation.get_language() or "en"
    context = {
        "country": country,
        "own": words_of(country),
        "about": text_for(country.about, language) if country.about else None,
        "clusters": clusters,
        "page": page,
        "drawing": draw_public(country.code, clusters),
        "cohorts": [
            (cohort, in_words(rules_from_dict(cohort.rules)))
            for cohort in public_cohorts(country)
        ],
    }
    return render(request, "web/networks/network.html", context)


def _no_network(request: HttpRequest, cc: str) -> HttpResponse:
    name = country_name(cc.upper(), translation.get_language() or "en")
    known = {country.code: country for country in public_countries()}
    neighbours = [known[code] for code in nearest(cc.upper(), known, NEIGHBOURS)]
    context = {"name": name, "neighbours": neighbours}
    return render(request, "web/networks/no_network.html", context, status=404)
