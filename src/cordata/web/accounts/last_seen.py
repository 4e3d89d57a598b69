"""When a browser was last seen, to within ten minutes: for the list of one's sessions."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

OFTEN_ENOUGH = timedelta(minutes=10)


class LastSeenMiddleware:
    """Writes seldom, and never lets a page fail for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not _seen_lately(request):
            with suppress(OperationalError):  # a long import holds SQLite's one pen
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _seen_lately(request: HttpRequest) -> bool:
    """Asks the database once in ten minutes for each process."""
    key = f"seen-{request.session.session_key}"
    if not caches["memory"].add(key, True, OFTEN_ENOUGH.total_seconds()):
        return True
    lately = UserSession.objects.filter(
        session_key=request.session.session_key,
        user=request.user,
        last_seen_at__gt=timezone.now() - OFTEN_ENOUGH,
    )
    return bool(lately.exists())
