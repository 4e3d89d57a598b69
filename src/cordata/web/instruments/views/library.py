"""Read: the shelves, one instrument in any of its languages, and how it looks to a teacher."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.analysis.forms.definition import Form, in_language
from cordata.analysis.forms.lock import locked, prefix_of
from cordata.analysis.forms.paging import all_pages
from cordata.surveys import rules
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import (
    Shelved,
    core_of,
    countries_written_for,
    form_in,
    library,
    newer_core,
    version_shown,
    versions_of,
)
from cordata.web.instruments.shown import sections
from cordata.web.instruments.views.find import (
    instrument_of,
    language_in,
    place_name,
    version_of,
)
from cordata.web.instruments.words import LEVELS, VOICES, language_name
from cordata.web.requests import Request


@require_GET
def shelves(request: Request) -> HttpResponse:
    """Every instrument this person may read: the platform's, then each country's."""
    places: dict[str, list[Shelved]] = {}
    for one in library(request.user):
        places.setdefault(one.instrument.country, []).append(one)
    context = {
        "places": [(place_name(code), listed) for code, listed in places.items()],
        "language_names": dict(settings.LANGUAGES),
        "may_begin": bool(countries_written_for(request.user)),
    }
    return render(request, "web/instruments/library.html", context)


@require_GET
def show(request: Request, instrument: str) -> HttpResponse:
    """What the published version asks; a first draft is shown on its own page."""
    which = instrument_of(request, instrument)
    version = version_shown(which) or version_shown(which, draft=True)
    return render(request, "web/instruments/instrument.html", page_of(request, which, version))


def page_of(
    request: Request, instrument: Instrument, version: InstrumentVersion | None
) -> dict[str, Any]:
    """All that the page of a version shows."""
    form = form_in(version) if version else Form({}, ("en",), ())
    language = language_in(request, form)
    voice = request.GET.get("voice", "")
    may_edit = rules.may_edit_instrument(request.user, instrument)
    prefix = prefix_of(instrument.country) if instrument.adapted_from else None
    versions = list(versions_of(instrument, drafts=may_edit))
    base = core_of(instrument)
    number_locked = len(locked(form))
    return {
        "instrument": instrument,
        "version": version,
        "title": in_language(form.titles, language),
        "intro": in_language(form.intro, language),
        "place": place_name(instrument.country),
        "sections": sections(form, language, voice if voice in VOICES else "", prefix),
        "base_title": in_language(base.titles, language) if base else "",
        "number_locked": number_locked,
        "has_core": number_locked > 0,
        "number_of_questions": len(list(form.questions())),
        "language": language,
        "languages": [(code, language_name(code)) for code in form.languages],
        "voice": voice,
        "voices": _voices(form),
        "versions": versions,
        "draft": next((one for one in versions if one.state == "draft"), None),
        "may_edit": may_edit,
        "newer": newer_core(instrument) if may_edit else None,
        "adapting": _adapting(request, instrument, version),
    }


@require_GET
def preview(request: Request, instrument: str, number: int) -> HttpResponse:
    """As somebody who answers sees it, all pages under one another; nothing is sent."""
    version = version_of(request, instrument, number)
    form = form_in(version)
    language = language_in(request, form)
    voices = _voices(form)
    voice = _one_of(request.GET.get("voice", ""), [code for code, _word in voices])
    level = _one_of(request.GET.get("level", ""), list(LEVELS) if _levels(form) else [])
    context = {
        "instrument": version.instrument,
        "version": version,
        "title": in_language(form.titles, language),
        "intro": in_language(form.intro, language),
        "language": language,
        "languages": [(code, language_name(code)) for code in form.languages],
        "voice": voice,
        "voices": voices,
        "level": level,
        "levels": list(LEVELS.items()) if _levels(form) else [],
        "pages": _pages(form, voice, level, language),
    }
    return render(request, "web/instruments/preview.html", context)


def _pages(form: Form, voice: str, level: str, language: str) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "question": question,
                "label": in_language(question.labels, language),
                "hint": in_language(question.hints, language),
                "choices": [
                    (choice.name, in_language(choice.labels, language))
                    for choice in form.choices.get(question.choices, ())
                ],
            }
            for question in page
        ]
        for page in all_pages(form, voice, level)
    ]


def _one_of(asked: str, known: Sequence[str]) -> str:
    return asked if asked in known else next(iter(known), "")


def _voices(form: Form) -> list[tuple[str, str]]:
    named = {voice for question in form.questions() for voice in question.voices}
    return [(code, str(word)) for code, word in VOICES.items() if code in named]


def _levels(form: Form) -> bool:
    return any(question.levels for question in form.questions())


def _adapting(
    request: Request, instrument: Instrument, version: InstrumentVersion | None
) -> list[tuple[str, str]]:
    """The countries for which this person could make an edition of their own."""
    if version is None or version.state != InstrumentVersion.State.PUBLISHED:
        return []
    if instrument.country:
        return []
    mine = [code for code in countries_written_for(request.user) if code]
    there = set(
        Instrument.objects.filter(adapted_from__instrument=instrument).values_list(
            "country", flat=True
        )
    )
    return [(code, place_name(code)) for code in mine if code not in there]
