"""The page of a member of a panel: no account, the address is the key; each step is a button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.guidance.actions import panels as actions
from cordata.guidance.actions.writing import NotInThisState, Typed
from cordata.guidance.models import Member, Version
from cordata.guidance.queries.panels import member_with, round_shown
from cordata.web.doors import public
from cordata.web.recommendations.forms.panel import InterestForm, VoteForm
from cordata.web.recommendations.page import page_of, whole, with_rows
from cordata.web.recommendations.words import typed_in_words, votes_in_words


@public
@require_GET
def show(request: HttpRequest, token: str) -> HttpResponse:
    """What is voted on, and what this member does next."""
    return _page(request, token, _member(token))


@public
@require_POST
def declare(request: HttpRequest, token: str) -> HttpResponse:
    """Interests, before the first vote."""
    member, form = _member(token), InterestForm(request.POST)
    if not form.is_valid():
        return _page(request, token, member, status=422, interest_form=form, form=form)
    try:
        actions.declare_interest(by=member, **form.cleaned_data)
    except NotInThisState:
        messages.error(request, _("It cannot be changed any more: votes are in."))
    else:
        messages.success(request, _("Your interests stand in the register."))
    return redirect("recommendations:member", token)


@public
@require_POST
def vote(request: HttpRequest, token: str) -> HttpResponse:
    """Once a round, to be changed while it lasts."""
    member, form = _member(token), VoteForm(request.POST)
    if not form.is_valid():
        return _page(request, token, member, status=422, vote_form=form, form=form)
    try:
        actions.vote(by=member, **form.cleaned_data)
    except Typed as typed:
        form.add_error("reason", typed_in_words("question", typed.numbers))
        return _page(request, token, member, status=422, vote_form=form, form=form)
    except NotInThisState:
        messages.error(request, _("This round is closed: votes are no longer taken."))
    except actions.NotDeclared:
        messages.error(request, _("Say first whether you have an interest in it."))
    except actions.MayNotVote:
        messages.error(request, _("You declared an interest: you do not vote on this."))
    else:
        messages.success(
            request, _("Your vote is in. You can change it until the round is closed.")
        )
    return redirect("recommendations:member", token)


def _member(token: str) -> Member:
    member = member_with(token)
    if member is None or not (member.panel.round or member.declared_at):
        raise Http404
    return member


def _page(
    request: HttpRequest, token: str, member: Member, status: int = 200, **more: Any
) -> HttpResponse:
    panel = member.panel
    context = _words(member) if panel.is_voting else {}
    context |= {
        "member": member,
        "panel": panel,
        "token": token,
        "recommendation": panel.version.recommendation,
    }
    response = render(request, "web/recommendations/member.html", context | more, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _words(member: Member) -> dict[str, Any]:
    """What is voted on: it stands still meanwhile. Before and after, drafts are nobody's outside."""
    panel = member.panel
    mine = member.votes.filter(round=panel.round).first()
    first = round_shown(panel, 1) if panel.round > 1 else None
    version = with_rows(Version.objects.filter(pk=panel.version_id).select_related(
        "recommendation__project__programme", "written_by"
    )).get()  # fmt: skip
    return page_of(whole(version)) | {
        "mine": mine,
        "first": first,
        "first_votes": votes_in_words(first.tally) if first else [],
        "interest_form": InterestForm(
            initial={"interest": member.interest, "is_conflicted": member.is_conflicted}
        ),
        "vote_form": VoteForm(
            initial={"says": mine.says, "reason": mine.reason, "may_print": mine.may_print}
            if mine
            else None
        ),
    }
