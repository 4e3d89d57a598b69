"""Under which rules a project asks: who pays, who approved it, its design, and what agreed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.documents.actions.files import FileRefused
from cordata.evidence.actions.projects import (
    InTheRegister,
    describe_project,
    note_deviation,
    register_design,
)
from cordata.evidence.models import PlannedDesign, Project
from cordata.evidence.queries.consents import agreed_by, schools_in
from cordata.evidence.queries.projects import findings_for_release, projects_seen_by
from cordata.web.documents.files import refusal_in_words, served
from cordata.web.evidence.forms.projects import DescribeForm, DesignForm, DeviationForm
from cordata.web.evidence.views.reviewing import release_checks
from cordata.web.reports.words import occasion_name
from cordata.web.requests import Request, posted

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def describe(request: Request, prj: str) -> HttpResponse:
    """Ethics and payer; every change stays in the trail."""
    project = project_of(request, prj)
    form = DescribeForm(posted(request), request.FILES or None, instance=project)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        paper = facts.pop("upload")
        try:
            describe_project(project, paper=paper, by=request.user, **facts)
        except FileRefused as refused:
            form.add_error("upload", refusal_in_words(refused.code))
        else:
            messages.success(request, _("Saved."))
            return redirect("evidence:project", prj)
    context = {"project": project, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/evidence/describe.html", context, status=status)


@require_GET
def approval(request: Request, prj: str) -> HttpResponse:
    """The paper of the approval."""
    paper = project_of(request, prj).approval
    if paper is None:
        raise Http404
    return served(paper.public_id)


@require_http_methods(["GET", "POST"])
def design(request: Request, prj: str) -> HttpResponse:
    """The entry of the register; while there is none, the form that writes it."""
    project = project_of(request, prj)
    form = DesignForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            register_design(project, by=request.user, **form.cleaned_data)
        except InTheRegister:
            messages.info(request, _("It stands in the register already, and never changes."))
        else:
            messages.success(request, _("It stands in the register."))
        return redirect("evidence:design", prj)
    return _design_page(request, project, form=form)


@require_POST
def deviate(request: Request, prj: str) -> HttpResponse:
    """What is done otherwise than planned."""
    project = project_of(request, prj)
    planned = get_object_or_404(PlannedDesign, project=project)
    form = DeviationForm(request.POST)
    if not form.is_valid():
        return _design_page(request, project, deviation_form=form, form=form)
    note_deviation(planned, by=request.user, **form.cleaned_data)
    messages.success(request, _("Noted beside the plan."))
    return redirect("evidence:design", prj)


@require_GET
def consents(request: Request, prj: str) -> HttpResponse:
    """Who agreed to what, when, and what was taken back."""
    project = project_of(request, prj)
    page = Paginator(schools_in(project), A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            one,
            [(occasion_name(occasion), at) for occasion, at in one.rounds],
            [(_back(what), at) for what, at in one.taken_back],
        )
        for one in agreed_by(page)
    ]
    context = {"project": project, "page": page, "rows": rows}
    return render(request, "web/evidence/consents.html", context)


@require_GET
def releases(request: Request, prj: str) -> HttpResponse:
    """What waits for its release, with what is looked at before; and what is out."""
    project = project_of(request, prj)
    found = findings_for_release(request.user).filter(run__analysis__project=project)
    waiting = [one for one in found if one.released_at is None]
    context = {
        "project": project,
        "waiting": [(one, release_checks(one)) for one in waiting],
        "out": [one for one in found if one.released_at is not None],
    }
    return render(request, "web/evidence/releases.html", context)


def project_of(request: Request, prj: str) -> Project:
    """One of a programme that this researcher works in; else 404."""
    return get_object_or_404(projects_seen_by(request.user), public_id=prj)


def _design_page(request: Request, project: Project, **forms: object) -> HttpResponse:
    planned = (
        PlannedDesign.objects.filter(project=project).select_related("registered_by").first()
    )
    context: dict[str, object] = {
        "project": project,
        "planned": planned,
        "deviations": planned.deviations.select_related("noted_by").order_by("since", "pk")
        if planned
        else [],
        "deviation_form": DeviationForm(),
    }
    form = forms.get("form")
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "web/evidence/design.html", context | forms, status=status)


def _back(what: str) -> str:
    """What was taken back, in words."""
    return {
        "left": _("its part in the network"),
        "agreement": _("the agreement of its cluster"),
        "answers": _("its answers, from research"),
        "words": _("a diary entry"),
    }[what]
