"""Messages to many schools: written, checked, sent, taken back, and what became of them."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.queries.clusters import open_clusters
from cordata.cycles import rules
from cordata.cycles.actions import messages as actions
from cordata.cycles.models import Message
from cordata.cycles.queries.messages import (
    Sending,
    messages_seen_by,
    preview_of,
    sending_of,
    sent_messages,
)
from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by
from cordata.web.coordinating.forms.messages import SendForm, WriteForm
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.views.find import cohort_of, country_of
from cordata.web.requests import Request, allow, posted

NAMES = dict(settings.LANGUAGES)
CHANGE = "change"  # the button that leads from the check page back to the text


@require_GET
def list_sent(request: Request, cc: str) -> HttpResponse:
    """What was sent in a country, newest first, and where to write."""
    country = country_of(request.user, cc)
    mine = messages_seen_by(request.user).filter(cohort__country=country)
    context = {
        "cc": cc,
        "country": country,
        "sent": sent_messages(mine),
        "cohorts": cohorts_seen_by(request.user).filter(country=country),
    }
    return render(request, "web/coordinating/messages.html", context)


@require_http_methods(["GET", "POST"])
def write(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Write; then see who gets what in which language. Nothing is sent here."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_write_to(request.user, which))
    chosen = request.GET.getlist("cluster")
    group = Message.Group.CHOSEN if chosen else request.GET.get("group", "")
    form = _form(WriteForm, request, which, initial={"group": group, "clusters": chosen})
    if request.method == "POST" and CHANGE not in request.POST and form.is_valid():
        return _check(request, cc, which, form)
    return _write_page(request, cc, which, form)


@require_POST
def send(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Send exactly what the check page showed, once."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_write_to(request.user, which))
    form = _form(SendForm, request, which)
    if not form.is_valid():
        return _write_page(request, cc, which, form)
    readers, receipt = form.cleaned_data["readers"], receipt_of(request) or uuid4()
    try:
        message = actions.send_message(
            which, readers=readers, receipt=receipt, by=request.user, **form.facts()
        )
    except actions.ReadersChanged as changed:
        return _check(request, cc, which, form, changed.sending)
    except actions.NobodyToWriteTo:
        return _check(request, cc, which, form)
    said = ngettext(
        "%(number)d letter leaves in ten minutes. Until then you can undo it.",
        "%(number)d letters leave in ten minutes. Until then you can undo it.",
        message.readers,
    )
    messages.success(request, said % {"number": message.readers})
    return redirect("coordinating:message", cc, message.public_id)


def _form(kind: type[WriteForm], request: Request, cohort: Cohort, **options: Any) -> WriteForm:
    clusters = list(open_clusters(cohort))
    return kind(posted(request), country=cohort.country, clusters=clusters, **options)


def _write_page(request: Request, cc: str, cohort: Cohort, form: WriteForm) -> HttpResponse:
    context = {"cc": cc, "cohort": cohort, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/coordinating/write.html", context, status=status)


def _check(
    request: Request, cc: str, cohort: Cohort, form: WriteForm, now: Sending | None = None
) -> HttpResponse:
    """Who gets it in which language, each text as it leaves, what is missing."""
    facts = form.facts()
    sending = now or sending_of(cohort, **facts)
    texts = preview_of(cohort, facts["texts"], by=request.user)
    context = {
        "cc": cc,
        "cohort": cohort,
        "form": form,
        "group": Message.Group(facts["group"]).label,
        "clusters": facts["clusters"],
        "sending": sending,
        "changed": now is not None,
        "previews": [
            (code, NAMES.get(code, code), sending.by_language.get(code, 0), text)
            for code, text in texts.items()
        ],
        "missing": [(NAMES.get(code, code), n) for code, n in sending.missing.items()],
        "instead": NAMES.get(next(iter(texts)), ""),
    }
    status = 409 if now else 200
    return render(request, "web/coordinating/check.html", context, status=status)


@require_GET
def show(request: Request, cc: str, message: str) -> HttpResponse:
    """One message: its words, and what became of its letters."""
    which = _message(request, cc, message)
    mine = messages_seen_by(request.user).filter(pk=which.pk)
    texts = preview_of(which.cohort, which.texts, by=which.sent_by)
    context = {
        "cc": cc,
        "message": which,
        "clusters": which.clusters.order_by("letter"),
        "one": sent_messages(mine)[0],
        "texts": [(code, NAMES.get(code, code), text) for code, text in texts.items()],
    }
    return render(request, "web/coordinating/message.html", context)


@require_POST
def undo(request: Request, cc: str, message: str) -> HttpResponse:
    """Take it back while its letters wait."""
    which = _message(request, cc, message)
    allow(rules.may_write_to(request.user, which.cohort))
    try:
        stayed = actions.withdraw_message(which, by=request.user)
    except actions.TooLate:
        messages.info(request, _("The ten minutes are over; the letters are out."))
    else:
        said = ngettext(
            "Undone. %(number)d letter was not sent.",
            "Undone. %(number)d letters were not sent.",
            stayed,
        )
        messages.success(request, said % {"number": stayed})
    return redirect("coordinating:message", cc, which.public_id)


def _message(request: Request, cc: str, message: str) -> Message:
    seen = messages_seen_by(request.user).filter(cohort__country=cc.upper())
    return get_object_or_404(seen, public_id=message)
