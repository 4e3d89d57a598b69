"""Every address is locked unless its view says otherwise; and none is a dead end."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import is_valid_path

READING = {"GET", "HEAD"}
NO_SUCH_WAY = 405
AWAY = 401


def public[View: Callable[..., HttpResponse]](view: View) -> View:
    """Open this view to visitors. Everything else asks for a sign-in first."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def page_behind(request: HttpRequest) -> str:
    """The page to open again: this one, or the one that held the form that was sent.

    Many addresses only take forms: whoever came to them by a link would meet an empty answer.
    """
    if request.method in READING:
        return request.get_full_path()
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc == request.get_host():  # our pages tell it to each other, and to nobody else
        return came._replace(scheme="", netloc="", fragment="").geturl()
    return parent_of(request.path)


def parent_of(path: str) -> str:
    """The nearest address above that exists: ``/en/our-goals/gol_1/move/`` is of its goal."""
    above = path.rstrip("/").rpartition("/")[0] + "/"
    return above if above.count("/") < 3 or is_valid_path(above) else parent_of(above)  # noqa: PLR2004 - "/en/"


class LockedDoorMiddleware:
    """Sends visitors to the sign-in unless the view is marked ``public``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Refuse visitors before the view runs."""
        # allauth opens its own doors in Django's words.
        is_open = getattr(view, "is_public", False) or not getattr(view, "login_required", True)
        if is_open or request.user.is_authenticated:
            return None
        if "HX-Request" in request.headers:  # a part of a page: no room for the whole sign-in
            return HttpResponse(status=AWAY, headers={"HX-Reswap": "none"})
        request.was_turned_away = True  # type: ignore[attr-defined]  # a mark, for what was typed
        return redirect_to_login(page_behind(request), resolve_url(settings.LOGIN_URL))


class DeadEndMiddleware:
    """An address that only takes forms, opened as a page, says so and leads on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != NO_SUCH_WAY or request.method != "GET":
            return response
        page = render(
            request, "405.html", {"above": parent_of(request.path)}, status=NO_SUCH_WAY
        )
        page.headers["Allow"] = response.headers["Allow"]
        return page
