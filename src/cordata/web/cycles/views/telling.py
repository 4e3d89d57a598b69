"""One activity: its points before, "how did it go" in a minute, and what was wrong put right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.cycles.actions import activities as actions
from cordata.cycles.actions.correcting import correct_activity
from cordata.cycles.actions.notes import add_note
from cordata.cycles.models import Activity
from cordata.cycles.queries.activities import ends_at
from cordata.cycles.queries.answers import answers_of, school_of, token_for
from cordata.cycles.queries.attendance import as_counted, usual_attendance
from cordata.cycles.queries.calendars import has_room
from cordata.cycles.queries.corrections import corrections_of
from cordata.cycles.queries.observations import protocol_of
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Participation
from cordata.web.cycles.forms.activities import CancelForm
from cordata.web.cycles.forms.telling import CorrectForm, NoteForm, TellForm
from cordata.web.cycles.views.activities import activity_of, members_of, readers_zone
from cordata.web.forms import with_version
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def show(request: Request, activity: str) -> HttpResponse:
    """Its points before; afterwards four options, a sentence, what next; told, to be put right."""
    which = activity_of(request, activity)
    members = members_of(which.cluster)
    if request.method == "POST" and "version" in request.POST:
        return _correct(request, which, members)
    if request.method == "POST" and "note" in request.POST and which.told_at:
        return _add(request, which, members)
    if request.method == "GET" and (which.told_at or which.cancelled_at):
        return _page(request, which, members, 200)
    usual = usual_attendance(which, members)
    form = TellForm(posted(request), activity=which, members=members, usual=usual)
    if request.method == "POST" and form.is_valid():
        return _tell(request, which, form)
    return _page(request, which, members, 422 if form.errors else 200, form=form)


def _tell(request: Request, which: Activity, form: TellForm) -> HttpResponse:
    try:
        receipt = receipt_of(request)
        actions.tell_activity(which, receipt=receipt, by=request.user, **form.facts())
    except actions.ToldAlready as told:
        if told.activity.told_at:
            return _beside(request, told.activity, form)
        which, sentence = told.activity, _("A colleague cancelled it meanwhile.")
    except actions.NotYetBegun:
        sentence = _("It has not begun yet. Come back when it is over.")
    except actions.NoConsent:
        sentence = _without_consent()
    else:
        messages.success(request, _("Thank you. That took a minute."))
        return redirect("cycles:activity", which.public_id)
    form.add_error(None, sentence)
    return _page(request, which, form.members, 409, form=form)


def _beside(request: Request, told: Activity, form: TellForm | NoteForm) -> HttpResponse:
    """Both are kept: what the other said first, and what was just sent. Numbers are the first's."""
    _note(request, told, form)
    messages.info(request, _("A colleague told it before you. Your words stand beside theirs."))
    return redirect("cycles:activity", told.public_id)


def _add(request: Request, which: Activity, members: list[Participation]) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, which, members, 422, note_form=form)
    _note(request, which, form)
    messages.success(request, _("Thank you. Your words stand beside theirs."))
    return redirect("cycles:activity", which.public_id)


def _note(request: Request, told: Activity, form: TellForm | NoteForm) -> None:
    words = {name: form.cleaned_data[name] for name in ("went", "sentence", "next_step")}
    ours = school_of(request.user, told)
    add_note(told, participation=ours, receipt=receipt_of(request), by=request.user, **words)


def _correct(request: Request, which: Activity, members: list[Participation]) -> HttpResponse:
    form = correct_form(which, members, request.POST)
    status = 422
    if form.is_valid():
        try:
            correct_activity(
                which, receipt=receipt_of(request), by=request.user, **form.facts()
            )
        except ChangedBySomebody as meanwhile:
            which, status = meanwhile.now, 409
            form.add_error(None, _("A colleague changed it meanwhile. Both are shown here."))
            form.data = with_version(form.data, which.sequence)
        except actions.NoConsent:
            status = 409
            form.add_error(None, _without_consent())
        else:
            messages.success(request, _("It is put right. How it stood before stays below."))
            return redirect("cycles:activity", which.public_id)
    return _page(request, which, members, status, correct_form=form, form=form)


def _without_consent() -> str:
    return _("First write down that the observed teacher agreed: see the protocol.")


def correct_form(
    activity: Activity, members: list[Participation], data: Any = None
) -> CorrectForm:
    """Everything as it was told; schools that have left the cluster since stay in it."""
    there = as_counted(activity, members)
    gone = [one for one in there if one not in members]
    every = [*members, *gone]
    usual = {one.pk: there[one] for one in every}
    return CorrectForm(data, activity=activity, members=every, usual=usual)


def _page(
    request: Request,
    activity: Activity,
    members: list[Participation],
    status: int,
    **forms: TellForm | NoteForm,
) -> HttpResponse:
    attendances = activity.attendances.select_related("participation__school")
    ours = school_of(request.user, activity)
    context: dict[str, Any] = {
        "activity": activity,
        "cluster": activity.cluster,
        "ends_at": ends_at(activity),
        "begun": activity.starts_at <= timezone.now(),
        "zone": activity.cluster.cohort.country.time_zone,
        "attendances": attendances.order_by("pk"),
        "cancel_form": CancelForm(),
        "has_room": has_room(activity),
        "is_ours": ours is not None,
        **readers_zone(request, activity.cluster, activity.starts_at, members),
        **forms,
    }
    if activity.told_at:
        context["corrections"] = corrections_of(activity)
        context["notes"] = activity.notes.select_related("participation__school", "written_by")
        context.setdefault("note_form", NoteForm())
        if status == 200:  # noqa: PLR2004 - HTTP's own number: nothing waits to be looked at
            context["correct_form"] = correct_form(activity, members)
    if not context["begun"]:
        context["answers"] = answers_of(activity)
        if ours not in (None, activity.called_by):  # who calls comes
            context["answer_token"] = token_for(activity, request.user)
    if activity.kind == Activity.Kind.OBSERVATION:
        context["protocol"] = protocol_of(activity)
    return render(request, "web/cycles/activity.html", context, status=status)
