"""The clusters of a country for who coordinates it: those at work, then those that have ended."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.clusters.models import Cluster, Publication
from cordata.clusters.queries import clusters as queries
from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by
from cordata.web.requests import Request
from cordata.web.schools.map import draw_country
from cordata.web.schools.points import cluster_points

A_PAGE = 25


@require_GET
def list_coordinated(request: Request, cc: str) -> HttpResponse:
    """The clusters of a country, by cohort, with undo while a publication is young."""
    cohorts = list(cohorts_seen_by(request.user).filter(country=cc.upper()))
    if not cohorts:
        raise Http404
    young = Publication.objects.filter(
        draft__cohort__in=cohorts, undo_until__gt=timezone.now()
    ).select_related("draft__cohort")
    found = queries.clusters_in(cohorts)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    at_work = queries.at_work_in(cohorts)
    rows = []
    for cohort in cohorts:
        shown = [one for one in page if one.cohort_id == cohort.pk]
        if shown or cohort.pk not in at_work:  # else they stand on another page
            rows.append(_row(cohort, shown, at_work.get(cohort.pk, 0)))
    context = {
        "cc": cc,
        "country": cohorts[0].country,
        "rows": rows,
        "page": page,
        "young": young,
    }
    return render(request, "web/clusters/coordinated.html", context)


def _row(cohort: Cohort, shown: list[Cluster], at_work: int) -> dict[str, Any]:
    """A cohort with the clusters of this page, and their map: more would hide one another."""
    points, ties = cluster_points([one for one in shown if one.closed_on is None])
    title = _("Map of the clusters; the list on this page says the same")
    drawing = draw_country(cohort.country_id, points, ties, title=title) if points else None
    return {
        "cohort": cohort,
        "clusters": shown,
        "at_work": at_work,
        "drawing": drawing,
        "runs": cohort.ends_on >= timezone.localdate(),
    }
