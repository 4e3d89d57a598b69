"""Small decisions on the proposal: pin, unpin, wait, call back, add a place."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.clusters import rules
from cordata.clusters.actions import pins
from cordata.clusters.actions.drafts import NobodyToMatch
from cordata.clusters.actions.stale import AlreadyPublished, ChangedMeanwhile
from cordata.clusters.models import Draft
from cordata.clusters.tasks import compute_soon
from cordata.web.clusters.conflict import show_conflict, show_published
from cordata.web.clusters.views.find import draft_of, school_in, version_in
from cordata.web.requests import Request, allow


def _decide(
    request: Request, cc: str, draft: str, school: str, verb: Callable[..., Any], **facts: Any
) -> HttpResponse:
    """Run one action on one school; show the draft, or the newer one it asked for."""
    which = draft_of(request.user, cc, draft)
    one = school_in(which, school)
    allow(rules.may_match(request.user, which.cohort))
    version = version_in(request.POST.get("version"))
    try:
        made = verb(which, one, version=version, by=request.user, **facts)
    except ChangedMeanwhile as changed:
        return show_conflict(request, cc, which, changed)
    except AlreadyPublished:
        return show_published(request, cc, which)
    except pins.NotInPlan:
        messages.info(request, _("This school has no mentor in the plan. Move it to one."))
        made = None
    except NobodyToMatch:
        messages.info(request, _("After this nobody would be left to match."))
        made = None
    shown = compute_soon(made) if isinstance(made, Draft) else which
    response = redirect("clusters:draft", cc, shown.public_id)
    response["Location"] += f"#{one.public_id}"
    return response


@require_POST
def pin(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """Keep a school where it is."""
    return _decide(request, cc, draft, school, pins.pin_school)


@require_POST
def unpin(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """Let a school go where the rules put it."""
    return _decide(request, cc, draft, school, pins.unpin_school)


@require_POST
def wait(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """Put a school on the waiting list."""
    reason = request.POST.get("reason", "")[:300]
    return _decide(request, cc, draft, school, pins.put_on_waiting_list, reason=reason)


@require_POST
def call_back(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """Match a waiting school again."""
    return _decide(request, cc, draft, school, pins.take_off_waiting_list)


@require_POST
def add_place(request: Request, cc: str, draft: str, school: str) -> HttpResponse:
    """A mentor school takes one more."""
    return _decide(request, cc, draft, school, pins.add_place)
