"""Says to the script of a form what became of its sending, and forgets what is sent.

One convention, for every view: a redirect means that it is done. A view that refuses answers
with the form and a status of 4xx, or what was typed would be forgotten.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from cordata.unsent.actions import TooLong, forget_unsent, keep_unsent
from cordata.unsent.queries import LONGEST_KEY
from cordata.web.line.receipts import receipt_on, said_in
from cordata.web.line.tokens import person_of

FOUND = 300
REFUSED = 400
AWAY = 401


class LineMiddleware:
    """Stands outside the locked door, so that it sees whom the door sends to the sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or not FOUND <= response.status_code < REFUSED:
            return response
        door = resolve_url(settings.LOGIN_URL)
        to = response.headers["Location"]
        is_away = getattr(request, "was_turned_away", False)
        receipt = receipt_on(request)
        if receipt and not is_away and request.user.is_authenticated:
            forget_unsent(receipt, by=request.user)
        if receipt and "Line" in request.headers:  # a script cannot see where a redirect leads
            del response.headers["Location"]
            response.status_code = AWAY if is_away else 200
            response.headers["Line-To"] = door if is_away else to
        elif is_away:
            response.headers["Location"] = f"{to}&away={'yes' if _kept(request) else 'undone'}"
        return response


def _kept(request: HttpRequest) -> bool:
    """Keep what was typed for whom the page was made: without scripts nothing else does."""
    receipt, key = receipt_on(request), request.POST.get("line-key", "")
    person = person_of(request.POST.get("line-token", ""))
    if not (receipt and person and 0 < len(key) <= LONGEST_KEY):
        return False
    try:
        keep_unsent(key, said_in(request), receipt=receipt, by=person)
    except TooLong:
        return False
    return True
