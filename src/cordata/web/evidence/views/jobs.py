"""A computation that takes its time: how far it is, and what stopped it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.evidence.actions.jobs import AlreadyComputing, begin_again
from cordata.evidence.models import Job
from cordata.evidence.queries.alive import has_died
from cordata.evidence.queries.projects import jobs_seen_by
from cordata.evidence.tasks import compute_soon
from cordata.web.evidence.steps import log_of, stopped_by
from cordata.web.requests import Request, render_part


@require_GET
def show(request: Request, job: str) -> HttpResponse:
    """Its log; while it computes, the page looks again by itself."""
    found = _job(request, job)
    at_it = found.state in {Job.State.WAITING, Job.State.RUNNING}
    died = has_died(found)
    context = {
        "job": found,
        "log": log_of(found),
        "is_working": at_it and not died,
        "has_died": died,
        "is_late": died and found.state == Job.State.WAITING,
        "why": stopped_by(found) if found.state == Job.State.FAILED else "",
    }
    return render_part(request, "web/evidence/job.html", "job", context)


@require_POST
def again(request: Request, job: str) -> HttpResponse:
    """From where it stopped."""
    found = _job(request, job)
    try:
        compute_soon(begin_again(found, by=request.user))
    except AlreadyComputing:
        messages.info(request, _("It is being computed: this is how far it is."))
    return redirect("evidence:job", job)


def _job(request: Request, job: str) -> Job:
    return get_object_or_404(jobs_seen_by(request.user), public_id=job)
