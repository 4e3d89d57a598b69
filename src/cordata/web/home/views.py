"""The first page, this week, and the pages for when something is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbid(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No permission: whose page it is, and who can open it."""
    return render(request, "web/home/forbidden.html", status=403)


def lose(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not found: a search box and the way home."""
    return render(request, "web/home/not_found.html", status=404)


def fail(request: HttpRequest) -> HttpResponse:
    """Our mistake: what is safe, what to do."""
    return render(request, "web/home/failed.html", status=500)
