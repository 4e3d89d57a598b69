"""A proposed goal: read by both schools, answered by the mentor school, worded anew by its own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.clusters.rules import is_over_for
from cordata.cycles import rules
from cordata.cycles.actions import proposals as actions
from cordata.cycles.actions.goals import ThreeAlready
from cordata.cycles.models import Goal, Proposal
from cordata.cycles.queries.diary import diary_of
from cordata.cycles.queries.proposals import proposals_seen_by
from cordata.web.cycles.forms.proposals import AnewForm, DeclineForm
from cordata.web.cycles.grounds import shown_to
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def show(request: Request, proposal: str) -> HttpResponse:
    """What is proposed, why, and how one will know; declined, the way to word it anew."""
    which = _proposal(request, proposal)
    form = AnewForm(posted(request), proposal=which)
    if request.method == "POST":
        allow(rules.may_plan(request.user, which.participation))
        if form.is_valid():
            return _word_anew(request, which, form)
    return _page(request, which, DeclineForm(), 422 if form.errors else 200, anew=form)


def _word_anew(request: Request, which: Proposal, form: AnewForm) -> HttpResponse:
    try:
        actions.word_anew(which, form.wording(), receipt=receipt_of(request), by=request.user)
    except actions.AnsweredAlready:
        form.add_error(None, _("A colleague has answered meanwhile."))
        which = _proposal(request, which.public_id)
        return _page(request, which, DeclineForm(), 409, anew=form)  # the words stay
    except ThreeAlready:
        form.add_error(None, _("You have three goals. Give one up first."))
        return _page(request, which, DeclineForm(), 409, anew=form)
    messages.success(request, _("It is proposed to your mentor school in its new words."))
    return redirect("cycles:plan", which.participation.public_id)


@require_POST
def agree(request: Request, proposal: str) -> HttpResponse:
    """Yes: it becomes a goal."""
    which = _proposal(request, proposal)
    allow(rules.may_answer_proposal(request.user, which))
    goal: Goal | None = None
    try:
        goal = actions.agree_proposal(which, by=request.user)
    except actions.AnsweredAlready as answered:
        if answered.proposal.answered_by_id != request.user.pk:
            messages.info(request, _("A colleague has answered meanwhile."))
        goal = answered.proposal.goal
    except ThreeAlready:
        messages.error(request, _("The school has three goals. It must give one up first."))
    else:
        messages.success(request, _("Agreed. It stands among the school’s goals now."))
    if goal is None:
        return redirect("cycles:proposal", which.public_id)
    return redirect("cycles:goal", goal.public_id)


@require_POST
def decline(request: Request, proposal: str) -> HttpResponse:
    """Not now, and why."""
    which = _proposal(request, proposal)
    allow(rules.may_answer_proposal(request.user, which))
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, which, form, 422)
    try:
        actions.decline_proposal(which, by=request.user, **form.cleaned_data)
    except actions.AnsweredAlready:
        form.add_error(None, _("A colleague has answered meanwhile."))
        return _page(request, _proposal(request, proposal), form, 409)  # the words stay
    return redirect("cycles:proposal", which.public_id)


def _proposal(request: Request, proposal: str) -> Proposal:
    return get_object_or_404(proposals_seen_by(request.user), public_id=proposal)


def _page(
    request: Request,
    proposal: Proposal,
    form: DeclineForm,
    status: int = 200,
    anew: AnewForm | None = None,
) -> HttpResponse:
    is_open = proposal.answer == Proposal.Answer.OPEN
    is_ours = rules.may_plan(request.user, proposal.participation)
    over = is_over_for(proposal.participation)
    may_answer = is_open and not over and rules.may_answer_proposal(request.user, proposal)
    waits = is_ours and not over and not hasattr(proposal, "later")
    context = {
        "proposal": proposal,
        "form": anew if anew and anew.errors else form,
        "decline_form": form,
        "is_ours": is_ours,
        "steps": actions.wording_of(proposal).steps,
        "cluster": diary_of(proposal.participation),
        "ground": shown_to(request.user, proposal),
        # What somebody just typed stays on the screen, even if a colleague was faster.
        "anew": anew
        if anew and anew.errors
        else AnewForm(proposal=proposal)
        if waits
        else None,
        "lost_note": form["note"].value() if form.errors and not may_answer else "",
        "may_answer": may_answer,
        "over": over,
    }
    return render(request, "web/cycles/proposal.html", context, status=status)
