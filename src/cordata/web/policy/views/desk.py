"""The desk of the exchange: who asks to take part, who ends, what is asked, what is worked on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.exchange import rules
from cordata.exchange.actions import advising, applying
from cordata.exchange.actions import meeting as meeting_actions
from cordata.exchange.models import Organisation
from cordata.exchange.queries import advice, meetings, organisations
from cordata.web.policy.forms.group import DecideForm
from cordata.web.policy.forms.meetings import ChallengeForm
from cordata.web.policy.views.find import convene
from cordata.web.requests import Request, allow, posted


@require_GET
def show(request: Request) -> HttpResponse:
    """Everything that waits here."""
    convene(request)
    return _page(request)


@require_POST
def open_challenge(request: Request) -> HttpResponse:
    """A question that the group works on."""
    convene(request)
    form = ChallengeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    challenge = meeting_actions.open_challenge(by=request.user, **form.cleaned_data)
    messages.success(request, _("Members can contribute to it now."))
    return redirect("exchange:challenge", challenge.public_id)


@require_http_methods(["GET", "POST"])
def decide(request: Request, org: str) -> HttpResponse:
    """Admit an organisation or not, with a reason."""
    convene(request)
    which = get_object_or_404(
        Organisation.objects.exclude(state=Organisation.State.UNPROVED), public_id=org
    )
    allow(rules.may_decide(request.user, which))
    form = DecideForm(posted(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        admits, reason = form.cleaned_data["admits"] == "yes", form.cleaned_data["reason"]
        act = applying.admit if admits else applying.refuse
        try:
            act(which, reason=reason, by=request.user)
        except applying.AlreadyDecided:
            messages.info(request, _("Somebody decided on this application before you."))
            return redirect("policy:desk")
        except applying.MemberAlready:
            form.add_error(None, _("An organisation of this name is a member already."))
            status = 409
        else:
            messages.success(request, _("Decided. The organisation gets a letter."))
            return redirect("policy:desk")
    context = {
        "form": form,
        "organisation": which,
        "acceptances": organisations.acceptances_of(which),
    }
    return render(request, "web/policy/decide.html", context, status=status)


@require_POST
def match(request: Request) -> HttpResponse:
    """Match what is open; the plan is proven before anybody is asked."""
    convene(request)
    try:
        made = advising.match_requests(by=request.user)
    except advising.NothingOpen:
        messages.info(request, _("Nobody looks for advice."))
    except advising.NotProven:
        messages.error(
            request, _("The check did not find this plan the best. Nobody was asked.")
        )
    else:
        tied = made.ties.count()
        said = ngettext("%(number)d member was asked to advise.",
                        "%(number)d members were asked to advise.", tied)  # fmt: skip
        messages.success(request, said % {"number": tied})
    return redirect("policy:desk")


def _page(
    request: Request, form: ChallengeForm | None = None, status: int = 200
) -> HttpResponse:
    last = advice.rounds().first()
    context: dict[str, Any] = {
        "applications": organisations.applications_for(request.user),
        "ending": organisations.memberships_ending(request.user),
        "requests": advice.open_requests(),
        "last": last,
        "proof": advice.proof_of(last) if last else None,
        "explained": advice.explained(last) if last else [],
        "challenges": meetings.challenges(),
        "form": form or ChallengeForm(),
    }
    return render(request, "web/policy/desk.html", context, status=status)
