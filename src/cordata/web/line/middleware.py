"""Says to the script of a form what became of its sending, and forgets what is sent.

One convention, for every view: a redirect means that it is done. A view that refuses answers
with the form and a status of 4xx, or what was typed would be forgotten.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from cordata.unsent.actions import forget_unsent
from cordata.web.line.receipts import receipt_on

FOUND = 300
REFUSED = 400
AWAY = 401


class LineMiddleware:
    """Stands outside the locked door, so that it sees whom the door sends to the sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        receipt = receipt_on(request) if request.method == "POST" else None
        if receipt is None or not FOUND <= response.status_code < REFUSED:
            return response
        to, door = response.headers["Location"], resolve_url(settings.LOGIN_URL)
        is_away = to.startswith(door)
        if not is_away and request.user.is_authenticated:
            forget_unsent(receipt, by=request.user)
        if "Line" in request.headers:  # a script asks, and cannot see where a redirect leads
            del response.headers["Location"]
            response.status_code = AWAY if is_away else 200
            response.headers["Line-To"] = door if is_away else to
        return response
