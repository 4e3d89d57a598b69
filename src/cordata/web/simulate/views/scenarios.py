"""Scenarios of a policy maker: kept, shared, linked, set side by side, removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.accounts.actions.inviting import digest
from cordata.exchange import rules
from cordata.exchange.actions import scenarios as actions
from cordata.exchange.models import Scenario
from cordata.exchange.queries.organisations import organisations_of
from cordata.exchange.queries.positions import positions_seen_inside
from cordata.exchange.queries.scenarios import (
    MOST_COMPARED,
    answered,
    scenario_with,
    scenarios_seen_by,
)
from cordata.networks.models import Country
from cordata.web.doors import public
from cordata.web.requests import Request, allow, posted
from cordata.web.simulate.answer import answer_of
from cordata.web.simulate.asking import address_of, asked_in
from cordata.web.simulate.beside import beside
from cordata.web.simulate.forms import SaveForm

LEAST_COMPARED = 2
FRESH = "fresh-link-"  # in the session, until the page that shows the new link was read


@require_GET
def show_all(request: Request) -> HttpResponse:
    """Mine and those of my organisations, to choose up to four from."""
    allow(rules.may_keep_scenarios(request.user))
    context = {"scenarios": scenarios_seen_by(request.user), "most": MOST_COMPARED}
    return render(request, "web/simulate/scenarios.html", context)


@require_http_methods(["GET", "POST"])
def save(request: Request) -> HttpResponse:
    """The question stands in the address; a name and who reads it are asked for."""
    allow(rules.may_keep_scenarios(request.user))
    asked = asked_in(request)
    if asked.found is None:
        return redirect(f"{reverse('simulate:simulate')}?{request.GET.urlencode()}")
    form = SaveForm(posted(request), mine=list(organisations_of(request.user)))
    if request.method == "POST" and form.is_valid():
        made = actions.save_scenario(
            name=form.cleaned_data["name"],
            country=get_object_or_404(Country, pk=asked.basis.country),
            model=asked.basis.model,
            asked=asked.form.asked(),
            found=asked.found,
            organisation=form.shared_with,
            by=request.user,
        )
        messages.success(request, _("Saved. It is computed anew each time you open it."))
        return redirect("simulate:scenario", made.public_id)
    context = {
        "form": form,
        "query": asked.query,
        "answer": answer_of(asked.found, asked.basis),
    }
    status = 422 if form.errors else 200
    return render(request, "web/simulate/save.html", context, status=status)


@require_GET
def show(request: Request, sce: str) -> HttpResponse:
    """What it answers today; who saved it may share, link and remove it."""
    scenario = _seen(request, sce)
    secret = request.session.pop(f"{FRESH}{sce}", "")
    link = reverse("simulate:linked", args=[secret]) if secret else ""
    context = _page(scenario) | {
        "may_change": rules.may_change_scenario(request.user, scenario),
        "organisations": list(organisations_of(request.user)),
        "positions": list(positions_seen_inside(request.user)),
        "link": request.build_absolute_uri(link) if link else "",
    }
    return render(request, "web/simulate/scenario.html", context)


@public
@require_GET
def show_linked(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link reads it, until it is revoked."""
    scenario = scenario_with(digest(token))
    if scenario is None:
        raise Http404
    response = render(request, "web/simulate/scenario.html", _page(scenario))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_GET
def compare(request: Request) -> HttpResponse:
    """Up to four of those that a person sees, in the order of the address."""
    allow(rules.may_keep_scenarios(request.user))
    wanted = list(dict.fromkeys(request.GET.getlist("s")))[:MOST_COMPARED]
    seen = {one.public_id: one for one in scenarios_seen_by(request.user).filter(
        public_id__in=wanted)}  # fmt: skip
    found = beside(answered(seen[one] for one in wanted if one in seen))
    context = {"found": found, "too_few": len(found.columns) < LEAST_COMPARED}
    return render(request, "web/simulate/compare.html", context)


@require_POST
def share(request: Request, sce: str) -> HttpResponse:
    """With one of my organisations, or with nobody any more."""
    scenario = _mine(request, sce)
    mine = {one.public_id: one for one in organisations_of(request.user)}
    actions.share_scenario(
        scenario, mine.get(request.POST.get("organisation", "")), by=request.user
    )
    return redirect("simulate:scenario", sce)


@require_POST
def link(request: Request, sce: str) -> HttpResponse:
    """Make a link; it is shown once."""
    scenario = _mine(request, sce)
    request.session[f"{FRESH}{sce}"] = actions.make_link(scenario, by=request.user)
    return redirect("simulate:scenario", sce)


@require_POST
def revoke(request: Request, sce: str) -> HttpResponse:
    """The link no longer works."""
    actions.revoke_link(_mine(request, sce), by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("simulate:scenario", sce)


@require_POST
def remove(request: Request, sce: str) -> HttpResponse:
    """Away with it."""
    actions.remove_scenario(_mine(request, sce), by=request.user)
    messages.success(request, _("The scenario is removed."))
    return redirect("simulate:scenarios")


def _seen(request: Request, sce: str) -> Scenario:
    return get_object_or_404(scenarios_seen_by(request.user), public_id=sce)


def _mine(request: Request, sce: str) -> Scenario:
    scenario = _seen(request, sce)
    allow(rules.may_change_scenario(request.user, scenario))
    return scenario


def _page(scenario: Scenario) -> dict[str, Any]:
    (one,) = answered([scenario])
    answer = answer_of(one.found, one.basis)
    return {
        "scenario": scenario,
        "answer": answer,
        "query": address_of(one.basis, scenario.asked),
        "moved": one.then if one.has_moved else None,
        "currency": one.basis.currency,
    }
