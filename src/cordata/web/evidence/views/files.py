"""What everybody may take along of a released finding, and what researchers may of its rows."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.analysis.disclosure.rules import Reason
from cordata.evidence import rules
from cordata.evidence.actions.handing import hand_out
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.leaving.crates import NotTheSame, public_crate, public_files
from cordata.evidence.queries.leaving.dictionary import Undescribed, described
from cordata.evidence.queries.leaving.files import FILES, columns_of
from cordata.evidence.queries.leaving.rows import NoRows
from cordata.evidence.queries.projects import findings_seen_by, runs_seen_by
from cordata.evidence.queries.resting import findings_beside_run, rounds_under
from cordata.evidence.queries.tables import frame_of
from cordata.history.queries import entries_about
from cordata.kit.statfiles import NotInstalled
from cordata.web.doors import public
from cordata.web.evidence.forms.handing import HandingForm
from cordata.web.evidence.views.findings import finding_seen, person_of
from cordata.web.reports.words import occasion_name
from cordata.web.requests import Request, posted


@public
@require_GET
def crate(request: HttpRequest, fnd: str) -> HttpResponse:
    """A released finding with everything that is public of it, in one file."""
    finding = _released(request, fnd)
    return _file(f"{fnd}.zip", "application/zip", public_crate(finding))


@public
@require_GET
def one_file(request: HttpRequest, fnd: str, name: str) -> HttpResponse:
    """One file of the crate by itself."""
    found = public_files(_released(request, fnd)).get(name)
    if found is None:
        raise Http404
    return _file(f"{fnd}-{name}", found.kind, found.content)


@require_http_methods(["GET", "POST"])
def rows(request: Request, run: str) -> HttpResponse:
    """What a run rests on and what rests on it; and its rows, for who says what for."""
    found = get_object_or_404(runs_seen_by(request.user), public_id=run)
    form = HandingForm(posted(request), has_finding=found.findings.exists())
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form, 422 if form.errors else 200)
    asked = form.cleaned_data
    try:
        content = hand_out(
            found, format=asked["format"], purpose=asked["purpose"], by=request.user
        )
    except (NoRows, NotTheSame, Undescribed, NotInstalled) as refused:
        return _page(request, found, form, 422, refused=_why_no_rows(refused))
    made = FILES[asked["format"]]
    return _file(f"{run}.{made.ending}", made.kind, content)


def _released(request: HttpRequest, fnd: str) -> Finding:
    """A finding that leaves the house: released, whoever asks."""
    finding = finding_seen(request, fnd)
    if finding.released_at is None:
        raise Http404
    return finding


def _page(
    request: Request, run: Run, form: HandingForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    project = run.analysis.project
    mine = findings_seen_by(request.user).filter(run=run).defer("run__table__content")
    context: dict[str, Any] = {
        "run": run,
        "project": project,
        "form": form,
        "refused": refused,
        "columns": _columns(run),
        "findings": list(mine),
        "beside": [one for one in findings_beside_run(run) if _may_see(request, one)],
        "rounds": [
            (
                occasion_name(occasion),
                [(country, number) for _occasion, country, number in some],
            )
            for occasion, some in groupby(rounds_under(run.table), key=itemgetter(0))
        ],
        "handed": entries_about(run.public_id).filter(verb="rows.handed_out")[:20],
    }
    return render(request, "web/evidence/rows.html", context, status=status)


def _columns(run: Run) -> list[tuple[str, str, list[str]]]:
    try:
        return columns_of(described(run.table.kind, frame_of(run.table), file="rows"))
    except Undescribed:
        return []


def _may_see(request: Request, finding: Finding) -> bool:
    return rules.may_see_finding(person_of(request), finding)


def _why_no_rows(refused: Exception) -> str:
    if isinstance(refused, NoRows) and refused.reason == Reason.FEW:
        return _("Each row is what one person answered: such rows leave in no format.")
    if isinstance(refused, NoRows) and refused.reason == Reason.COMPLEMENT:
        return _(
            "Fewer than ten people stand behind a figure, and there are fewer than five such "
            "figures: what is published of all would tell it. The rows are not handed out."
        )
    if isinstance(refused, NoRows):
        return _(
            "Fewer than five schools took their answers back after a mean with them was released: "
            "the rows of all others would tell what theirs were. They are not handed out."
        )
    if isinstance(refused, NotTheSame):
        return _(
            "In some schools fewer than ten people answered; their figures are hidden, and without "
            "them the run would give other numbers. Take the rows in another format."
        )
    if isinstance(refused, NotInstalled):
        return _("This server does not write files for SPSS or Stata. Take another format.")
    return _("Some columns of this table are not described yet: tell whoever runs this server.")


def _file(name: str, kind: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
