"""A registered analysis: what was asked, and what came out of it or why nothing may."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.analysis.contract import SpecError
from cordata.evidence.actions.analyses import NothingToFreeze, freeze_and_run
from cordata.evidence.models import Analysis, Run
from cordata.evidence.queries.losses import lost_in
from cordata.evidence.queries.projects import analyses_seen_by, findings_seen_by, runs_seen_by
from cordata.evidence.queries.shown import behind, estimates_shown
from cordata.web.evidence.asked import asked_in_words
from cordata.web.evidence.chart import chart_of
from cordata.web.evidence.checks import losses_in_words, refusals, warnings
from cordata.web.evidence.words import measured, name_of, reading, standing, unit_of
from cordata.web.requests import Request


@require_GET
def show(request: Request, ana: str) -> HttpResponse:
    """What is asked; below it, the latest run."""
    return _page(request, _analysis(request, ana))


@require_POST
def run(request: Request, ana: str) -> HttpResponse:
    """Freeze the rows of today and compute."""
    analysis = _analysis(request, ana)
    try:
        made = freeze_and_run(analysis, by=request.user)
    except NothingToFreeze:
        why = _("There is nothing to freeze yet: no school has closed a round of this kind.")
        return _page(request, analysis, status=422, problem=why)
    except SpecError as wrong:
        why = _("This cannot be computed: %(what)s.") % {"what": wrong.what}
        return _page(request, analysis, status=422, problem=why)
    if made.refused:
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
    context = {
        "analysis": analysis,
        "asked": asked_in_words(analysis),
        "standing": standing(confirmatory=analysis.is_confirmatory),
        "problem": problem,
        "runs": runs,
        "run": runs[0] if runs else None,
        "findings": findings_seen_by(request.user)
        .filter(run__analysis=analysis)
        .defer("run__table__content"),
    }
    if runs:
        context |= _result(runs[0])
    return render(request, "web/evidence/analysis.html", context, status=status)


def _result(run: Run) -> dict[str, Any]:
    shown = estimates_shown(run)
    main = shown[0].name if shown else ""
    return {
        "refusals": refusals(run),
        "warnings": warnings(run),
        "chart": chart_of(shown, main),
        "others": [
            (name_of(one.name), measured(one))
            for one in shown
            if unit_of(one.name) != unit_of(main)
        ],
        "lost": losses_in_words(lost_in(run)),
        "reading": reading(shown[0]) if shown else "",
        "behind": behind(run),
    }
