"""Calls as everybody reads them: page, calendar, feed, "may our school apply?"."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.analysis.matching.rules import rules_from_dict
from cordata.analysis.selection.conditions import unmet
from cordata.calls.models import Call
from cordata.calls.queries.calls import answered_questions, public_calls
from cordata.calls.queries.clock import Phase, ends_at, phase
from cordata.calls.queries.decision import outcomes_of, public_selections
from cordata.calls.queries.facts import facts_of, in_stratum, schools_with_facts
from cordata.calls.queries.ready import criteria_of, sides_of
from cordata.documents.queries import text_for
from cordata.networks.queries.topics import labels
from cordata.schools.queries.schools import search_schools
from cordata.web.calls.forms.basics import QuestionForm
from cordata.web.calls.views.find import public_call
from cordata.web.calls.words import (
    conditions_in_words,
    phase_in_words,
    unmet_in_words,
)
from cordata.web.doors import public
from cordata.web.networks.rules_in_words import in_words
from cordata.web.templatetags.cordata import named

RESULTS = 50  # schools on a page of the ranked list
FOUND = 8  # schools that a search offers


@public
@require_GET
def list_public(request: HttpRequest) -> HttpResponse:
    """Every published call, open ones first."""
    order = [Phase.OPEN, Phase.GRACE, Phase.PLANNED, Phase.CLOSED]
    rows = [(phase(call), call) for call in public_calls()]
    rows.sort(key=lambda row: order.index(row[0]))
    calls = [(call, where, phase_in_words(where), _title(call)) for where, call in rows]
    return render(request, "web/calls/public_list.html", {"calls": calls})


@public
@require_GET
def show_public(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked of whom, until when, and how it is decided."""
    return call_page(request, public_call(slug), QuestionForm())


def call_page(
    request: HttpRequest, call: Call, form: QuestionForm, status: int = 200
) -> HttpResponse:
    """The page of a call; a question that was not taken stands there still."""
    where = phase(call)
    topics = labels()
    context = {
        "call": call,
        "where": where,
        "phase": phase_in_words(where),
        "is_open": where in {Phase.OPEN, Phase.GRACE},
        "days_left": (call.closes_at - timezone.now()).days if call.closes_at else 0,
        "ends_at": ends_at(call),
        "text": text_for(call.text, _language()),
        "eligibility": conditions_in_words(call.eligibility),
        "strata": [
            (named(one.names), conditions_in_words(one.conditions), one)
            for one in call.strata.all()
        ],
        "criteria": _criteria_by_side(call),
        "papers": [(named(one.names), one) for one in call.papers.all()],
        "topics": [topics[slug] for slug in call.topics or topics if slug in topics],
        "rules": in_words(rules_from_dict(call.frozen["rules"])),
        "notes": [(note, named(note.texts)) for note in call.notes.order_by("-noted_at")],
        "selection": public_selections(call).first(),
        "questions": answered_questions(call)[:50],
        "form": form,
        **_check_school(request, call),
    }
    return render(request, "web/calls/public.html", context, status=status)


def _criteria_by_side(call: Call) -> list[tuple[str, list[Any]]]:
    """Once if both roles are asked the same."""
    sides = [(side, _criteria(call, side)) for side in sides_of(call)]
    same = len(sides) > 1 and sides[0][1] == sides[1][1]
    return [("both", sides[0][1])] if same else sides


def _criteria(call: Call, side: str) -> list[tuple[str, Any, list[str]]]:
    return [
        (
            named(one.names),
            one,
            one.rubric.get(_language()) or next(iter(one.rubric.values()), []),
        )
        for one in criteria_of(call, side)
    ]


def _check_school(request: HttpRequest, call: Call) -> dict[str, Any]:
    words = request.GET.get("school", "").strip()
    if not words:
        return {"words": ""}
    schools = schools_with_facts(call.cohort.country_id).filter(listed=True)
    found = []
    for school in search_schools(schools, words=words)[:FOUND]:
        facts = facts_of(school)
        lacking = [unmet_in_words(one) for one in unmet(call.eligibility, facts)]
        stratum = in_stratum(call, facts)
        found.append((school, lacking, named(stratum.names) if stratum else ""))
    return {"words": words, "found": found}


@public
@require_GET
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The ranked list as it was decided, where the coordinator has published it."""
    call = public_call(slug)
    selection = public_selections(call).first()
    if selection is None:
        raise Http404
    page = Paginator(outcomes_of(selection), RESULTS).get_page(request.GET.get("page"))
    context = {
        "call": call,
        "selection": selection,
        "page": page,
        "text": text_for(call.text, _language()),
    }
    return render(request, "web/calls/results.html", context)


@public
@require_GET
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Opening, closing and answers, for anybody's calendar."""
    call = public_call(slug)
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Cordata//calls//")
    made.add("version", "2.0")
    title = _title(call)
    for name, words, start in (
        ("opens", _("Opens: %(title)s"), call.opens_at),
        ("closes", _("Closes: %(title)s"), call.closes_at),
        ("answers", _("Answers go out: %(title)s"), call.decided_by_date),
    ):
        if start is None:
            continue
        event = Event()
        event.add("uid", f"{call.public_id}-{name}@cordata")
        event.add("summary", words % {"title": title})
        event.add("dtstart", start)
        event.add("dtstamp", call.published_at)
        event.add("url", request.build_absolute_uri(reverse("calls:public", args=[slug])))
        made.add_component(event)
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@public
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """Calls and their notes, newest first, as Atom."""
    made = Atom1Feed(
        title=_("Calls for schools"),
        link=request.build_absolute_uri(reverse("calls:public-list")),
        description="",
        language=_language(),
        feed_url=request.build_absolute_uri(),
    )
    for call in public_calls()[:40]:
        link = request.build_absolute_uri(reverse("calls:public", args=[call.slug]))
        made.add_item(
            title=_title(call),
            link=link,
            description=phase_in_words(phase(call)),
            pubdate=call.published_at,
            unique_id=link,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _title(call: Call) -> str:
    text = text_for(call.text, _language())
    return text.title if text else call.reference


def _language() -> str:
    return translation.get_language() or "en"
