"""A cluster that has ended is read: whatever is sent to it all the same is refused in one place."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cordata.clusters.actions.ending import ClusterEnded


class EndedMiddleware:
    """Says why nothing was saved; the forms are hidden, so it meets pages opened before the end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """A conflict: what the page showed is no longer so."""
        if not isinstance(exception, ClusterEnded):
            return None
        return render(request, "web/clusters/ended.html", status=409)
