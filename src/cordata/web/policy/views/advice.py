"""Ask other authorities for advice, and say yes or no to being asked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.exchange import rules
from cordata.exchange.actions import advising as actions
from cordata.exchange.models import AdviceRequest, AdviceTie
from cordata.exchange.queries import advice as queries
from cordata.exchange.queries.organisations import (
    members,
    organisations_of,
    organisations_written_for,
)
from cordata.exchange.rules import delegations_of
from cordata.web.policy.forms.group import AdviceForm
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def show(request: Request) -> HttpResponse:
    """What we ask, who advises us and why, what we are asked; and a new request."""
    if not organisations_of(request.user).exists():
        raise Http404
    writing = list(organisations_written_for(request.user))
    others = members().exclude(pk__in=[one.pk for one in writing])
    form = AdviceForm(posted(request), organisations=writing, members=others)
    if request.method == "POST":
        allow(bool(writing))
        if form.is_valid():
            actions.ask_advice(by=request.user, **form.facts())
            messages.success(request, _("It waits for the next matching. You hear by e-mail."))
            return redirect("policy:advice")
    mine = list(delegations_of(request.user))
    asked = AdviceTie.objects.filter(adviser__in=mine).select_related(
        "request__organisation", "request__first", "request__second", "adviser"
    )
    context: dict[str, Any] = {
        "form": form,
        "may_write": bool(writing),
        "requests": _requests(mine),
        "asked": asked.order_by("-pk"),
    }
    status = 422 if form.errors else 200
    return render(request, "web/policy/advice.html", context, status=status)


@require_POST
def close(request: Request, request_id: str) -> HttpResponse:
    """Answered, or no longer wanted."""
    mine = AdviceRequest.objects.filter(organisation__in=organisations_of(request.user))
    which = get_object_or_404(mine.select_related("organisation"), public_id=request_id)
    allow(rules.may_write(request.user, which.organisation))
    try:
        actions.close_request(which, by=request.user)
    except actions.AlreadyAnswered:
        messages.info(request, _("A colleague was faster."))
    else:
        messages.success(request, _("Noted."))
    return redirect("policy:advice")


@require_POST
def answer(request: Request, tie: str) -> HttpResponse:
    """Say yes or no to advising."""
    mine = AdviceTie.objects.filter(adviser__in=organisations_of(request.user))
    which = get_object_or_404(
        mine.select_related("adviser", "request__organisation"), public_id=tie
    )
    allow(rules.may_write(request.user, which.adviser))
    try:
        actions.answer_tie(which, accept="yes" in request.POST, by=request.user)
    except actions.AlreadyAnswered:
        messages.info(request, _("A colleague was faster."))
    else:
        messages.success(request, _("Thank you. The other side hears of it."))
    return redirect("policy:advice")


def _requests(mine: list[int]) -> list[tuple[AdviceRequest, queries.Explained | None]]:
    """Each with what the last matching says of it."""
    found = AdviceRequest.objects.filter(organisation__in=mine).select_related(
        "organisation", "first", "second", "wished"
    )
    last = queries.rounds().first()
    said = {one.request.pk: one for one in queries.explained(last)} if last else {}
    return [(one, said.get(one.pk)) for one in found.order_by("-asked_at", "-pk")]
