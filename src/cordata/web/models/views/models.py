"""Models of coordination: how they are lived, and what is known of them side by side."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.cycles.queries.enacted import lived_in
from cordata.cycles.queries.stages import courses_of
from cordata.evidence import rules
from cordata.evidence.queries.comparison import compare
from cordata.evidence.queries.kinds.models_of_clusters import AXES
from cordata.evidence.queries.projects import clusters_watched_by
from cordata.web.doors import public
from cordata.web.models.compared import (
    columns_of,
    effects_of,
    lifted_by,
    lines_of,
    outcome_of,
    strips_of,
)
from cordata.web.models.lived import rows_of
from cordata.web.models.words import axis_name
from cordata.web.requests import Request
from cordata.web.tables import csv_table

A_PAGE = 25


def axis_in(request: HttpRequest) -> str:
    """The axis that an address asks for; 404 for none of ours."""
    axis = request.GET.get("axis", AXES[0])
    if axis not in AXES:
        raise Http404
    return axis


def axes_named() -> list[tuple[str, str]]:
    """To choose from."""
    return [(axis, axis_name(axis)) for axis in AXES]


@public
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Effect, cost, reach and what lasts, by the levels of one axis."""
    axis = axis_in(request)
    sides = compare(axis)
    columns = columns_of(axis, sides)
    context = {
        "axis": axis,
        "axis_name": axis_name(axis),
        "axes": axes_named(),
        "columns": columns,
        "outcome": outcome_of(sides),
        "lifted": lifted_by(columns),
        "chart": effects_of(axis, sides),
        "strips": strips_of(axis, sides),
    }
    return render(request, "web/models/models.html", context)


@public
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The same numbers as the page, with what each is out of."""
    axis = axis_in(request)
    header = [_("What"), _("Measure"), _("Value"), _("Lower end"), _("Upper end"), _("Unit"), _("Schools"),
              _("Clusters"), _("Finding")]  # fmt: skip
    return csv_table(f"models-{axis}.csv", header, lines_of(axis, compare(axis)))


@require_GET
def list_lived(request: Request) -> HttpResponse:
    """Every cluster this person may watch: each axis as it is lived beside as it was declared."""
    if not rules.may_plan_research(request.user):
        raise Http404
    page = Paginator(clusters_watched_by(request.user), A_PAGE).get_page(
        request.GET.get("page")
    )
    some = list(page)
    lived, courses = lived_in(some), courses_of(some)
    context: dict[str, Any] = {
        "page": page,
        "clusters": [
            (one, rows_of(lived.get(one.pk, [])), courses[one.pk].year.stage) for one in some
        ],
    }
    return render(request, "web/models/lived_list.html", context)


@require_GET
def show_lived(request: Request, clu: str) -> HttpResponse:
    """One cluster, axis by axis and quarter by quarter."""
    cluster = get_object_or_404(clusters_watched_by(request.user), public_id=clu)
    rows = rows_of(lived_in([cluster]).get(cluster.pk, []))
    course = courses_of([cluster])[cluster.pk]
    context = {"cluster": cluster, "rows": rows, "year": course.year, "steps": course.steps}
    return render(request, "web/models/lived_one.html", context)


@require_GET
def stages(request: Request) -> HttpResponse:
    """The stages of every cluster this person may watch: planned, and as they were said."""
    if not rules.may_plan_research(request.user):
        raise Http404
    clusters = list(clusters_watched_by(request.user))
    courses = courses_of(clusters)
    header = ["cluster", "country", "cohort", "stage", "planned_from", "planned_to", "first_said",
              "times_said", "times_back", "is_now"]  # fmt: skip
    lines = [
        [one.public_id, one.cohort.country_id, one.cohort.public_id, line.stage.value,
         line.starts_on, line.ends_on, first or "", times, back, int(line.state == "here")]
        for one in clusters
        for line in courses[one.pk].year.lines
        for first, times, back in [courses[one.pk].of_stage(line)]
    ]  # fmt: skip
    return csv_table("stages.csv", header, lines)
