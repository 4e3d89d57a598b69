"""One's own organisation: its people, its charter, what it can advise on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.exchange import rules
from cordata.exchange.actions import advising, applying, delegating
from cordata.exchange.models import Organisation
from cordata.exchange.queries import organisations as queries
from cordata.web.policy.forms.group import DelegateForm, OffersForm, RenewForm
from cordata.web.policy.views.find import organisation_of
from cordata.web.requests import Request, allow


@require_GET
def show(request: Request, org: str) -> HttpResponse:
    """What it is, who works for it, until when."""
    return _page(request, organisation_of(request, org))


@require_POST
def name_delegate(request: Request, org: str) -> HttpResponse:
    """Somebody works for it from now on."""
    which = organisation_of(request, org)
    allow(rules.may_sign(request.user, which))
    form = DelegateForm(request.POST)
    if not form.is_valid():
        return _page(request, which, naming=form, status=422)
    try:
        delegating.name_delegate(which, by=request.user, **form.cleaned_data)
    except delegating.DelegateAlready:
        form.add_error("email", _("This person works for your organisation already."))
        return _page(request, which, naming=form, status=409)
    messages.success(request, _("A letter says so, and how to sign in."))
    return redirect("policy:organisation", org)


@require_POST
def end_delegate(request: Request, org: str, delegate: str) -> HttpResponse:
    """Somebody works for it no longer; what was written stays the organisation's."""
    which = organisation_of(request, org)
    allow(rules.may_sign(request.user, which))
    one = get_object_or_404(queries.delegates_of(which), public_id=delegate)
    try:
        delegating.end_delegate(one, by=request.user)
    except delegating.NobodyLeft:
        messages.error(request, _("Name somebody else first who may speak for it."))
    except delegating.EndedAlready:
        messages.info(request, _("A colleague was faster."))
    else:
        messages.success(request, _("Noted."))
    if one.person_id == request.user.pk and one.until is not None:
        return redirect("exchange:exchange")
    return redirect("policy:organisation", org)


@require_POST
def renew(request: Request, org: str) -> HttpResponse:
    """Accept the charter as it stands now, for two more years."""
    which = organisation_of(request, org)
    allow(rules.may_renew(request.user, which))
    form = RenewForm(request.POST)
    charter = queries.charter_now(translation.get_language() or "en")
    if charter is None:
        raise Http404
    if not form.is_valid():
        return _page(request, which, renewing=form, status=422)
    try:
        applying.renew(which, charter=charter, name=request.user.name, by=request.user)
    except applying.NotYet:
        messages.info(request, _("It is too early to renew."))
    else:
        messages.success(request, _("Your membership is renewed."))
    return redirect("policy:organisation", org)


@require_POST
def set_offers(request: Request, org: str) -> HttpResponse:
    """What it can advise others on."""
    which = organisation_of(request, org)
    allow(rules.may_write(request.user, which))
    form = OffersForm(request.POST)
    if not form.is_valid():
        return _page(request, which, offering=form, status=422)
    advising.set_offers(which, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("policy:organisation", org)


def _page(
    request: Request,
    which: Organisation,
    *,
    naming: DelegateForm | None = None,
    renewing: RenewForm | None = None,
    offering: OffersForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may_sign = rules.may_sign(request.user, which)
    offers = which.offers.values_list("topic__slug", flat=True)
    initial = {"topics": list(offers), "languages": which.languages}
    context: dict[str, Any] = {
        "organisation": which,
        "delegates": queries.delegates_of(which),
        "acceptances": queries.acceptances_of(which),
        "may_sign": may_sign,
        "may_write": rules.may_write(request.user, which),
        "naming": naming or DelegateForm(),
        "offering": offering or OffersForm(initial=initial),
        "renewing": renewing or RenewForm(),
        "can_renew": rules.may_renew(request.user, which) and queries.ends_soon(which),
        "charter": queries.charter_now(translation.get_language() or "en"),
        "form": naming or renewing or offering,
    }
    return render(request, "web/policy/organisation.html", context, status=status)
