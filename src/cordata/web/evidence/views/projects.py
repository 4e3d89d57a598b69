"""Projects of a researcher's programmes: open one, and see how far each has come."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.analysis.contract import SpecError
from cordata.evidence.actions.analyses import register_analysis
from cordata.evidence.actions.projects import open_project
from cordata.evidence.queries.offered import cohorts_offered, instruments_offered, rounds_closed
from cordata.evidence.queries.projects import (
    analyses_in,
    findings_seen_by,
    programmes_researched_by,
    projects_counted,
)
from cordata.web.evidence.forms.projects import ProjectForm
from cordata.web.evidence.forms.register import RegisterForm
from cordata.web.evidence.offering import choices, chosen
from cordata.web.evidence.steps import tasks_of
from cordata.web.evidence.views.rules import project_of
from cordata.web.evidence.words import standing
from cordata.web.reports.words import occasion_name
from cordata.web.requests import Request, posted


@require_http_methods(["GET", "POST"])
def list_projects(request: Request) -> HttpResponse:
    """My projects; at the end, a form for the next one."""
    programmes = programmes_researched_by(request.user)
    if not programmes:
        raise Http404
    form = ProjectForm(posted(request), programmes=programmes)
    if request.method == "POST" and form.is_valid():
        project = open_project(by=request.user, **form.cleaned_data)
        messages.success(request, _("Opened. What is next stands below."))
        return redirect("evidence:project", project.public_id)
    context = {"projects": list(projects_counted(request.user)), "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/evidence/projects.html", context, status=status)


@require_GET
def show(request: Request, prj: str) -> HttpResponse:
    """The question, what is asked of the data, and what was found."""
    project = project_of(request, prj)
    tasks = tasks_of(project)
    findings = findings_seen_by(request.user).filter(run__analysis__project=project)
    context = {
        "project": project,
        "tasks": tasks,
        "is_open": not all(one.is_done for one in tasks),
        "analyses": [
            (one, standing(confirmatory=one.is_confirmatory)) for one in analyses_in(project)
        ],
        "findings": findings.defer("run__table__content"),
    }
    return render(request, "web/evidence/project.html", context)


@require_http_methods(["GET", "POST"])
def register(request: Request, prj: str) -> HttpResponse:
    """Pre-registration: what is sent is kept for good."""
    project = project_of(request, prj)
    kind, method = chosen(request.GET)
    form = RegisterForm(
        posted(request),
        cohorts=cohorts_offered(project),
        offers=instruments_offered(project),
        kind=kind,
        method=method,
    )
    if request.method == "POST" and form.is_valid():
        try:
            analysis = register_analysis(project, by=request.user, **form.facts())
        except SpecError as wrong:
            form.refuse(wrong)
        else:
            said = standing(confirmatory=analysis.is_confirmatory)
            messages.success(request, _("Written down: %(standing)s.") % {"standing": said})
            return redirect("evidence:analysis", analysis.public_id)
    closed = [(occasion_name(one), number) for one, number in rounds_closed(project)]
    context = {"project": project, "form": form, "closed": closed, **choices(kind, method)}
    status = 422 if form.errors else 200
    return render(request, "web/evidence/register.html", context, status=status)
