"""A call as its coordinator writes it: the list, the task list, publishing."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.calls import rules
from cordata.calls.actions import editing, publishing
from cordata.calls.models import Call
from cordata.calls.queries.calls import all_questions, calls_seen_by
from cordata.calls.queries.clock import phase
from cordata.calls.queries.facts import tried_on_register
from cordata.calls.queries.funnel import funnel_of
from cordata.calls.queries.ready import Lack, lacks
from cordata.calls.queries.weights import planned
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.queries import cohorts_of
from cordata.web.calls.forms.basics import AnnounceForm, StartForm
from cordata.web.calls.views.find import call_of
from cordata.web.calls.words import gap_in_words, lack_in_words, phase_in_words
from cordata.web.evidence.forms.power import USUAL
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow, posted
from cordata.web.templatetags.cordata import named

# Which part of the task list a lack belongs to.
PART_OF = {
    Lack.TEXT: "text", Lack.DATES: "basics", Lack.PAST: "basics", Lack.STRATA: "strata",
    Lack.PLACES: "strata", Lack.CRITERIA: "criteria", Lack.WEIGHTS: "criteria",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def list_calls(request: Request, cc: str) -> HttpResponse:
    """The calls of a country, and a new one: empty, or a copy of an earlier one."""
    country = country_of(request.user, cc)
    cohorts = list(cohorts_of(request.user, country.code))
    calls = list(calls_seen_by(request.user).filter(cohort__country=country))
    form = StartForm(posted(request), cohorts=cohorts, calls=calls)
    if request.method == "POST" and form.is_valid():
        call = _start(request, form, {one.public_id: one for one in calls})
        return redirect("calls:call", cc, call.public_id)
    context = {
        "cc": cc,
        "country": country,
        "form": form,
        "cohorts": cohorts,
        "calls": [(one, phase_in_words(phase(one))) for one in calls],
    }
    status = 422 if form.errors else 200
    return render(request, "web/calls/calls.html", context, status=status)


def _start(request: Request, form: StartForm, calls: dict[str, Call]) -> Call:
    given = form.cleaned_data
    cohorts = cohorts_of(request.user, request.resolver_match.kwargs["cc"].upper())  # type: ignore[union-attr]  # it is resolved by now
    cohort = get_object_or_404(cohorts, public_id=given["cohort"])
    if given["copy"]:
        earlier = calls[given["copy"]]
        return editing.copy_call(earlier, cohort, title=given["title"], by=request.user)
    return editing.start_call(
        cohort, title=given["title"], is_open_door=given["is_open_door"], by=request.user
    )


@require_GET
def show(request: Request, cc: str, call: str) -> HttpResponse:
    """The task list of a draft; of a published call, how many schools have come how far."""
    which = call_of(request.user, cc, call)
    found = lacks(which) if which.state == Call.State.DRAFT else []
    funnel = funnel_of(which)
    context = {
        "cc": cc,
        "call": which,
        "phase": phase_in_words(phase(which)),
        "lacking": {PART_OF[one] for one in found},
        "lacks": [lack_in_words(one) for one in found],
        "title": which.text.revisions.latest("number").title,
        "funnel": funnel,
        "gaps": [gap_in_words(one.stratum, one.side, one.missing) for one in funnel.gaps],
        "unanswered": all_questions(which).filter(answer="").count(),
        "notes": [(note, named(note.texts)) for note in which.notes.order_by("-noted_at")],
        "can_undo": _can_undo(which),
        "asked_for": [(named(one.names), one.gap) for one in which.criteria.all() if one.gap],
        **_plan(which),
    }
    return render(request, "web/calls/call.html", context)


def _plan(call: Call) -> dict[str, Any]:
    """Its places as numbers of the calculator: as many clusters begin as wait."""
    plan = planned(call)
    if plan is None:
        return {}
    numbers = {"treated": plan.clusters, "comparison": plan.clusters, "schools": plan.schools}
    return {"plan": plan, "plan_address": urlencode(USUAL | numbers)}


def _can_undo(call: Call) -> bool:
    return bool(
        call.state == Call.State.PUBLISHED
        and call.published_at
        and timezone.now() < call.published_at + publishing.UNDO_WITHIN
        and not call.applications.exists()
    )


@require_http_methods(["GET", "POST"])
def publish(request: Request, cc: str, call: str) -> HttpResponse:
    """Everything once more, tried on the register; then public and frozen."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    if request.method == "POST":
        return _publish(request, cc, which)
    total, fitting, by_stratum = tried_on_register(which)
    context = {
        "cc": cc,
        "call": which,
        "lacks": [lack_in_words(one) for one in lacks(which)],
        "total": total,
        "fitting": fitting,
        "strata": [
            (
                named(one.names),
                by_stratum.get(one.pk, 0),
                one.mentor_places + one.mentee_places,
                one,
            )
            for one in which.strata.all()
        ],
        "nowhere": by_stratum.get(None, 0),
    }
    return render(request, "web/calls/publish.html", context)


def _publish(request: Request, cc: str, call: Call) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        publishing.publish_call(
            call, version=int(version) if version.isdigit() else None, by=request.user
        )
    except publishing.NotReady as not_ready:
        for lack in not_ready.lacks:
            messages.error(request, lack_in_words(lack))
    except (editing.NotADraft, ChangedBySomebody):
        messages.error(request, _("Somebody changed this call meanwhile. Look at it again."))
    else:
        messages.success(
            request, _("The call is public. For 10 minutes you can take that back.")
        )
    return redirect("calls:call", cc, call.public_id)


@require_POST
def undo(request: Request, cc: str, call: str) -> HttpResponse:
    """Back to a draft, while nobody has begun an application."""
    which = call_of(request.user, cc, call)
    try:
        publishing.undo_publication(which, by=request.user)
    except publishing.TooLate:
        messages.error(
            request, _("It stays public: 10 minutes have passed, or a school has begun.")
        )
    else:
        messages.success(request, _("The call is a draft again. Nobody sees it."))
    return redirect("calls:call", cc, which.public_id)


@require_http_methods(["GET", "POST"])
def announce(request: Request, cc: str, call: str) -> HttpResponse:
    """Change dates of a published call, with a note for everybody."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    initial = {
        "version": which.version,
        "closes_at": which.closes_at,
        "decided_by_date": which.decided_by_date,
    }
    form = AnnounceForm(posted(request), call=which, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        words = {request.LANGUAGE_CODE: facts.pop("words")}
        version = facts.pop("version")
        try:
            publishing.announce_change(
                which, words=words, version=version, by=request.user, **facts
            )
            messages.success(request, _("The note is public."))
            return redirect("calls:call", cc, which.public_id)
        except publishing.NothingAnnounced:
            form.add_error("closes_at", _("A call never closes earlier than was published."))
        except ChangedBySomebody:
            form.add_error(None, _("Somebody changed this call meanwhile. Look at it again."))
    status = 422 if form.errors else 200
    context = {"cc": cc, "call": which, "form": form}
    return render(request, "web/calls/announce.html", context, status=status)
