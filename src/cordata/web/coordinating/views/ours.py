"""What coordinators and reports say of a cluster and a school, for themselves, first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.clusters.rules import may_enter
from cordata.cycles.queries.alerts import begins_on, ended_on
from cordata.cycles.queries.reports import lines_of_school, reports_about
from cordata.networks.queries import participations_of_schools_of
from cordata.web.coordinating.lines import what_the_coordinator_sees
from cordata.web.coordinating.tables import tables_of_one
from cordata.web.requests import Request, allow, render_part


@require_GET
def seen(request: Request, cluster: str) -> HttpResponse:
    """What the coordinator reads of a cluster, for its own teams: the same words."""
    which = get_object_or_404(clusters_entered_by(request.user), public_id=cluster)
    allow(may_enter(request.user, which))
    context = {
        "cluster": which,
        "readings": what_the_coordinator_sees(which),
        "begins_on": begins_on(which, timezone.localdate()),
        "ended_on": ended_on(which, timezone.localdate()),
    }
    return render_part(request, "web/coordinating/seen.html", "seen", context)


@require_GET
def our_year(request: Request, par: str) -> HttpResponse:
    """Live, before anybody reads a report; below it the reports that were sent."""
    ours = participations_of_schools_of(request.user)
    which = get_object_or_404(ours, public_id=par)
    lines = lines_of_school(which)
    sent = [
        (report, tables_of_one(line["dose"], line["goals"]) if line else [])
        for report, line in reports_about(which)
    ]
    context = {
        "participation": which,
        "tables": tables_of_one(lines["dose"], lines["goals"]),
        "sent": sent,
    }
    return render(request, "web/coordinating/our_year.html", context)
