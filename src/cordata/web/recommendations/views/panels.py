"""Call the panel of a draft, put people on it, open and close its rounds."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cordata.guidance.actions import panels as actions
from cordata.guidance.actions.writing import NotInThisState
from cordata.guidance.models import Panel
from cordata.guidance.queries.panels import panel_of
from cordata.web.recommendations.forms.panel import MemberForm
from cordata.web.recommendations.views.reading import to_work
from cordata.web.recommendations.views.work import draft_for_work, work_page
from cordata.web.requests import Request


@require_POST
def call(request: Request, number: int) -> HttpResponse:
    """Gather people for this wording."""
    draft = draft_for_work(request, number)
    try:
        actions.call_panel(draft, by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    return to_work(number)


@require_POST
def add(request: Request, number: int) -> HttpResponse:
    """Somebody on the list; no letter leaves yet."""
    draft = draft_for_work(request, number)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return work_page(request, draft.recommendation, 422, member_form=form, form=form)
    try:
        actions.add_member(_panel(request, number), by=request.user, **form.cleaned_data)
    except NotInThisState:
        return _moved_on(request, number)
    return to_work(number)


@require_POST
def drop(request: Request, number: int, member: str) -> HttpResponse:
    """Not on the list after all."""
    panel = _panel(request, number)
    try:
        actions.drop_member(get_object_or_404(panel.members, public_id=member), by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    return to_work(number)


@require_POST
def open_round(request: Request, number: int) -> HttpResponse:
    """Send the letters."""
    try:
        sent = actions.open_round(_panel(request, number), by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    except actions.TooFew:
        messages.error(request, _("At least three people who may vote make a panel."))
        return to_work(number)
    text = ngettext("%(number)d letter is sent.", "%(number)d letters are sent.", sent)
    messages.success(request, text % {"number": sent})
    return to_work(number)


@require_POST
def close_round(request: Request, number: int) -> HttpResponse:
    """Wait no longer."""
    try:
        actions.close_round(_panel(request, number), by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("Closed. What was said can be read now."))
    return to_work(number)


def _panel(request: Request, number: int) -> Panel:
    found = panel_of(draft_for_work(request, number))
    if found is None:
        raise Http404
    return found


def _moved_on(request: Request, number: int) -> HttpResponse:
    messages.error(request, _("Somebody was faster: this is how it stands now."))
    return to_work(number)
