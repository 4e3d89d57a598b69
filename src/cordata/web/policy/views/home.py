"""The policy maker's first page: what is open, what is taken, what changed, what neighbours say."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.exchange import rules
from cordata.exchange.models import Draft, Organisation
from cordata.exchange.queries import advice, organisations, positions, talk
from cordata.web.exchange.rows import lines_of
from cordata.web.exchange.words import statements_of
from cordata.web.requests import Request

OPEN_SHOWN, NEIGHBOURS = 8, 5


@require_GET
def show(request: Request) -> HttpResponse:
    """One organisation at a time; the first, unless another is asked for."""
    if not rules.is_policy_maker(request.user):
        raise Http404
    ours = list(organisations.organisations_of(request.user))
    if not ours:
        return render(request, "web/policy/no_organisation.html")
    asked = request.GET.get("organisation", ours[0].public_id)
    which = next((one for one in ours if one.public_id == asked), None)
    if which is None:
        raise Http404
    return render(request, "web/policy/home.html", _of(request, which) | {"ours": ours})


def _of(request: Request, which: Organisation) -> dict[str, Any]:
    open_ones = list(positions.open_to(which)[:OPEN_SHOWN])
    newest = positions.newest_versions(one.pk for one in open_ones)
    lines = lines_of(positions.positions_taken_by(which))
    found = Draft.objects.filter(position__organisation=which).select_related(
        "position__recommendation", "on", "written_by"
    )
    drafts = list(found.order_by("-written_at"))
    recommends = statements_of([*newest.values(), *(one.on for one in drafts)])
    return {
        "organisation": which,
        "may_write": rules.may_write(request.user, which),
        "may_sign": rules.may_sign(request.user, which),
        "ends_soon": organisations.ends_soon(which),
        "drafts": [(one, recommends[one.on_id]) for one in drafts],
        "open": [(one, newest[one.pk], recommends[newest[one.pk].pk]) for one in open_ones],
        "moved": [one for one in lines if one.is_behind],
        "lines": lines,
        "waiting": list(talk.questions_waiting(Organisation.objects.filter(pk=which.pk))),
        "asked": [one for one in advice.ties_asked_of(which) if one.state == "proposed"],
        "neighbours": lines_of(positions.neighbours_of(which, NEIGHBOURS)),
    }
