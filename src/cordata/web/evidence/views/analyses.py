"""A registered analysis: what was asked, and what came out of it or why nothing may."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.evidence.actions.jobs import ask_job
from cordata.evidence.models import Analysis, Job, Run
from cordata.evidence.queries.code import as_toml
from cordata.evidence.queries.losses import lost_in
from cordata.evidence.queries.projects import (
    analyses_seen_by,
    findings_seen_by,
    jobs_seen_by,
    runs_seen_by,
)
from cordata.evidence.queries.shown import behind, estimates_shown, is_hidden
from cordata.evidence.tasks import compute_soon
from cordata.web.evidence.asked import asked_in_words
from cordata.web.evidence.chart import beside, chart_of
from cordata.web.evidence.checks import ahead_of, losses_in_words, refusals, verdicts, warnings
from cordata.web.evidence.since import withheld_since
from cordata.web.evidence.steps import stopped_by
from cordata.web.evidence.sure import sure_of
from cordata.web.evidence.words import measured, name_of, reading, standing, who_stands
from cordata.web.requests import Request


@require_GET
def show(request: Request, ana: str) -> HttpResponse:
    """What is asked; below it, the latest run."""
    return _page(request, _analysis(request, ana))


@require_POST
def run(request: Request, ana: str) -> HttpResponse:
    """Freeze the rows of today and compute: now, or by a worker whose page shows how far it is."""
    analysis = _analysis(request, ana)
    job = compute_soon(ask_job(analysis, by=request.user))
    if job.state == Job.State.FAILED and job.failure["code"] != "broke":
        return _page(request, analysis, status=422, problem=stopped_by(job))
    if job.run is None:
        return redirect("evidence:job", job.public_id)
    if job.run.refused:
        messages.info(request, _("Computed: the data do not allow a number, see why below."))
    else:
        messages.success(request, _("Frozen and computed."))
    return redirect("evidence:analysis", ana)


def _analysis(request: Request, ana: str) -> Analysis:
    return get_object_or_404(analyses_seen_by(request.user), public_id=ana)


def _page(
    request: Request, analysis: Analysis, status: int = 200, problem: str = ""
) -> HttpResponse:
    runs = list(runs_seen_by(request.user).filter(analysis=analysis))
    last = jobs_seen_by(request.user).filter(analysis=analysis).first()
    context = {
        "analysis": analysis,
        "asked": asked_in_words(analysis),
        "code": as_toml(analysis),
        "standing": standing(confirmatory=analysis.is_confirmatory),
        "problem": problem,
        "runs": runs,
        "run": runs[0] if runs else None,
        "open_job": None if problem or last is None or last.run_id else last,
    }
    if runs:
        found = findings_seen_by(request.user).filter(run__analysis=analysis)
        context |= _result(runs[0]) | {"findings": found.defer("run__table__content")}
    else:
        context["ahead"] = ahead_of(analysis)
    return render(request, "web/evidence/analysis.html", context, status=status)


def _result(run: Run) -> dict[str, Any]:
    if is_hidden(run):
        return {"hidden": withheld_since()}
    shown = estimates_shown(run)
    main = shown[0].name if shown else ""
    return {
        "refusals": refusals(run),
        "warnings": warnings(run),
        "verdicts": verdicts(run),
        "chart": chart_of(shown, main),
        "others": [(name_of(one.name), measured(one)) for one in beside(shown, main)],
        "arms": losses_in_words(lost_in(run)),
        "reading": reading(shown[0]) if shown else "",
        "main": measured(shown[0]) if shown else "",
        "sure": sure_of(run, main),
        "who_stands": who_stands(behind(run)),
    }
