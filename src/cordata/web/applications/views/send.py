"""The last step: look at everything, send; and the PDF of what was sent."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.calls.actions import applying, sending
from cordata.calls.models import Application
from cordata.calls.queries.clock import takes
from cordata.calls.queries.form import asked_of, missing_in
from cordata.calls.queries.sent import snapshot, topics_in_words
from cordata.kit.days import daytime
from cordata.kit.pdf import make_pdf
from cordata.web.applications.fields import missing_in_words, priorities
from cordata.web.applications.find import application_of
from cordata.web.applications.forms import SendForm
from cordata.web.doors import public
from cordata.web.templatetags.cordata import named

TEMPLATE = Path(__file__).parents[1] / "application.typ"


@public
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Everything once more, with what is missing; then one button."""
    application = application_of(token)
    asked = asked_of(application)
    form = SendForm(
        request.POST if request.method == "POST" else None,
        initial={"sent_by": application.contact_name},
    )
    missing = [missing_in_words(one, asked) for one in missing_in(application, asked)]
    if request.method == "POST" and form.is_valid():
        try:
            sent = sending.send(application, sent_by=form.cleaned_data["sent_by"])
        except sending.NotWhole as not_whole:
            missing = [missing_in_words(one, asked) for one in not_whole.missing]
        except applying.NotOpen:
            messages.error(request, _("The call has ended; nothing can be changed any more."))
        else:
            messages.success(
                request, _("Sent. Your number is %(number)s.") % {"number": sent.number}
            )
            return redirect("applications:write", token)
    context = {
        "token": token,
        "application": application,
        "call": application.call,
        "form": form,
        "missing": missing,
        "is_open": takes(application),
        "shown": shown(application, snapshot(application)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "web/applications/check.html", context, status=status)


@public
@require_GET
def pdf(_request: HttpRequest, token: str) -> HttpResponse:
    """What was sent last, as PDF."""
    return pdf_of(application_of(token))


def pdf_of(application: Application) -> HttpResponse:
    """The PDF of what was sent, in the school's language; 404 if nothing was."""
    if not application.sent:
        raise Http404
    with translation.override(application.language):
        data = _plain(application)
    response = HttpResponse(make_pdf(TEMPLATE, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{application.number}.pdf"'
    return response


def shown(application: Application, sent: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What an application says, heading by heading: page and PDF show this."""
    words = dict(priorities())
    names = {one.public_id: named(one.names) for one in application.call.criteria.all()}
    topics = [f"{topic} ({words[str(rank)]})" for topic, rank in topics_in_words(sent)]
    is_mentor = sent["side"] == "mentor"
    found = [(_("What we offer") if is_mentor else _("What we need"), topics)]
    if sent["places"]:
        low, high = sent["places"]
        places = _("%(low)d to %(high)d schools") % {"low": low, "high": high}
        found.append((_("Schools we can accompany"), [places]))
    found.append((_("We can work online only"), [_("yes") if sent["online"] else _("no")]))
    found.append((_("Motivation"), [sent["motivation"]]))
    found += [(names.get(key, key), [text]) for key, text in sent["evidence"].items()]
    found.append((_("Files"), [one["name"] for one in sent["attachments"]]))
    found.append((_("Agreements"), [one["signed_as"] for one in sent["declarations"]]))
    if sent["wrong_in_register"]:
        found.append((_("What is wrong in the register"), [sent["wrong_in_register"]]))
    return [(heading, [line for line in lines if line]) for heading, lines in found]


def _plain(application: Application) -> dict[str, Any]:
    school = application.sent["school"]
    zone = ZoneInfo(application.call.time_zone)
    sent_at = timezone.localtime(application.sent_at, zone)
    return {
        "lang": application.language,
        "title": _("Application %(number)s") % {"number": application.number},
        "call": application.call.reference,
        "school": f"{school['name']}, {school['municipality']} ({school['code']})",
        "sent": _("Sent on %(date)s by %(name)s")
        % {
            "date": daytime(sent_at),
            "name": application.sent_by,
        },
        "parts": [
            {"heading": heading, "lines": lines or ["–"]}
            for heading, lines in shown(application, application.sent)
        ],
    }
