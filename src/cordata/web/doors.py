"""Every address is locked unless its view says otherwise."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url


def public[View: Callable[..., HttpResponse]](view: View) -> View:
    """Open this view to visitors. Everything else asks for a sign-in first."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on the function
    return view


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
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
