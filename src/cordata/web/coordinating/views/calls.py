"""Clusters that would like a call: the list, one cluster, and what is done about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_coordinated_by
from cordata.cycles import rules
from cordata.cycles.actions import follow_ups as actions
from cordata.cycles.models import FollowUp
from cordata.cycles.queries.activities import promised_in
from cordata.cycles.queries.alerts import begins_on, ended_on
from cordata.cycles.queries.cycles import year_beside
from cordata.cycles.queries.follow_ups import (
    Reason,
    callers_and_leads,
    calls_in,
    notes_of,
    reasons_of,
    who_may_call,
)
from cordata.cycles.queries.goals import goals_of
from cordata.web.clusters.views.find import cluster_of
from cordata.web.coordinating.forms.calls import (
    AgainForm,
    AsideForm,
    NoteForm,
    ResolveForm,
    TakeForm,
)
from cordata.web.coordinating.lines import in_days, lines_of
from cordata.web.coordinating.words import sentence_of
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow
from cordata.web.tables import csv_table

A_PAGE = 50
FORMS = {"take": TakeForm, "resolve": ResolveForm, "aside": AsideForm, "again": AgainForm}


@require_GET
def list_to_call(request: Request, cc: str) -> HttpResponse:
    """Every cluster that would like a call, each with its reasons; then the others."""
    country = country_of(request.user, cc)
    mine = clusters_coordinated_by(request.user).filter(cohort__country=country)
    calls = calls_in(mine)
    page = Paginator(calls.waiting, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cc": cc,
        "country": country,
        "calls": calls,
        "page": page,
        "waiting": lines_of(page),
        "taken": lines_of(calls.taken),
        "settled": lines_of(calls.settled[:A_PAGE]),
        "gentle": lines_of(calls.gentle[:A_PAGE]),
    }
    return render(request, "web/coordinating/to_call.html", context)


@require_GET
def show(request: Request, cc: str, cluster: str) -> HttpResponse:
    """One cluster: what was promised, what happened, what is noted."""
    return _page(request, cc, cluster_of(request.user, cc, cluster))


def _page(
    request: Request, cc: str, cluster: Cluster, status: int = 200, **more: Any
) -> HttpResponse:
    notes = list(notes_of(cluster))
    members = list(
        cluster.memberships.filter(until=None)
        .select_related("participation__school")
        .order_by("-side", "pk")
    )
    goals = goals_of([one.participation_id for one in members])
    leading = [one.participation.school.public_id for one in members if one.side == "mentor"]
    callers, leads = callers_and_leads(cluster.cohort, leading)
    context: dict[str, Any] = {
        "cc": cc,
        "cluster": cluster,
        "reasons": _rows(request, cluster, callers, notes, **more),
        "begins_on": begins_on(cluster, timezone.localdate()),
        "ended_on": ended_on(cluster, timezone.localdate()),
        "promised": promised_in(cluster),
        "now": timezone.now(),
        "year": year_beside(cluster),
        "goals_by_member": [(one, goals[one.participation_id]) for one in members],
        "leads": leads,
        "notes": [(one, _about(one)) for one in notes],
        "note_form": more.get("note_form") or NoteForm(),
        "form": more.get("form"),
    }
    return render(request, "web/coordinating/cluster.html", context, status=status)


def _rows(
    request: Request,
    cluster: Cluster,
    people: list[User],
    notes: list[FollowUp],
    *,
    kind: str = "",
    verb: str = "",
    form: Any = None,
    **_more: Any,
) -> list[dict[str, Any]]:
    """Each reason with its forms; what somebody has taken and is no reason any more; then
    what was resolved or set aside, and stands.
    """
    reasons = reasons_of(cluster, notes)
    still = [(one.alert.kind, one.alert.facts, one.taken, one.settled) for one in reasons]
    kinds = {one[0] for one in still}
    gone = [
        (one.kind, one.facts, one, None)
        for one in notes
        if one.state == "taken" and one.kind not in kinds
    ]
    rows = []
    for which, facts, taken, settled in [*still, *gone]:
        forms = {} if settled else _forms(request, which, people)
        if which == kind and form is not None:
            forms[verb] = form
        row: dict[str, Any] = {
            "kind": which,
            "sentence": sentence_of(which, facts),
            "taken": taken,
        }
        row |= {"settled": settled, "forms": forms, "open": verb if which == kind else ""}
        rows.append(row)
    return sorted(rows, key=lambda row: bool(row["settled"]))


def _forms(request: Request, kind: str, people: list[User]) -> dict[str, Any]:
    mine = {"owner": request.user.public_id, "planned_on": in_days(2)}
    return {
        "take": TakeForm(people=people, initial=mine, auto_id=f"id_{kind}_%s"),
        "resolve": ResolveForm(auto_id=f"id_{kind}_%s"),
        "aside": AsideForm(initial={"until": in_days(14)}, auto_id=f"id_{kind}_%s"),
    }


def _about(follow_up: FollowUp) -> str:
    return sentence_of(follow_up.kind, follow_up.facts) if follow_up.kind else ""


@require_POST
def do(request: Request, cc: str, cluster: str, kind: str, verb: str) -> HttpResponse:
    """Take an alert, resolve it, set it aside, or let it ask again."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_look_after(request.user, which))
    reason = next(
        (one for one in reasons_of(which, notes_of(which)) if one.alert.kind == kind), None
    )
    options = {"people": who_may_call(which.cohort)} if verb == "take" else {}
    form = FORMS[verb](request.POST, auto_id=f"id_{kind}_%s", **options)
    if not form.is_valid():
        return _page(request, cc, which, 422, kind=kind, verb=verb, form=form)
    try:
        _act(request, which, kind, verb, reason, form.cleaned_data)
    except actions.TakenAlready as taken:
        owner = taken.follow_up.owner.name
        form.add_error(None, _("%(name)s has taken it before you.") % {"name": owner})
        return _page(request, cc, which, 409, kind=kind, verb=verb, form=form)
    except actions.EndedAlready:
        form.add_error(None, _("This has been settled meanwhile."))
        # Its own place may be gone from the page: what was written can be kept as a note.
        said = form.cleaned_data.get("found") or form.cleaned_data.get("why", "")
        kept = NoteForm(initial={"found": said})
        return _page(request, cc, which, 409, kind=kind, verb=verb, form=form, note_form=kept)
    return redirect("coordinating:cluster", cc, which.public_id)


def _act(
    request: Request,
    cluster: Cluster,
    kind: str,
    verb: str,
    reason: Reason | None,
    given: dict[str, Any],
) -> None:
    # What is settled can only ask again, and nothing else can.
    fits = reason is not None and bool(reason.settled) == (verb == "again")
    alert, by = (reason.alert if reason and fits else None), request.user
    if verb == "resolve":
        actions.resolve_alert(cluster, kind, alert, receipt=receipt_of(request), by=by, **given)
        messages.success(request, _("Noted. It asks again only when something new happens."))
    elif alert is None:
        raise actions.EndedAlready
    elif verb == "take":
        actions.take_alert(cluster, alert, by=by, **given)
        messages.success(request, _("It stands in this week until it is resolved."))
    elif verb == "again":
        actions.ask_again(cluster, alert, by=by)
        messages.success(request, _("It asks again."))
    else:
        actions.set_alert_aside(cluster, alert, by=by, **given)
        messages.success(request, _("Set aside."))


@require_POST
def note(request: Request, cc: str, cluster: str) -> HttpResponse:
    """A note of one's own."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_look_after(request.user, which))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, cc, which, 422, note_form=form, form=form)
    receipt = receipt_of(request)
    actions.note_about(which, receipt=receipt, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("coordinating:cluster", cc, which.public_id)


@require_GET
def export_notes(request: Request, cc: str, cluster: str) -> HttpResponse:
    """The whole history as a table."""
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_look_after(request.user, which))
    header = [
        _("Begun"),
        _("Why"),
        _("State"),
        _("Who"),
        _("What was found"),
        _("Until"),
        _("Ended"),
    ]
    return csv_table(
        f"{which.public_id}-notes.csv", header, (_as_line(one) for one in notes_of(which))
    )


def _as_line(one: FollowUp) -> list[str]:
    until = one.aside_until or one.planned_on
    return [
        _moment(one.begun_at), _about(one), one.get_state_display(), one.owner.name,
        one.found, until.isoformat() if until else "", _moment(one.ended_at),
    ]  # fmt: skip


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
