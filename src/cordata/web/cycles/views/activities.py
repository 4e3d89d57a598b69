"""Activities: the cluster's agenda, planning, cancelling, and one for a calendar."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles import rules
from cordata.cycles.actions import activities as actions
from cordata.cycles.models import Activity
from cordata.cycles.queries.activities import (
    activities_seen_by,
    agenda_of,
)
from cordata.cycles.queries.calendars import calendar_of, event_of
from cordata.cycles.queries.signs import still_in
from cordata.cycles.queries.zones import city, country_of, zone_beside
from cordata.networks.models import Participation
from cordata.schools.rules import may_work_in
from cordata.web.cycles.forms.activities import CancelForm, PlanForm
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def agenda(request: Request, cluster: str) -> HttpResponse:
    """What comes, what waits to be told, what was; and a new one."""
    seen = clusters_entered_by(request.user).select_related("cohort__programme")
    which = get_object_or_404(seen, public_id=cluster)
    members = members_of(which)
    form = PlanForm(posted(request), members=members, zone=which.cohort.country.time_zone)
    form.suggest(still_in(which))
    if request.method == "POST" and form.is_valid():
        mine = next((one for one in members if may_work_in(request.user, one.school)), None)
        activity = actions.plan_activity(
            which,
            called_by=mine,
            receipt=receipt_of(request),
            by=request.user,
            **form.facts(),
        )
        messages.success(request, _("It is in the agenda of your cluster."))
        return redirect("cycles:activity", activity.public_id)
    context = {
        "cluster": which,
        "agenda": agenda_of(which),
        "form": form,
        **readers_zone(request, which, timezone.now(), members),
    }
    status = 422 if form.errors else 200
    return render(request, "web/cycles/agenda.html", context, status=status)


def readers_zone(
    request: Request, cluster: Cluster, at: dt.datetime, members: list[Participation]
) -> dict[str, str]:
    """Where the reader's clock shows another hour than the cluster's country, its name."""
    country = country_of(request.user, [one.school for one in members])
    zone = zone_beside(country, cluster, at)
    return {"readers_zone": zone, "readers_city": city(zone)}


def members_of(cluster: Cluster) -> list[Participation]:
    """The schools of a cluster now, mentor first, with what travel is estimated from."""
    found = cluster.memberships.filter(until=None).select_related(
        "participation__school__main_site", "participation__cohort"
    )
    return [one.participation for one in found.order_by("-side", "pk")]


def activity_of(request: Request, activity: str) -> Activity:
    """The activity, for those who do things together in its cluster."""
    found = get_object_or_404(activities_seen_by(request.user), public_id=activity)
    allow(rules.may_do_together(request.user, found.cluster))
    return found


@require_POST
def cancel(request: Request, activity: str) -> HttpResponse:
    """It will not take place."""
    which = activity_of(request, activity)
    form = CancelForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it does not take place."))
        return redirect("cycles:activity", which.public_id)
    try:
        actions.cancel_activity(which, by=request.user, **form.cleaned_data)
    except actions.ToldAlready:
        messages.info(request, _("It is told or cancelled already, and stays as it is."))
    return redirect("cycles:activity", which.public_id)


@require_GET
def calendar(request: Request, activity: str) -> HttpResponse:
    """For the calendar of whoever downloads it."""
    which = activity_of(request, activity)
    made = calendar_of([event_of(which)], method="PUBLISH")
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    name = f"{which.public_id}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
