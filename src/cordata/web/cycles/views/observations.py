"""The protocol of an observation: agreed by the two schools, read by whom it was agreed for."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.cycles import rules
from cordata.cycles.actions import activities
from cordata.cycles.actions import observations as actions
from cordata.cycles.models import Activity, Observation
from cordata.cycles.queries.observations import protocol_of
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.schools.rules import may_work_in
from cordata.web.cycles.forms.observations import ConsentForm, NotesForm, ProtocolForm
from cordata.web.cycles.views.activities import activity_of, members_of
from cordata.web.forms import with_version
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted


def _find(request: Request, activity: str) -> tuple[Activity, Observation | None]:
    which = activity_of(request, activity)
    if which.kind != Activity.Kind.OBSERVATION or which.cancelled_at:
        raise Http404
    return which, protocol_of(which)


def _agreed(request: Request, activity: str) -> Observation:
    _which, protocol = _find(request, activity)
    if protocol is None:
        raise Http404
    return protocol


def _may_agree(
    request: Request, protocol: Observation | None, members: list[Participation]
) -> bool:
    if protocol:
        return rules.may_agree_on(request.user, protocol.observed, protocol.observer)
    return any(may_work_in(request.user, one.school) for one in members)


def _protocol_form(
    request: Request,
    which: Activity,
    protocol: Observation | None,
    members: list[Participation],
    data: Any = None,
) -> ProtocolForm:
    mine = next((one for one in members if may_work_in(request.user, one.school)), None)
    return ProtocolForm(data, activity=which, protocol=protocol, members=members, mine=mine)


@require_http_methods(["GET", "POST"])
def agree(request: Request, activity: str) -> HttpResponse:
    """Read it; the two schools agree on it before."""
    which, protocol = _find(request, activity)
    members = members_of(which.cluster)
    form = _protocol_form(request, which, protocol, members, posted(request))
    if request.method != "POST":
        return _page(request, which, protocol)
    allow(_may_agree(request, protocol, members))
    if not form.is_valid():
        return _page(request, which, protocol, 422, protocol_form=form, form=form)
    facts = form.facts()
    if not rules.may_agree_on(request.user, facts["observed"], facts["observer"]):
        form.add_error("observer", _("One of the two is your school: you agree for it alone."))
        return _page(request, which, protocol, 422, protocol_form=form, form=form)
    try:
        receipt = receipt_of(request)
        actions.agree_on_observation(which, receipt=receipt, by=request.user, **facts)
    except ChangedBySomebody:
        return _clash(request, which, "protocol_form", form)
    except (activities.ToldAlready, actions.AlreadyNoted):
        form.add_error(None, _("It is told or noted already: what was agreed stays."))
        given = {"protocol_form": form, "form": form, "may_agree": True}  # the words stay
        return _page(request, which, protocol, 409, **given)
    messages.success(request, _("Agreed. Now ask the teacher."))
    return redirect("cycles:observation", which.public_id)


def _clash(request: Request, which: Activity, name: str, form: forms.Form) -> HttpResponse:
    form.add_error(None, _("A colleague changed it meanwhile. Both are shown here."))
    now = protocol_of(which)
    form.data = with_version(form.data, now.version if now else 0)
    return _page(request, which, now, 409, **{name: form, "form": form})


def _page(
    request: Request,
    which: Activity,
    protocol: Observation | None,
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    members = members_of(which.cluster)
    untouched = which.told_at is None and not (protocol and protocol.noted_at)
    context: dict[str, Any] = {
        "activity": which,
        "cluster": which.cluster,
        "protocol": protocol,
        "protocol_form": _protocol_form(request, which, protocol, members),
        "may_agree": untouched and _may_agree(request, protocol, members),
    }
    if protocol:
        version = {"version": protocol.version}
        words = {name: getattr(protocol, name) for name in ("saw", "meant", "question")}
        context |= {
            "may_consent": rules.may_note_consent(request.user, protocol),
            "may_write": rules.may_write_notes(request.user, protocol),
            "may_read": rules.may_read_notes(request.user, protocol),
            "consent_form": ConsentForm(initial=version, auto_id="consent_%s"),
            "notes_form": NotesForm(initial=version | words, auto_id="notes_%s"),
        }
    return render(request, "web/cycles/observation.html", context | given, status=status)


@require_POST
def consent(request: Request, activity: str) -> HttpResponse:
    """The teacher agreed: written down by a colleague of the same school."""
    protocol = _agreed(request, activity)
    allow(rules.may_note_consent(request.user, protocol))
    form = ConsentForm(request.POST, auto_id="consent_%s")
    if not form.is_valid():
        return _page(request, protocol.activity, protocol, 422, consent_form=form, form=form)
    try:
        actions.note_consent(protocol, by=request.user, **form.cleaned_data)
    except ChangedBySomebody:
        return _clash(request, protocol.activity, "consent_form", form)
    messages.success(request, _("Written down."))
    return redirect("cycles:observation", activity)


@require_POST
def withdraw(request: Request, activity: str) -> HttpResponse:
    """The teacher no longer agrees."""
    protocol = _agreed(request, activity)
    allow(rules.may_note_consent(request.user, protocol))
    actions.withdraw_consent(protocol, by=request.user)
    messages.success(request, _("Written down. Nobody reads the notes any more."))
    return redirect("cycles:observation", activity)


@require_POST
def note(request: Request, activity: str) -> HttpResponse:
    """What was seen, what it meant, a question."""
    protocol = _agreed(request, activity)
    allow(rules.may_write_notes(request.user, protocol))
    form = NotesForm(request.POST, auto_id="notes_%s")
    if not form.is_valid():
        return _page(request, protocol.activity, protocol, 422, notes_form=form, form=form)
    try:
        receipt = receipt_of(request)
        actions.write_notes(protocol, receipt=receipt, by=request.user, **form.cleaned_data)
    except (ChangedBySomebody, activities.NoConsent):
        return _clash(request, protocol.activity, "notes_form", form)
    messages.success(request, _("Saved."))
    return redirect("cycles:observation", activity)
