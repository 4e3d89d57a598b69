"""What a text said before: nothing published is lost."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_GET

from cordata.documents import queries
from cordata.web.documents.views.find import document_of, naming
from cordata.web.requests import Request


@require_GET
def history(request: Request, slug: str, language: str) -> HttpResponse:
    """Every revision in a language: who, when, and whether it was shown."""
    document = document_of(request, slug, language)
    context = {
        **naming(document, language, translation.get_language() or "en"),
        "document": document,
        "revisions": queries.revisions_of(document, language),
    }
    return render(request, "web/documents/history.html", context)


@require_GET
def revision(request: Request, slug: str, language: str, number: int) -> HttpResponse:
    """One revision, and what it says otherwise than the one before."""
    document = document_of(request, slug, language)
    revisions = queries.revisions_of(document, language)
    shown = get_object_or_404(revisions, number=number)
    before = revisions.filter(number__lt=number).first()
    newest = queries.newest_revision(document, language)
    context = {
        **naming(document, language, translation.get_language() or "en"),
        "document": document,
        "revision": shown,
        "html": queries.html_of(shown.body),
        "before": before,
        "pieces": queries.differences(before.body, shown.body) if before else [],
        "is_newest": shown == newest,
    }
    return render(request, "web/documents/revision.html", context)
