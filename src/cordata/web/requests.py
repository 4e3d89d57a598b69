"""What every view needs: the typed request, what was sent, how to refuse, how to answer a part."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from cordata.accounts.models import User


class Request(HttpRequest):
    """A request behind the locked door: its person is signed in."""

    user: User
    htmx: HtmxDetails


def allow(permitted: bool) -> None:  # noqa: FBT001 - reads as a sentence: allow(may_publish(...))
    """Stop with "no permission" unless the rule says yes."""
    if not permitted:
        raise PermissionDenied


def posted(request: Request) -> QueryDict | None:
    """What was sent, even if empty; None if the page is only asked for."""
    return request.POST if request.method == "POST" else None


def render_part(
    request: HttpRequest,
    template: str,
    part: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Answer with one part of a page if htmx is waiting for it, else with all of it.

    A part has one name: the partial's in the template, and the element's id in the page.
    htmx sends it in ``HX-Target``: "decision", or "section#decision".
    """
    target = request.headers.get("HX-Target", "").rpartition("#")[2]
    if target == part:
        template = f"{template}#{part}"
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Target", "HX-Request"])
    return response
