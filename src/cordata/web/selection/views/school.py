"""What a school opens by its links: a question to it, its decision, its appeal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.accounts.actions import digest
from cordata.calls.actions import assessing, deciding
from cordata.calls.models import Outcome, SchoolQuestion
from cordata.web.applications.find import application_of
from cordata.web.doors import public
from cordata.web.selection.forms import AppealForm, ReplyForm


@public
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a question of the assessors."""
    question = (
        SchoolQuestion.objects.filter(token_digest=digest(token))
        .select_related("application__call__cohort", "application__school")
        .first()
    )
    if question is None:
        raise Http404
    form = ReplyForm(
        request.POST if request.method == "POST" else None, initial={"answer": question.answer}
    )
    if request.method == "POST" and form.is_valid():
        assessing.answer_school_question(question, answer=form.cleaned_data["answer"])
        messages.success(request, _("Thank you. The assessors see your answer."))
        return redirect("selection:answer", token)
    context = {
        "question": question,
        "application": question.application,
        "call": question.application.call,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/answer.html", context, status=status)


@public
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided on our application, and how to object."""
    application = application_of(token)
    outcome = (
        Outcome.objects.filter(application=application, selection__decided_at__isnull=False)
        .select_related("selection__call__cohort")
        .order_by("-selection__decided_at")
        .first()
    )
    if outcome is None:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.appeal(outcome, **form.cleaned_data)
            messages.success(request, _("Your appeal has arrived. You get a written answer."))
        except deciding.TooLate:
            messages.error(request, _("The days for an appeal are over, or you have appealed."))
        return redirect("selection:decision", token)
    ends = deciding.appeal_ends(outcome.selection)
    context = {
        "application": application,
        "call": application.call,
        "outcome": outcome,
        "selection": outcome.selection,
        "appeal": outcome.appeals.first(),
        "ends": ends,
        "may_appeal": timezone.now() <= ends and not outcome.appeals.exists(),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/decision.html", context, status=status)
