"""Applications as the coordinator reads them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cordata.calls import rules
from cordata.calls.models import Application
from cordata.calls.queries.applications import applications_seen_by, applications_to, narrowed
from cordata.notices.queries import addresses_that_fail
from cordata.web.applications.forms import FilterForm
from cordata.web.applications.views.send import pdf_of, shown
from cordata.web.calls.views.find import call_of
from cordata.web.documents.files import served
from cordata.web.requests import Request, allow

PAGE = 25


@require_GET
def list_applications(request: Request, cc: str, call: str) -> HttpResponse:
    """Applications to a call with their state, narrowed by words, state, role, stratum."""
    which = call_of(request.user, cc, call)
    form = FilterForm(request.GET, call=which)
    found = applications_to(which)
    if form.is_valid():
        found = narrowed(found, **form.cleaned_data)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"cc": cc, "call": which, "page": page, "form": form}
    return render(request, "web/applications/applications.html", context)


def _application(request: Request, cc: str, application: str) -> Application:
    found = get_object_or_404(
        applications_seen_by(request.user),
        public_id=application,
        call__cohort__country_id=cc.upper(),
    )
    allow(rules.may_read_application(request.user, found))
    return found


@require_GET
def read(request: Request, cc: str, application: str) -> HttpResponse:
    """One application as it was sent; of one that was not, only that it was begun."""
    which = _application(request, cc, application)
    context = {
        "cc": cc,
        "call": which.call,
        "application": which,
        "dead": addresses_that_fail(_addresses(which)),
        "shown": shown(which, which.sent) if which.sent else [],
        "attachments": which.sent.get("attachments", []),
    }
    return render(request, "web/applications/read.html", context)


def _addresses(application: Application) -> list[str]:
    return [application.contact_email, *(one.email for one in application.declarations.all())]


@require_GET
def read_pdf(request: Request, cc: str, application: str) -> HttpResponse:
    """The same as PDF."""
    return pdf_of(_application(request, cc, application))


@require_GET
def read_file(request: Request, cc: str, application: str, attachment: str) -> HttpResponse:
    """A file that was sent along."""
    which = _application(request, cc, application)
    sent = {one["id"] for one in which.sent.get("attachments", [])}
    return served(get_object_or_404(which.attachments, public_id__in=sent & {attachment}).file)
