"""The first page of the exchange, its members and its charter."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from cordata.accounts.models import User
from cordata.documents.models import Document
from cordata.documents.queries import text_for
from cordata.exchange import rules
from cordata.exchange.queries import ledger, meetings, organisations, positions, talk
from cordata.networks.queries import country_name
from cordata.web.doors import public
from cordata.web.exchange.rows import lines_of

A_PAGE = 40
QUESTIONS, MEETINGS = 4, 4


def reader_of(request: HttpRequest) -> User | None:
    """Who reads, if anybody is signed in."""
    return request.user if request.user.is_authenticated else None


@public
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Positions by country, questions answered, meetings: what others make of it, and why."""
    reader, language = reader_of(request), translation.get_language() or "en"
    taken = positions.positions_by_country()
    counts = Counter(one.position.organisation.country for one in taken)
    country = request.GET.get("country", "").upper()
    if country and country not in counts:
        raise Http404
    chosen = [one for one in taken if country in {"", one.position.organisation.country}]
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    found = list(meetings.meetings_seen_by(reader)[: 2 * MEETINGS])
    now = timezone.now()
    context: dict[str, Any] = {
        "page": page,
        "lines": lines_of(page),
        "country": country,
        "countries": [
            (code, country_name(code, language), number) for code, number in counts.items()
        ],
        "number": len(taken),
        "questions": talk.questions_answered(QUESTIONS),
        "ahead": [one for one in reversed(found) if one.ends_at >= now],
        "past": [one for one in found if one.ends_at < now][:MEETINGS],
        "challenges": meetings.challenges()[:MEETINGS],
        "members": organisations.members().count(),
        "works_here": bool(reader and rules.delegations_of(reader)),
        "convenes": bool(reader and rules.may_convene(reader)),
    }
    return render(request, "web/exchange/exchange.html", context)


@public
@require_GET
def charter(request: HttpRequest) -> HttpResponse:
    """What members accept, as it stands now."""
    document = get_object_or_404(Document, slug=organisations.CHARTER, country="")
    text = text_for(document, translation.get_language() or "en")
    if text is None:
        raise Http404
    return render(request, "web/exchange/charter.html", {"text": text})


@public
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Every organisation that takes part, by country."""
    found = list(organisations.members())
    return render(request, "web/exchange/members.html", {"members": found})


@public
@require_GET
def member(request: HttpRequest, org: str) -> HttpResponse:
    """One organisation: its positions and what came of them."""
    which = get_object_or_404(organisations.organisations_shown(), public_id=org)
    first = organisations.acceptances_of(which).first()
    context = {
        "organisation": which,
        "accepted": first,
        "lines": lines_of(positions.positions_taken_by(which)),
        "entries": ledger.ledger().filter(statement__position__organisation=which),
    }
    return render(request, "web/exchange/member.html", context)
