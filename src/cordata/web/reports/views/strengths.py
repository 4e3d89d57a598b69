"""Who in the cluster can help whom, as the schools' own shared reports say it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cordata.clusters.queries.clusters import clusters_entered_by, with_members
from cordata.surveys.queries.strengths import strengths_of
from cordata.web.requests import Request


@require_GET
def show(request: Request, cluster: str) -> HttpResponse:
    """Words only: where a school is strongest and where its largest gap is. No figures."""
    seen = with_members(clusters_entered_by(request.user))
    which = get_object_or_404(seen, public_id=cluster)
    members, rows = strengths_of(which.now, get_language() or "en")  # type: ignore[attr-defined]  # annotated or prefetched by its query
    context = {"cluster": which, "members": members, "rows": rows}
    return render(request, "web/reports/strengths.html", context)
