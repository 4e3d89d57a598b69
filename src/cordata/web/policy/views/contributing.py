"""Answer the common guide for one's country; contribute to a challenge."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.exchange.actions import contributing as contributing_actions
from cordata.exchange.actions import profiles as actions
from cordata.exchange.models import Challenge, Head, Organisation
from cordata.exchange.queries.meetings import challenges, contribution_of
from cordata.exchange.queries.organisations import organisations_of, organisations_written_for
from cordata.exchange.queries.profiles import answers_now
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.networks.conflict import Conflict, conflict_of
from cordata.web.policy.forms.group import (
    AnswerForm,
    ContributeForm,
    answer_before,
    contributed,
)
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def answer(request: Request, head: str) -> HttpResponse:
    """One head of the guide; the answer before stays in the history."""
    if head not in Head.values or not organisations_of(request.user).exists():
        raise Http404
    writing = list(organisations_written_for(request.user))
    allow(bool(writing))
    country = writing[0].country
    mine = [one for one in writing if one.country == country]
    before = answers_now().filter(country=country, head=head).first()
    form = AnswerForm(posted(request), organisations=mine, initial=answer_before(before))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_guide(country, head, by=request.user, **form.facts())
        except ChangedBySomebody:
            form.add_error(None, _("Somebody answered meanwhile. Read it, then save again."))
            status = 409
        else:
            messages.success(request, _("The answer stands in the comparison."))
            return redirect("exchange:country", country.lower())
    context = {
        "form": form,
        "label": dict(Head.choices)[head],
        "before": before,
        "country": mine[0].country_name,
        "code": country.lower(),
    }
    return render(request, "web/policy/answer.html", context, status=status)


@require_http_methods(["GET", "POST"])
def contribute(request: Request, challenge: str) -> HttpResponse:
    """What one's country knows, under the fixed heads; for one organisation at a time."""
    if not organisations_of(request.user).exists():
        raise Http404
    which = get_object_or_404(challenges(), public_id=challenge)
    writing = list(organisations_written_for(request.user))
    allow(bool(writing))
    chosen = _chosen(request, writing)
    stands = list(contribution_of(which, chosen))
    form = ContributeForm(posted(request), organisations=[chosen], initial=contributed(stands))
    context: dict[str, Any] = {"challenge": which, "writing": writing, "chosen": chosen}
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            contributing_actions.contribute(which, by=request.user, **form.facts())
        except ChangedBySomebody:
            context["conflict"], status = _conflict(which, chosen, form), 409
        else:
            messages.success(request, _("Thank you. Everybody can read it now."))
            return redirect("exchange:challenge", which.public_id)
    return render(
        request, "web/policy/contribute.html", context | {"form": form}, status=status
    )


def _chosen(request: Request, writing: list[Organisation]) -> Organisation:
    """The one that was sent, or that an address names; else the first. 404 if it is not theirs."""
    asked = request.POST.get("organisation") or request.GET.get("organisation")
    if not asked:
        return writing[0]
    for one in writing:
        if one.public_id == asked:
            return one
    raise Http404


def _conflict(which: Challenge, chosen: Organisation, form: ContributeForm) -> Conflict:
    """Theirs and mine, head by head; the form goes on beside what stands now."""
    stands = list(contribution_of(which, chosen))
    now = contributed(stands)
    form.beside(now)
    theirs = ContributeForm(organisations=[chosen], initial=now)
    found = conflict_of(which.public_id, form, theirs)
    if not stands:
        return found
    # The challenge's own last line may be another organisation's.
    return replace(found, by=stands[0].written_by.name, at=stands[0].written_at)
