"""Pictures and files of practices, for whoever may read what they belong to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from cordata.accounts.models import User
from cordata.practices.queries.seen import evidence_read_by, practices_read_by
from cordata.web.documents.files import served, served_small
from cordata.web.doors import public


@public
@require_GET
def picture(request: HttpRequest, prc: str) -> HttpResponse:
    """The picture that a school sent with its practice, as pages draw it."""
    practice = get_object_or_404(practices_read_by(_person(request)), public_id=prc)
    if practice.picture is None:
        raise Http404
    return served_small(practice.picture.public_id)


@public
@require_GET
def evidence_file(request: HttpRequest, evd: str) -> HttpResponse:
    """A file that a claim rests on."""
    found = get_object_or_404(evidence_read_by(_person(request)), public_id=evd)
    if found.file is None:
        raise Http404
    return served(found.file.public_id)


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
