"""My calendar: the address to subscribe to, letters or none; and the calendar itself."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.cycles.actions import dates as actions
from cordata.cycles.queries.answers import (
    calendar_address,
    calendar_of_person,
    calendar_with,
)
from cordata.cycles.queries.calendars import own_calendar
from cordata.web.dates.forms import InvitationsForm
from cordata.web.doors import public
from cordata.web.requests import Request


@never_cache
@require_http_methods(["GET", "POST"])
def show(request: Request) -> HttpResponse:
    """The address, how to use it, and whether letters come."""
    calendar = calendar_of_person(request.user)
    if request.method == "POST":
        form = InvitationsForm(request.POST)
        form.is_valid()  # a box is ticked or not: nothing can be wrong
        actions.choose_invitations(
            request.user, wanted=form.cleaned_data["invitations"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("dates:mine")
    wanted = calendar.invitations if calendar else True
    address = calendar_address(calendar) if calendar else ""
    context = {
        "address": address,
        "webcal": f"webcal://{address.partition('://')[2]}",
        "form": InvitationsForm(initial={"invitations": wanted}),
    }
    return render(request, "web/dates/mine.html", context)


@require_POST
def renew(request: Request) -> HttpResponse:
    """A new address; the one before, if there was one, is worthless."""
    before = calendar_of_person(request.user)
    actions.renew_calendar(by=request.user)
    if before:
        messages.success(request, _("This is your new address. An older one no longer works."))
    return redirect("dates:mine")


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For calendar programs, which cannot sign in: who knows the address may read it."""
    calendar = calendar_with(token)
    if calendar is None:
        raise Http404
    body = own_calendar(calendar.person)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response
