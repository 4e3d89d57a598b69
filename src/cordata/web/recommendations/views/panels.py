"""Call the panel of a draft, put people on it, open and close its rounds."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cordata.guidance.actions import panels as actions
from cordata.guidance.actions.writing import NotInThisState
from cordata.guidance.models import Panel, Version
from cordata.guidance.queries.panels import (
    members_of,
    panel_of,
    round_shown,
    tally_of,
    votes_in,
)
from cordata.web.recommendations.forms.panel import MemberForm
from cordata.web.recommendations.views.work import draft_for_work
from cordata.web.recommendations.words import votes_in_words
from cordata.web.requests import Request


@require_GET
def show(request: Request, number: int) -> HttpResponse:
    """Who is on it, who has voted, and, once a round is closed, what was said."""
    return _page(request, draft_for_work(request, number))


@require_POST
def call(request: Request, number: int) -> HttpResponse:
    """Gather people for this wording."""
    draft = draft_for_work(request, number)
    try:
        actions.call_panel(draft, by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    return _to_panel(number)


@require_POST
def add(request: Request, number: int) -> HttpResponse:
    """Somebody on the list; no letter leaves yet."""
    draft = draft_for_work(request, number)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, 422, member_form=form, form=form)
    try:
        actions.add_member(_panel(request, number), by=request.user, **form.cleaned_data)
    except NotInThisState:
        return _moved_on(request, number)
    except actions.Insider:
        form.add_error("email", _("A panel comes from outside: this address is one of yours."))
        return _page(request, draft, 422, member_form=form, form=form)
    return _to_panel(number)


@require_POST
def drop(request: Request, number: int, member: str) -> HttpResponse:
    """Not on the list after all."""
    panel = _panel(request, number)
    try:
        actions.drop_member(get_object_or_404(panel.members, public_id=member), by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    return _to_panel(number)


@require_POST
def open_round(request: Request, number: int) -> HttpResponse:
    """Send the letters."""
    try:
        sent = actions.open_round(_panel(request, number), by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    except actions.TooFew:
        messages.error(request, _("At least three people who may vote make a panel."))
        return _to_panel(number)
    text = ngettext("%(number)d letter is sent.", "%(number)d letters are sent.", sent)
    messages.success(request, text % {"number": sent})
    return _to_panel(number)


@require_POST
def close_round(request: Request, number: int) -> HttpResponse:
    """Wait no longer."""
    try:
        actions.close_round(_panel(request, number), by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("Closed. What was said can be read now."))
    return _to_panel(number)


def _panel(request: Request, number: int) -> Panel:
    found = panel_of(draft_for_work(request, number))
    if found is None:
        raise Http404
    return found


def _moved_on(request: Request, number: int) -> HttpResponse:
    messages.error(request, _("Somebody was faster: this is how it stands now."))
    return _to_panel(number)


def _to_panel(number: int) -> HttpResponse:
    return redirect("recommendations:panel", number)


def _page(request: Request, draft: Version, status: int = 200, **more: Any) -> HttpResponse:
    context = {"recommendation": draft.recommendation, "draft": draft} | _work(draft)
    return render(request, "web/recommendations/panel.html", context | more, status=status)


def _work(draft: Version) -> dict[str, Any]:
    panel = panel_of(draft)
    if panel is None:
        return {"may_call": True}
    return {
        "panel": panel,
        "is_of_this": panel.of_revision == draft.revision,
        "members": members_of(panel),
        "voted": votes_in(panel) if panel.is_voting else set(),
        "rounds": [
            (found, votes_in_words(found.tally))
            for at in (1, 2)
            if (found := round_shown(panel, at))
        ],
        "member_form": MemberForm() if panel.round == 0 else None,
        "is_left_alone": panel.round == 0
        and any(one.declared_at for one in panel.members.all())
        and not tally_of(panel, 1).is_panel,
        "may_call": not panel.is_voting and panel.of_revision != draft.revision,
        "may_again": _may_again(panel, draft),
    }


def _may_again(panel: Panel, draft: Version) -> bool:
    """A second round, on the same wording."""
    is_first = panel.round == 1 and panel.closed_at is not None
    return is_first and panel.of_revision == draft.revision
