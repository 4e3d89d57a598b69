"""The report of a round: read it, share it with the mentor school, compute it again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.accounts.models import User
from cordata.clusters.rules import is_over_for
from cordata.surveys import rules
from cordata.surveys.actions.sharing import share_report, stop_sharing
from cordata.surveys.models import Round, Shared
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.recompute import check
from cordata.surveys.queries.reports import Report, report_of, reports_read_by
from cordata.web.reports.besides import besides_of
from cordata.web.reports.strip import places_of
from cordata.web.reports.words import (
    asked_what,
    cares_of,
    lines_of,
    scale_in_words,
    sentence,
    voice_name,
)
from cordata.web.requests import Request, allow


@require_GET
def show(request: Request, rnd: str) -> HttpResponse:
    """One sentence, three things to talk about, then every area."""
    which = round_read_by(request.user, rnd)
    report = report_for(request.user, which)
    lines, whose = lines_of(report), which.participation
    is_ours = rules.may_share(request.user, which)
    context: dict[str, Any] = {
        "round": which,
        "occasion": asked_what(which),
        "report": report,
        "sentence": sentence(report),
        "voices": [
            (one, voice_name(one.key))
            for one in report.found.voices
            if one.key in report.voices
        ],
        "cares": cares_of(report),
        "lines": [(line, places_of(line)) for line in lines],
        "scale": scale_in_words(report),
        "besides": besides_of(report),
        "by_code": {line.code: line for line in lines},
        "is_ours": is_ours,
        "may_choose": is_ours and not (whose and is_over_for(whose)),
        "is_shared": Shared.objects.filter(round=which).exists(),
    }
    return render(request, "web/reports/report.html", context)


@require_POST
def share(request: Request, rnd: str) -> HttpResponse:
    """Let the mentor school read it, or no longer."""
    which = round_read_by(request.user, rnd)
    allow(rules.may_share(request.user, which))
    if request.POST.get("share") == "yes":
        share_report(which, by=request.user)
        messages.success(request, _("Your mentor school can read this report now."))
    else:
        stop_sharing(which, by=request.user)
        messages.success(request, _("Only your school reads this report now."))
    return redirect("reports:report", which.public_id)


@require_POST
def recompute(request: Request, rnd: str) -> HttpResponse:
    """Score the frozen answers again, here and now."""
    which = round_read_by(request.user, rnd)
    found = check(which.snapshot)
    if found.intact and found.same:
        messages.success(request, _("Computed again just now: every figure is the same."))
    else:
        messages.error(
            request,
            _("Computed again just now: the figures differ. Please tell your coordinator."),
        )
    return redirect("reports:report", which.public_id)


def round_read_by(person: User, public_id: str) -> Round:
    """A closed round whose report this person may read; else 404."""
    return get_object_or_404(reports_read_by(person), public_id=public_id)


def report_for(person: User, which: Round) -> Report:
    """The report as this person may see it."""
    audience = Audience.SCHOOL if rules.may_share(person, which) else Audience.WIDER
    return report_of(which, audience, get_language() or "en")
