"""Call a meeting, write its agenda and minutes, publish them, add what it leaves behind."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.documents.actions.files import FileRefused
from cordata.exchange.actions import meeting as actions
from cordata.exchange.models import Meeting
from cordata.exchange.queries.meetings import challenges, meetings_seen_by
from cordata.exchange.queries.organisations import organisations_shown
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.documents.files import read_upload, refusal_in_words
from cordata.web.forms import with_version
from cordata.web.policy.forms.meetings import (
    MeetingForm,
    OutputForm,
    WriteForm,
    meeting_before,
)
from cordata.web.policy.views.find import convene
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def call(request: Request, challenge: str) -> HttpResponse:
    """A meeting takes one challenge."""
    convene(request)
    which = get_object_or_404(challenges(), public_id=challenge)
    form = MeetingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        meeting = actions.call_meeting(which, by=request.user, **form.cleaned_data)
        messages.success(request, _("The meeting is called. Its page says when and what."))
        return redirect("exchange:meeting", meeting.public_id)
    context = {"form": form, "challenge": which}
    status = 422 if form.errors else 200
    return render(request, "web/policy/call_meeting.html", context, status=status)


@require_http_methods(["GET", "POST"])
def write(request: Request, meeting: str) -> HttpResponse:
    """Agenda, guests, minutes, decisions, attendance by organisation."""
    convene(request)
    which = _of(request, meeting)
    shown = organisations_shown().order_by("country", "name")
    form = WriteForm(posted(request), members=shown, initial=meeting_before(which))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_meeting(which, by=request.user, **form.facts())
        except ChangedBySomebody as stale:
            messages.error(
                request, _("Somebody saved these minutes meanwhile. Save again to keep yours.")
            )
            form = WriteForm(with_version(request.POST, stale.now.version), members=shown)
            status = 409
        except actions.NoMinutes:
            form.add_error("minutes", _("Published minutes can be changed, not taken away."))
            status = 422
        else:
            messages.success(request, _("Saved."))
            return redirect("policy:write-meeting", meeting)
    return _page(request, which, form, OutputForm(), status)


@require_POST
def publish(request: Request, meeting: str) -> HttpResponse:
    """Everybody reads the minutes from now on."""
    convene(request)
    which = _of(request, meeting)
    try:
        actions.publish_minutes(which, by=request.user)
    except actions.NoMinutes:
        messages.error(request, _("There are no minutes yet."))
        return redirect("policy:write-meeting", meeting)
    messages.success(request, _("Everybody can read the minutes now."))
    return redirect("exchange:meeting", meeting)


@require_POST
def add_output(request: Request, meeting: str) -> HttpResponse:
    """A file or a link."""
    convene(request)
    which = _of(request, meeting)
    form = OutputForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = (sent.name, read_upload(sent)) if sent else None
            actions.add_output(
                which,
                title=form.cleaned_data["title"],
                link=form.cleaned_data["link"],
                file=file,
                by=request.user,
            )
        except FileRefused as refused:
            form.add_error("file", refusal_in_words(refused.code))
        else:
            messages.success(request, _("Added."))
            return redirect("policy:write-meeting", meeting)
    members = organisations_shown().order_by("country", "name")
    writing = WriteForm(members=members, initial=meeting_before(which))
    return _page(request, which, writing, form, 422)


def _of(request: Request, meeting: str) -> Meeting:
    return get_object_or_404(meetings_seen_by(request.user), public_id=meeting)


def _page(
    request: Request, which: Meeting, form: WriteForm, adding: OutputForm, status: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "meeting": which,
        "writing": form,
        "adding": adding,
        "form": adding if adding.errors else form,
        "outputs": which.outputs.select_related("file").order_by("pk"),
    }
    return render(request, "web/policy/write_meeting.html", context, status=status)
