"""What everybody reads: the list, a guideline, its editions; and for writers, a preview."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from cordata.documents.models import Revision
from cordata.documents.queries import newest_revision
from cordata.guidance.models import Edition, EditionText, Guideline, Version
from cordata.guidance.queries.assembling import NotThere, assembled
from cordata.guidance.queries.atlas import described
from cordata.guidance.queries.depositing import doi_of
from cordata.guidance.queries.guidelines import (
    Reading,
    current_readings,
    editions_of,
    next_number,
    reading_of,
    sheets_of,
)
from cordata.guidance.rules.guidelines import may_translate_guideline
from cordata.kit.paper.blocks import plain
from cordata.kit.paper.html import contents_of, html_of_blocks
from cordata.kit.paper.reading import NoEnd
from cordata.web.documents.views.find import LANGUAGES
from cordata.web.doors import public
from cordata.web.guidelines import paper as papers
from cordata.web.guidelines.views.find import (
    edition_seen,
    guideline_seen,
    guideline_worked_on,
    language_now,
    person_of,
)
from cordata.web.requests import Request

FILES = ("pdf", "docx", "odt", "epub", "html")


@public
@require_GET
def list_guidelines(request: HttpRequest) -> HttpResponse:
    """Every guideline that holds now; ``?for=coordinator&way=online`` leaves some of them."""
    audience, way = request.GET.get("for", ""), request.GET.get("way", "")
    every = current_readings(language_now())
    shown = [
        one
        for one in every
        if (not audience or audience in one.edition.guideline.audience)
        and (
            not way
            or one.edition.guideline.way is None
            or one.edition.guideline.way.slug == way
        )
    ]
    ways = [(one.way.slug, one.name) for one in described(language_now())]
    context = {
        "cards": [_card(one) for one in shown],
        "is_filtered": bool(audience or way),
        "audience": audience,
        "way": way,
        "audiences": [(one.value, one.label) for one in Version.Audience],
        "ways": ways,
    }
    return render(request, "web/guidelines/list.html", context)


@public
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The edition that holds now; writers of one that has none are sent to its work page."""
    guideline = guideline_seen(request, slug)
    newest = editions_of(guideline).first()
    if newest is None:
        return redirect("guidelines:work", slug)
    newest.guideline = guideline
    return _page(request, reading_of(newest, language_now()), newest=newest)


@public
@require_GET
def show_edition(request: HttpRequest, slug: str, major: int, minor: int) -> HttpResponse:
    """One edition, for good."""
    guideline = guideline_seen(request, slug)
    edition = edition_seen(guideline, major, minor)
    newest = editions_of(guideline).first()
    return _page(request, reading_of(edition, language_now()), newest=newest)


@public
@require_GET
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed from edition to edition, and why."""
    guideline = guideline_seen(request, slug)
    editions = list(editions_of(guideline).prefetch_related("texts"))
    if not editions:
        raise Http404
    for one in editions:
        one.guideline = guideline
    title = reading_of(editions[0], language_now()).text
    context = {"guideline": guideline, "editions": editions, "title": title}
    return render(request, "web/guidelines/changes.html", context)


@require_GET
def preview(request: Request, slug: str, language: str) -> HttpResponse:
    """The newest draft in a language as it will look, with what stands today.

    ``?edition=`` asks for the very text that waits for a decision: drafts may have gone on since.
    """
    guideline = guideline_worked_on(request, slug)
    draft = _drafted(guideline, language, request.GET.get("edition", ""))
    if draft is None:
        raise Http404
    major, minor = next_number(guideline, large=False)
    edition = Edition(guideline=guideline, major=major, minor=minor, asked_by=request.user)
    try:
        blocks = assembled(draft.body, language).blocks
    except (NotThere, NoEnd) as missing:
        context = {"guideline": guideline, "language": language, "missing": str(missing)}
        return render(request, "web/guidelines/missing.html", context, status=409)
    text = EditionText(
        language=language, title=draft.title, paper=plain(blocks), published_at=timezone.now()
    )
    return _page(request, Reading(edition, text, language), newest=None, is_preview=True)


def _drafted(guideline: Guideline, language: str, edition: str) -> Revision | None:
    if edition:
        asked = guideline.editions.filter(public_id=edition, revision__language=language)
        found = asked.select_related("revision").first()
        return found.revision if found is not None else None
    return newest_revision(guideline.text, language) if language in LANGUAGES else None


def _card(reading: Reading) -> dict[str, Any]:
    guideline = reading.edition.guideline
    return {
        "guideline": guideline,
        "edition": reading.edition,
        "text": reading.text,
        "is_other_language": reading.is_other_language,
        "audience": papers.audience_in_words(guideline),
        "languages": [LANGUAGES[one.language] for one in reading.edition.texts.all()],
        "sheets": len(sheets_of(reading.blocks)),
    }


def _page(
    request: HttpRequest, reading: Reading, *, newest: Edition | None, is_preview: bool = False
) -> HttpResponse:
    paper = papers.paper_of(reading)
    edition, person = reading.edition, person_of(request)
    guideline = edition.guideline
    is_old = newest is not None and newest.pk != edition.pk
    context = {
        "guideline": guideline,
        "edition": edition,
        "newest": newest,
        "text": reading.text,
        "paper": paper,
        "html": mark_safe(html_of_blocks(paper.blocks)),  # noqa: S308 - html.py escapes every word
        "contents": contents_of(paper.blocks),
        "sheets": list(enumerate(sheets_of(paper.blocks), start=1)),
        "files": FILES,
        "is_old": is_old,
        "is_preview": is_preview,
        "is_other_language": reading.is_other_language,
        "languages": _languages(edition) if not is_preview else [],
        "audience": papers.audience_in_words(guideline),
        "way": papers.way_in_words(guideline, language_now()),
        "cite": papers.citation(reading),
        "address": papers.address_of(edition, reading.text.language),
        "doi": "" if is_preview else doi_of(edition.public_id),
        "authors": papers.authors_of(reading),
        "may_work": person is not None and may_translate_guideline(person, guideline),
    }
    return render(request, "web/guidelines/one.html", context)


def _languages(edition: Edition) -> list[tuple[str, str]]:
    return [(one.language, LANGUAGES[one.language]) for one in edition.texts.all()]
