"""Keep what is typed, forget it; the page of this device, and its service worker."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from cordata.accounts.models import User
from cordata.unsent import actions
from cordata.unsent.queries import LONGEST_KEY
from cordata.web.doors import public
from cordata.web.line.receipts import receipt_on, said_in
from cordata.web.line.tokens import person_of

WORKER = settings.HERE / "web" / "static" / "js" / "sw.js"


@public
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """As it stands while somebody types. The page's token says who, even after the session."""
    receipt, key = receipt_on(request), request.POST.get("line-key", "")
    if receipt is None or not key or len(key) > LONGEST_KEY:
        return HttpResponse(status=400)
    try:
        actions.keep_unsent(key, said_in(request), receipt=receipt, by=_whose(request))
    except actions.TooLong:
        return HttpResponse(status=413)
    return HttpResponse(status=204)


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """The person begins anew."""
    receipt = receipt_on(request)
    if receipt is None:
        return HttpResponse(status=400)
    actions.forget_unsent(receipt, by=_whose(request))
    return HttpResponse(status=204)


def _whose(request: HttpRequest) -> User:
    person = person_of(request.POST.get("line-token", ""))
    if person is None:
        raise PermissionDenied
    return person


@public
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """What this device keeps. The server does not know it: a script of the page fills it in."""
    return render(request, "web/line/kept.html")


@public
@require_GET
def service_worker(_request: HttpRequest) -> HttpResponse:
    """From the root, so that it may stand before every page; never an old one."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
