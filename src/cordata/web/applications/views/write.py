"""The application itself: saved as typed, with files and agreements."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.calls.actions import applying, declaring
from cordata.calls.models import Application
from cordata.calls.queries.applications import attachments_of
from cordata.calls.queries.clock import ends_at, takes
from cordata.calls.queries.form import answers_of, asked_of, missing_in, versions_of
from cordata.calls.queries.sent import is_sent_as_it_stands
from cordata.documents.actions.files import FileRefused
from cordata.web.applications.fields import (
    missing_in_words,
    priorities,
    sections_of,
)
from cordata.web.applications.find import application_of
from cordata.web.applications.forms import DeclarationForm, WithdrawForm
from cordata.web.applications.views.together import shown_together
from cordata.web.documents.files import read_upload, refusal_in_words, served
from cordata.web.doors import public
from cordata.web.requests import render_part
from cordata.web.templatetags.cordata import named

PAGE = "web/applications/write.html"


@public
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, token: str) -> HttpResponse:
    """One page with all sections. It saves by itself; without scripts by its button."""
    application = application_of(token)
    if request.method == "GET":
        return _page(request, token, application)
    typed = _typed(request, application)
    try:
        clashes = applying.save_answers(application, typed, seen=_seen(request))
    except applying.NotOpen:
        messages.error(request, _("The call has ended; nothing can be changed any more."))
        return _page(request, token, application_of(token), status=409)
    application = application_of(token)
    if clashes:
        mine = {name: typed[name] for name in clashes}
        return _page(request, token, application, mine, clashes, status=409)
    if request.headers.get("HX-Request"):
        return _page(request, token, application)
    messages.success(request, _("Saved. You can go on later with the link in your mail."))
    return redirect("applications:write", token)


def _typed(request: HttpRequest, application: Application) -> dict[str, str]:
    fields = asked_of(application).fields
    # An unticked box sends nothing: it says no.
    typed = {name: request.POST.get(name, "") for name in fields if name in request.POST}
    return typed | {"online": "yes" if request.POST.get("online") else "no"}


def _seen(request: HttpRequest) -> dict[str, int]:
    try:
        seen = json.loads(request.POST.get("seen", "{}"))
    except ValueError:
        return {}
    is_plain = isinstance(seen, dict) and all(isinstance(one, int) for one in seen.values())
    return seen if is_plain else {}


def _page(
    request: HttpRequest,
    token: str,
    application: Application,
    mine: dict[str, str] | None = None,
    theirs: dict[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    asked = asked_of(application)
    context: dict[str, Any] = {
        "token": token,
        "application": application,
        "call": application.call,
        "is_open": takes(application) and application.state != Application.State.WITHDRAWN,
        "ends_at": ends_at(application.call),
        "sections": sections_of(application, asked, mine, theirs),
        "priorities": priorities(),
        "clashes": bool(theirs),
        "wrong": answers_of(application).get("wrong_in_register", ""),
        "seen": json.dumps(versions_of(application)),
        "saved_at": timezone.localtime(application.saved_at),
        "papers": _papers(application),
        "declarations": _declarations(application),
        "leave": WithdrawForm(),
        "missing": [missing_in_words(one, asked) for one in missing_in(application, asked)],
        "is_decided": application.outcomes.filter(selection__decided_at__isnull=False).exists(),
        "is_sent": is_sent_as_it_stands(application),
        **shown_together(request, application),
    }
    return render_part(request, PAGE, "saved", context | more, status=status)


def _papers(application: Application) -> list[tuple[Any, str, Any]]:
    by_paper = {one.paper_id: one for one in attachments_of(application)}
    return [
        (paper, named(paper.names), by_paper.get(paper.pk))
        for paper in asked_of(application).papers
    ]


def _declarations(application: Application) -> list[tuple[str, str, Any]]:
    asked = {one.kind: one for one in application.declarations.all()}
    return [
        ("head", _("Agreement of the head"), asked.get("head")),
        (
            "founder",
            _("Declaration of the founder, if your rules ask for it"),
            asked.get("founder"),
        ),
    ]


@public
@require_POST
def attach(request: HttpRequest, token: str) -> HttpResponse:
    """Add a file for a document that is asked for; or take one out."""
    application = application_of(token)
    try:
        if request.POST.get("remove"):
            attachments = application.attachments.filter(removed_at=None)
            applying.detach(get_object_or_404(attachments, public_id=request.POST["remove"]))
        else:
            _attach(request, application)
    except applying.NotOpen:
        messages.error(request, _("The call has ended; nothing can be changed any more."))
    except applying.TooMuch:
        messages.error(request, _("These are too many files."))
    except FileRefused as refused:
        messages.error(request, refusal_in_words(refused.code))
    return redirect("applications:write", token)


def _attach(request: HttpRequest, application: Application) -> None:
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return
    papers = application.call.papers
    paper = get_object_or_404(papers, public_id=request.POST.get("paper", ""))
    applying.attach(application, read_upload(file), name=file.name or "", paper=paper)
    messages.success(request, _("The file is attached."))


@public
@require_GET
def attached(_request: HttpRequest, token: str, attachment: str) -> HttpResponse:
    """One of the school's own files."""
    application = application_of(token)
    return served(get_object_or_404(application.attachments, public_id=attachment).file)


@public
@require_POST
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the head or the founder by a link of their own."""
    application = application_of(token)
    kind = request.POST.get("kind", "")
    form = DeclarationForm(request.POST)
    if kind not in {"head", "founder"}:
        raise Http404
    if not form.is_valid():
        return _page(request, token, application, status=422, refused=kind, ask=form)
    try:
        declaring.ask_declaration(application, kind=kind, **form.cleaned_data)
    except (applying.NotOpen, ValueError):
        messages.error(request, _("This cannot be asked any more."))
    else:
        messages.success(request, _("The request is on its way."))
    return redirect("applications:write", token)


@public
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the call."""
    application = application_of(token)
    try:
        applying.withdraw(application, why=request.POST.get("why", ""))
    except applying.NotOpen:
        messages.error(request, _("The call has ended; nothing can be changed any more."))
    else:
        messages.success(request, _("The application is withdrawn."))
    return redirect("applications:write", token)
