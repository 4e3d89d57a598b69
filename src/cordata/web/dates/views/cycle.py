"""The year of a cluster: its six stages, where it is, and the kick-off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.clusters.rules import is_over
from cordata.cycles import rules
from cordata.cycles.actions import cycles as actions
from cordata.cycles.actions.activities import plan_activity
from cordata.cycles.models import Activity
from cordata.cycles.queries.cycles import turns_of, year_of
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.schools.rules import may_work_in
from cordata.web.dates.forms import DaysForm, KickOffForm, StageForm
from cordata.web.forms import with_version
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow

KICK_OFF_MINUTES = 60


@require_GET
def show(request: Request, cluster: str) -> HttpResponse:
    """The stages with their days, who moved the cluster on and why."""
    return _page(request, _cluster(request, cluster))


def _cluster(request: Request, cluster: str, *, to_set: bool = False) -> Cluster:
    seen = clusters_entered_by(request.user).select_related(
        "cohort__country", "cohort__programme"
    )
    which = get_object_or_404(seen, public_id=cluster)
    allow(rules.may_do_together(request.user, which))
    if to_set:
        allow(rules.may_set_stage(request.user, which))
    return which


def _page(request: Request, cluster: Cluster, status: int = 200, **forms: Any) -> HttpResponse:
    year = year_of(cluster)
    members = _members(cluster)
    zone = cluster.cohort.country.time_zone
    context: dict[str, Any] = {
        "cluster": cluster,
        "year": year,
        "turns": turns_of(cluster),
        "may_set": not is_over(cluster) and rules.may_set_stage(request.user, cluster),
        "stage_form": StageForm(initial={"stage": year.stage}, auto_id="stage_%s"),
        "days_form": DaysForm(lines=year.lines, version=year.version, auto_id="days_%s"),
        "has_met": cluster.activities.filter(cancelled_at=None).exists(),
        "kick_off_form": KickOffForm(members=members, zone=zone, auto_id="kick_%s"),
        "points": kick_off_points(),
    }
    return render(request, "web/dates/cycle.html", context | forms, status=status)


def _members(cluster: Cluster) -> list[Participation]:
    found = cluster.memberships.filter(until=None).select_related("participation__school")
    return [one.participation for one in found.order_by("-side", "pk")]


@require_POST
def set_stage(request: Request, cluster: str) -> HttpResponse:
    """Forward or back, with the reason."""
    which = _cluster(request, cluster, to_set=True)
    form = StageForm(request.POST, auto_id="stage_%s")
    if not form.is_valid():
        return _page(request, which, 422, stage_form=form, form=form)
    actions.set_stage(which, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("dates:cycle", which.public_id)


@require_POST
def plan_days(request: Request, cluster: str) -> HttpResponse:
    """From when to when each stage is."""
    which = _cluster(request, cluster, to_set=True)
    year = year_of(which)
    form = DaysForm(request.POST, lines=year.lines, version=year.version, auto_id="days_%s")
    if not form.is_valid():
        return _page(request, which, 422, days_form=form, form=form)
    try:
        actions.plan_stages(
            which, days=form.days(), version=form.cleaned_data["version"], by=request.user
        )
    except ChangedBySomebody:
        form.add_error(None, _("A colleague changed the days meanwhile. Look at both."))
        form.data = with_version(form.data, year_of(which).version)
        return _page(request, which, 409, days_form=form, form=form)
    messages.success(request, _("Saved."))
    return redirect("dates:cycle", which.public_id)


def kick_off_points() -> list[str]:
    """What a first meeting is about, in the language of who proposes it."""
    return [
        _("Who we are: each school in five minutes"),
        _("What each school wants to change this year, and how we would know"),
        _("How we work: dates, who calls, who may read what"),
    ]


@require_POST
def propose_kick_off(request: Request, cluster: str) -> HttpResponse:
    """The first meeting, with its three points; the schools are invited."""
    which = _cluster(request, cluster)
    members = _members(which)
    zone = which.cohort.country.time_zone
    form = KickOffForm(request.POST, members=members, zone=zone, auto_id="kick_%s")
    if not form.is_valid():
        return _page(request, which, 422, kick_off_form=form, form=form)
    mine = next((one for one in members if may_work_in(request.user, one.school)), None)
    activity = plan_activity(
        which,
        kind=Activity.Kind.MEETING,
        minutes=KICK_OFF_MINUTES,
        points=kick_off_points(),
        called_by=mine,
        receipt=receipt_of(request),
        by=request.user,
        **form.facts(),
    )
    messages.success(request, _("It is in the agenda of your cluster."))
    return redirect("cycles:activity", activity.public_id)
