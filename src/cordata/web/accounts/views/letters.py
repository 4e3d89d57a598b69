"""The mails of a demo, to be read here instead of being sent."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.notices.queries import newest_letters
from cordata.web.doors import public


@public
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """The newest letters; only where nothing is real."""
    if not settings.DEMO:
        raise Http404
    return render(request, "web/accounts/letters.html", {"letters": newest_letters()})
