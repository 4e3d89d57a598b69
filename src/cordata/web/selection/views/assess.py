"""The assessor's pages: my schools, my statement, one school beside its rubric."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.calls import rules
from cordata.calls.actions import assessing
from cordata.calls.models import Assessment
from cordata.calls.queries.assessing import assessing_of, assessments_given_to, others_of
from cordata.calls.queries.ready import criteria_of
from cordata.web.applications.views.send import shown
from cordata.web.documents.files import served
from cordata.web.requests import Request, allow, posted
from cordata.web.selection.forms import AskForm, MarksForm, StatementForm


@require_GET
def mine(request: Request) -> HttpResponse:
    """Calls I assess; for each the schools, once I have said where I have a part."""
    assessors = list(assessing_of(request.user))
    given = list(assessments_given_to(request.user))
    rows = [(one, [each for each in given if each.assessor_id == one.pk]) for one in assessors]
    return render(request, "web/selection/mine.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def state(request: Request, assessor: str) -> HttpResponse:
    """Say with which schools I have a part, before I read any of them."""
    which = get_object_or_404(assessing_of(request.user), public_id=assessor)
    schools = [
        (one.public_id, f"{one.application.school.name}, {one.application.school.municipality}")
        for one in which.assessments.select_related("application__school__main_site").filter(
            given_at=None
        )
    ]
    form = StatementForm(posted(request), schools=schools)
    if request.method == "POST" and form.is_valid():
        assessing.state_conflicts(
            which,
            conflicts=form.cleaned_data["conflicts"],
            statement=form.cleaned_data["statement"],
            by=request.user,
        )
        messages.success(request, _("Thank you. These schools are yours to assess."))
        return redirect("selection:mine")
    status = 422 if form.errors else 200
    context = {"assessor": which, "call": which.call, "form": form}
    return render(request, "web/selection/state.html", context, status=status)


def _assessment(request: Request, assessment: str) -> Assessment:
    found = get_object_or_404(assessments_given_to(request.user), public_id=assessment)
    allow(rules.may_assess(request.user, found))
    return found


@require_http_methods(["GET", "POST"])
def assess(request: Request, assessment: str) -> HttpResponse:
    """What the school sent, beside the rubric; afterwards what the others gave."""
    which = _assessment(request, assessment)
    application = which.application
    criteria = criteria_of(application.call, application.side)
    form = MarksForm(posted(request), criteria=criteria)
    if request.method == "POST" and which.given_at is None and form.is_valid():
        try:
            assessing.give_assessment(which, by=request.user, **form.given())
        except assessing.GivenAlready:
            messages.error(request, _("You have given this assessment already."))
        except assessing.Decided:
            messages.error(request, _("The decision is out; nothing is assessed any more."))
        else:
            messages.success(request, _("Given. You now see what the others gave."))
        return redirect("selection:assess", which.public_id)
    context = {
        "assessment": which,
        "application": application,
        "call": application.call,
        "shown": shown(application, application.sent),
        "attachments": application.sent.get("attachments", []),
        "form": form,
        "mine": _marks(which) if which.given_at else [],
        "others": [(one, _marks(one)) for one in others_of(which)],
        "questions": application.questions.order_by("asked_at"),
        "ask": AskForm(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/assess.html", context, status=status)


def _marks(assessment: Assessment) -> list[tuple[dict[str, str], int, str]]:
    marks = assessment.marks.select_related("criterion").order_by("criterion__position")
    return [(one.criterion.names, one.points, one.words) for one in marks]


@require_POST
def ask(request: Request, assessment: str) -> HttpResponse:
    """Ask the school by letter; its answer comes back into this page."""
    which = _assessment(request, assessment)
    form = AskForm(request.POST)
    if form.is_valid():
        assessing.ask_school(which.application, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The question is on its way to the school."))
    else:
        messages.error(request, _("Write a question first."))
    return redirect("selection:assess", which.public_id)


@require_GET
def file(request: Request, assessment: str, attachment: str) -> HttpResponse:
    """A file that the school sent along."""
    application = _assessment(request, assessment).application
    sent = {one["id"] for one in application.sent.get("attachments", [])}
    return served(
        get_object_or_404(application.attachments, public_id__in=sent & {attachment}).file
    )
