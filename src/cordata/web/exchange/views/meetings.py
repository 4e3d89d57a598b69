"""Challenges with what countries contribute, and meetings with their minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from cordata.exchange import rules
from cordata.exchange.queries import meetings as queries
from cordata.exchange.queries.organisations import organisations_written_for
from cordata.web.documents.files import served
from cordata.web.doors import public
from cordata.web.exchange.views.front import reader_of


@public
@require_GET
def challenges(request: HttpRequest) -> HttpResponse:
    """Every challenge, the newest first."""
    reader = reader_of(request)
    context = {
        "challenges": queries.challenges(),
        "convenes": reader is not None and rules.may_convene(reader),
    }
    return render(request, "web/exchange/challenges.html", context)


@public
@require_GET
def challenge(request: HttpRequest, challenge: str) -> HttpResponse:
    """One question, what each country says under the fixed heads, and its meetings."""
    which = get_object_or_404(queries.challenges(), public_id=challenge)
    reader = reader_of(request)
    context = {
        "challenge": which,
        "heads": queries.by_head(which),
        "meetings": queries.meetings_seen_by(reader).filter(challenge=which),
        "may_write": reader is not None and organisations_written_for(reader).exists(),
        "convenes": reader is not None and rules.may_convene(reader),
    }
    return render(request, "web/exchange/challenge.html", context)


@public
@require_GET
def meeting(request: HttpRequest, meeting: str) -> HttpResponse:
    """Agenda and guests; minutes, decisions and attendance once they are published."""
    reader = reader_of(request)
    found = queries.with_everything(queries.meetings_seen_by(reader))
    which = get_object_or_404(found, public_id=meeting)
    is_inside = reader is not None and rules.may_read_group(reader)
    context = {
        "meeting": which,
        "is_inside": is_inside,
        "has_minutes": which.published_at is not None or (is_inside and which.minutes),
        "before": list(queries.minutes_before(which)) if which.published_at else [],
        "convenes": reader is not None and rules.may_convene(reader),
    }
    return render(request, "web/exchange/meeting.html", context)


@public
@require_GET
def output(request: HttpRequest, output: str) -> HttpResponse:
    """What a meeting left behind: its file, or where it lies."""
    seen = queries.outputs_seen_by(reader_of(request))
    which = get_object_or_404(seen, public_id=output)
    return served(which.file.public_id) if which.file else redirect(which.link)
