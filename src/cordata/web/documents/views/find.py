"""The text an address names, for a person who may write it."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from cordata.documents import queries
from cordata.documents.models import Document
from cordata.web.requests import Request

LANGUAGES: dict[str, str] = dict(settings.LANGUAGES)


def document_of(request: Request, slug: str, language: str) -> Document:
    """The text, or nothing for strangers and for languages there are not."""
    if language not in LANGUAGES:
        raise Http404
    return get_object_or_404(queries.documents_written_by(request.user), slug=slug)


def naming(document: Document, language: str, shown_in: str) -> dict[str, str]:
    """What crumbs and headings call the text and its language."""
    return {
        "name": queries.titles_of([document], shown_in)[document.pk],
        "language": language,
        "in_language": LANGUAGES[language],
    }
