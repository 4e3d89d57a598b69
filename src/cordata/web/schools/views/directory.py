"""The directory and the map: open to everybody; unlisted schools are nowhere in it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_of_schools, public_clusters
from cordata.cycles.queries.reviews import growths_of
from cordata.history.queries import entries_about
from cordata.networks.models import Country
from cordata.networks.queries import country_name
from cordata.schools import rules
from cordata.schools.models import School
from cordata.schools.queries import schools as queries
from cordata.web.doors import public
from cordata.web.schools.map import Point, draw_country
from cordata.web.schools.points import cluster_points
from cordata.web.tables import csv_table

PAGE = 25
LEVELS = ("02", "1", "2", "3")
MOST_ROWS = 20_000
MOST_DOTS = 6_000


def _asked(request: HttpRequest) -> dict[str, str]:
    names = ("q", "country", "region", "level")
    return {name: request.GET.get(name, "").strip()[:100] for name in names}


def _found(request: HttpRequest, asked: dict[str, str]) -> QuerySet[School]:
    """What page, table and map all show."""
    return queries.search_schools(
        queries.schools_seen_by(request.user),  # type: ignore[arg-type] # visitors too
        words=asked["q"],
        country=asked["country"].upper(),
        region=asked["region"],
        level=asked["level"],
    )


@public
@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Search schools; filters are links, 25 on a page."""
    asked = _asked(request)
    page = Paginator(_found(request, asked), PAGE).get_page(request.GET.get("page"))
    language = request.LANGUAGE_CODE
    context = {
        "asked": asked,
        "page": page,
        "countries": [
            (code, country_name(code, language), count)
            for code, count in queries.countries_with_schools()
        ],
        "regions": queries.regions_of(asked["country"].upper()) if asked["country"] else [],
        "levels": LEVELS,
    }
    return render(request, "web/schools/directory.html", context)


@public
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The same schools as CSV."""
    header = [
        "id", "country", "national_code", "name", "municipality", "region", "levels", "pupils"
    ]  # fmt: skip
    lines = (
        [
            school.public_id,
            school.country,
            school.national_code,
            school.name,
            school.municipality,
            school.region,
            " ".join(school.levels),
            school.pupils,
        ]
        for school in _found(request, _asked(request))[:MOST_ROWS]
    )
    return csv_table("schools.csv", header, lines)


@public
@require_GET
def show(request: HttpRequest, school: str, slug: str = "") -> HttpResponse:
    """One school: what the register says, its sites, its history."""
    seen = queries.schools_seen_by(request.user)  # type: ignore[arg-type]  # visitors too
    which = get_object_or_404(seen, public_id=school)
    named = slugify(which.name) or "school"
    if slug != named:
        return redirect("schools:school-named", which.public_id, named)
    manages = rules.may_manage_schools(request.user, which.country)  # type: ignore[arg-type]  # visitors too
    context: dict[str, Any] = {
        "school": which,
        "sites": which.sites.filter(closed_on=None).order_by("name")[:40],
        "changes": which.changes.order_by("-at")[:20] if manages else [],
        "flags": which.priority_flags.all() if manages else [],
        "lines": entries_about(which.public_id)[:10] if manages else [],
        "manages": manages,
        "clusters": clusters_of_schools({which.public_id}),
        "grown": growths_of([which.public_id]),
    }
    return render(request, "web/schools/school.html", context)


@public
@require_GET
def draw_map(request: HttpRequest) -> HttpResponse:
    """Clusters and schools of a country, drawn here; the list beside it is the control."""
    asked = _asked(request)
    language = request.LANGUAGE_CODE
    counts = queries.countries_with_schools()
    countries = [(code, country_name(code, language), count) for code, count in counts]
    code = asked["country"].upper() or (counts[0][0] if counts else "")
    country = Country.objects.filter(code=code).first()
    found = public_clusters(country) if country else Cluster.objects.none()
    clusters = Paginator(found, PAGE).get_page(request.GET.get("page"))
    points, ties = cluster_points(clusters)
    if request.GET.get("layer") == "schools" or not points:
        points, ties = _dots(request, code, asked["region"]), []
    drawing = draw_country(
        code,
        points,
        ties,
        title=_("Map of %(country)s") % {"country": country_name(code, language)},
        close_up=bool(ties) and not asked["region"],
        region=asked["region"],
    )
    context = {
        "asked": asked,
        "code": code,
        "countries": countries,
        "regions": queries.regions_of(code),
        "clusters": clusters,
        "page": clusters,
        "drawing": drawing,
        "dots": len(points) if not ties else 0,
    }
    return render(request, "web/schools/map.html", context)


def _dots(request: HttpRequest, country: str, region: str) -> list[Point]:
    found = queries.search_schools(
        queries.schools_seen_by(request.user),  # type: ignore[arg-type]  # visitors too
        country=country,
        region=region,
    ).exclude(main_site__lat=None)
    places = found.values_list("main_site__lat", "main_site__lon").distinct()
    ordered = places.order_by("main_site__lat", "main_site__lon")[:MOST_DOTS]
    return [Point(lat or 0.0, lon or 0.0, "dot") for lat, lon in ordered]
