"""Who answers is nobody: not even somebody who is signed in on the same device."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The second part of the address, behind the language: /hr/a/...
HERE = "a"


class NamelessMiddleware:
    """Takes the session away before anything could note when this person was seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.split("/")[2:3] == [HERE]:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)
