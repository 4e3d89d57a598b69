"""The guideline and the edition that an address names, for whoever may see them."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from cordata.accounts.models import User
from cordata.guidance.models import Edition, Guideline
from cordata.guidance.queries.guidelines import (
    editions_of,
    guidelines_seen_by,
    guidelines_translated_by,
)
from cordata.web.requests import Request


def language_now() -> str:
    """Of the page."""
    return get_language() or "en"


def person_of(request: HttpRequest) -> User | None:
    """Whoever is signed in."""
    return request.user if isinstance(request.user, User) else None


def guideline_seen(request: HttpRequest, slug: str) -> Guideline:
    """One that this reader may see; else 404."""
    return get_object_or_404(guidelines_seen_by(person_of(request)), slug=slug)


def guideline_worked_on(request: Request, slug: str) -> Guideline:
    """One that this person may at least translate; else 404."""
    return get_object_or_404(guidelines_translated_by(request.user), slug=slug)


def edition_seen(guideline: Guideline, major: int, minor: int) -> Edition:
    """A published one; else 404."""
    found = editions_of(guideline).filter(major=major, minor=minor).first()
    if found is None:
        raise Http404
    found.guideline = guideline
    return found
