"""What the own network does not know yet, and how to ask for it in the next call."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.calls import rules as calls_rules
from cordata.calls.actions.editing import NotADraft
from cordata.calls.actions.gaps import AskedAlready, ask_for_gap
from cordata.calls.models import Call
from cordata.calls.queries.calls import calls_seen_by
from cordata.evidence import rules
from cordata.evidence.queries.gaps import CONTEXTS, Known, Outcome, gap, gaps, outcomes
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.queries.seen import first_country_of
from cordata.web.doors import public
from cordata.web.models.forms import GapForm
from cordata.web.models.views.models import axes_named, axis_in
from cordata.web.models.words import (
    axis_name,
    context_name,
    gap_in_words,
    known_in_words,
    level_name,
    missing_in_words,
    outcome_name,
)
from cordata.web.requests import Request, allow, posted


@public
@require_GET
def show_known(request: HttpRequest) -> HttpResponse:
    """The map for everybody: who plans opens its cells, on a page of their own."""
    return _map(request, plans=False)


@require_GET
def show(request: Request) -> HttpResponse:
    """The map: a row for each level of an axis, a column for each context."""
    if not rules.may_plan_research(request.user):
        raise Http404
    return _map(request, plans=True)


def _map(request: HttpRequest, *, plans: bool) -> HttpResponse:
    known = outcomes()
    axis, outcome = axis_in(request), _outcome_in(request, known)
    context: dict[str, Any] = {
        "plans": plans,
        "axis": axis,
        "axis_name": axis_name(axis),
        "axes": axes_named(),
        "outcome": outcome,
        "outcomes": _named(known),
        "contexts": [(one, context_name(one)) for one in CONTEXTS],
        "rows": [
            (level_name(axis, row[0].level), [_cell(one) for one in row])
            for row in gaps(axis, outcome)
        ],
    }
    return render(request, "web/models/gaps.html", context)


@require_http_methods(["GET", "POST"])
def cell(request: Request, **named: str) -> HttpResponse:
    """One cell; coordinators make it a criterion of a draft, in one step."""
    if not rules.may_plan_research(request.user):
        raise Http404
    where = named | {"outcome": _outcome_in(request, outcomes())}
    try:
        known = gap(**where)
    except LookupError as nowhere:
        raise Http404 from nowhere
    drafts = list(calls_seen_by(request.user).filter(state=Call.State.DRAFT))
    form = GapForm(posted(request), drafts=drafts)
    if request.method == "POST":
        allow(bool(drafts))
        if form.is_valid():
            call = next(one for one in drafts if one.public_id == form.cleaned_data["call"])
            if _ask(request, call, where):
                return redirect("calls:call", call.cohort.country_id.lower(), call.public_id)
    context = {
        "where": where,
        "known": known,
        "title": gap_in_words(where),
        "facts": known_in_words(known),
        "missing": missing_in_words(known),
        "asked": dict(_named(outcomes())).get(where["outcome"], ""),
        "form": form,
        "drafts": drafts,
        "cc": first_country_of(request.user).lower(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "web/models/gap.html", context, status=status)


def _outcome_in(request: HttpRequest, known: list[Outcome]) -> str:
    """One that the network has; "" for any. Otherwise there is no such page."""
    outcome = request.GET.get("outcome", "")
    if outcome and outcome not in {one.key for one in known}:
        raise Http404
    return outcome


def _ask(request: Request, call: Call, where: dict[str, str]) -> bool:
    allow(calls_rules.may_edit_call(request.user, call))
    language = call.text.original_language
    with translation.override(language):
        names = {language: gap_in_words(where)}
        rubric = {language: [_("Neither of the two"), _("One of the two"), _("Both")]}
    try:
        ask_for_gap(
            call, names=names, rubric=rubric, gap=where, version=call.version, by=request.user
        )
    except AskedAlready:
        messages.error(request, _("This call asks for it already."))
    except (NotADraft, ChangedBySomebody):
        messages.error(request, _("Somebody changed this call meanwhile. Look at it again."))
    else:
        messages.success(
            request,
            _("The call asks for it now. The other criteria made room: look at their weights."),
        )
        return True
    return False


def _cell(known: Known) -> tuple[Known, str, list[str]]:
    return known, context_name(known.context), known_in_words(known)


def _named(known: list[Outcome]) -> list[tuple[str, str]]:
    language = translation.get_language() or "en"
    return [(one.key, outcome_name(one, language)) for one in known]
