"""Invite schools to a call, see who has opened the letter, remind once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.calls import rules
from cordata.calls.actions import applying, inviting
from cordata.calls.models import Call
from cordata.calls.queries.inviting import (
    BadLine,
    invitee_with,
    invitees_of,
    read_lines,
    to_remind,
)
from cordata.notices.queries import addresses_that_fail
from cordata.schools.models import School
from cordata.web.calls.forms.basics import InviteForm
from cordata.web.calls.views.find import call_of
from cordata.web.doors import public
from cordata.web.requests import Request, allow, posted

PAGE = 25


@require_http_methods(["GET", "POST"])
def invitations(request: Request, cc: str, call: str) -> HttpResponse:
    """One line a school; a wrong line is named and nobody is written to."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    form = InviteForm(posted(request))
    bad: list[BadLine] = []
    if request.method == "POST" and form.is_valid():
        schools, bad = read_lines(which, form.cleaned_data["lines"])
        if not bad:
            return _invite(request, cc, which, schools)
        form.add_error("lines", _("Mend the lines named below; nobody has been written to."))
    everybody = invitees_of(which)
    page = Paginator(everybody, PAGE).get_page(request.GET.get("page"))
    context = {
        "cc": cc,
        "call": which,
        "form": form,
        "bad": bad,
        "invitees": page,
        "dead": addresses_that_fail(one.email for one in page),
        "page": page,
        "opened": everybody.filter(opened_at__isnull=False).count(),
        "applied": everybody.filter(has_applied=True).count(),  # type: ignore[misc]  # annotated or prefetched by its query
        "silent": to_remind(which).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/calls/invitations.html", context, status=status)


def _invite(
    request: Request, cc: str, call: Call, schools: list[tuple[School, str]]
) -> HttpResponse:
    try:
        count = inviting.invite_schools(call, schools, by=request.user)
    except applying.NotOpen:
        messages.error(request, _("Only a call that is planned or open invites schools."))
    else:
        text = ngettext(
            "%(number)d school is invited.", "%(number)d schools are invited.", count
        )
        messages.success(request, text % {"number": count})
    return redirect("calls:invitations", cc, call.public_id)


@require_POST
def remind(request: Request, cc: str, call: str) -> HttpResponse:
    """One kind reminder to who has not opened the letter."""
    which = call_of(request.user, cc, call)
    try:
        count = inviting.remind_schools(which, by=request.user)
    except applying.NotOpen:
        messages.error(request, _("Only a call that is planned or open invites schools."))
    else:
        text = ngettext(
            "%(number)d school is reminded.", "%(number)d schools are reminded.", count
        )
        messages.success(request, text % {"number": count})
    return redirect("calls:invitations", cc, which.public_id)


@public
@require_GET
def invited(_request: HttpRequest, token: str) -> HttpResponse:
    """The letter's link: to the call, with the school already found."""
    invitee = invitee_with(token)
    if invitee is None:
        raise Http404
    inviting.open_invitation(invitee)
    code = invitee.school.national_code
    return redirect(f"{reverse('calls:public', args=[invitee.call.slug])}?school={code}")
