"""Answer the common guide for one's country; contribute to a challenge."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.exchange.actions import meeting as meeting_actions
from cordata.exchange.actions import profiles as actions
from cordata.exchange.models import Head
from cordata.exchange.queries.meetings import challenges, contributions_to
from cordata.exchange.queries.organisations import organisations_of, organisations_written_for
from cordata.exchange.queries.profiles import answers_now
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.policy.forms.group import AnswerForm, ContributeForm, answer_before
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
    """What one's country knows, under the fixed heads."""
    if not organisations_of(request.user).exists():
        raise Http404
    which = get_object_or_404(challenges(), public_id=challenge)
    writing = list(organisations_written_for(request.user))
    allow(bool(writing))
    said = [one for one in contributions_to(which) if one.organisation_id == writing[0].pk]
    initial = {one.under: one.text for one in said}
    if said:
        initial["language"] = said[0].language
    form = ContributeForm(posted(request), organisations=writing, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        organisation, language = facts.pop("organisation"), facts.pop("language")
        meeting_actions.contribute(
            which, organisation, facts, language=language, by=request.user
        )
        messages.success(request, _("Thank you. Everybody can read it now."))
        return redirect("exchange:challenge", which.public_id)
    context = {"form": form, "challenge": which}
    status = 422 if form.errors else 200
    return render(request, "web/policy/contribute.html", context, status=status)
