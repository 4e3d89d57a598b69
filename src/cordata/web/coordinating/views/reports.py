"""Reports: started, written in, looked at, sent. The figures are read, never typed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.cycles import rules
from cordata.cycles.actions import reports as actions
from cordata.cycles.models import Report
from cordata.cycles.queries.reported import said_and_not_taken
from cordata.cycles.queries.reports import (
    BLOCKS,
    Words,
    figures_of,
    reports_seen_by,
    words_of_report,
)
from cordata.documents.actions import WrittenMeanwhile
from cordata.networks.queries import cohorts_seen_by
from cordata.surveys.queries.asked import asked_in
from cordata.web.coordinating import report_files
from cordata.web.coordinating.forms.reports import SendForm, StartForm, WordsForm
from cordata.web.coordinating.said import said_of
from cordata.web.coordinating.tables import tables_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.networks.views.find import cohort_of, country_of
from cordata.web.requests import Request, allow, posted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {
    "pdf": (report_files.as_pdf, "application/pdf"),
    "odt": (report_files.as_odt, "application/vnd.oasis.opendocument.text"),
    "csv": (report_files.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (report_files.as_xlsx, XLSX),
}


@require_GET
def list_reports(request: Request, cc: str) -> HttpResponse:
    """The reports of a country, newest first, and where to start one."""
    country = country_of(request.user, cc)
    mine = reports_seen_by(request.user).filter(cohort__country=country)
    context = {
        "cc": cc,
        "country": country,
        "reports": mine.order_by("-ends_on", "-made_at"),
        # Of a year that has not begun there is nothing to report.
        "cohorts": cohorts_seen_by(request.user).filter(
            country=country, starts_on__lte=timezone.localdate()
        ),
    }
    return render(request, "web/coordinating/reports.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Choose the days; the figures are there at once."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_report(request.user, which))
    form = StartForm(posted(request), cohort=which, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        report = actions.start_report(which, by=request.user, **form.cleaned_data)
        return redirect("coordinating:report", cc, report.public_id)
    context = {"cc": cc, "cohort": which, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/coordinating/start_report.html", context, status=status)


@require_GET
def show(request: Request, cc: str, report: str) -> HttpResponse:
    """Figures and words, as they stand or as they were sent."""
    return _page(request, cc, _report(request, cc, report))


def _report(request: Request, cc: str, report: str) -> Report:
    seen = reports_seen_by(request.user).filter(cohort__country=cc.upper())
    return get_object_or_404(seen, public_id=report)


def _page(
    request: Request, cc: str, report: Report, status: int = 200, **more: Any
) -> HttpResponse:
    words = words_of_report(report)
    titles = {"opening": _("Before the figures"), "closing": _("After the figures")}
    given = more.pop("words_form", None)
    blocks = {
        name: {
            "name": name,
            "title": titles[name],
            "words": words[name],
            "form": given
            if given and more["block"] == name
            else _words_form(name, words[name]),
            "conflict": more.get("conflict") if more.get("block") == name else None,
        }
        for name in BLOCKS
    }
    said, not_taken = said_and_not_taken(report)
    context: dict[str, Any] = {
        "cc": cc,
        "report": report,
        "tables": tables_of(figures_of(report), asked_in(report), cc),
        "said": said_of(said),
        "not_taken": not_taken,
        "blocks": blocks,
        "send_form": SendForm(),
        "files": list(FILES),
    }
    return render(request, "web/coordinating/report.html", context | more, status=status)


def _words_form(block: str, words: Words) -> WordsForm:
    initial = {"body": words.body, "after": words.number}
    return WordsForm(initial=initial, auto_id=f"id_{block}_%s")


@require_POST
def write(request: Request, cc: str, report: str, block: str) -> HttpResponse:
    """The next version of a text; of two editors the later one sees both."""
    which = _report(request, cc, report)
    allow(rules.may_report(request.user, which.cohort))
    form = WordsForm(request.POST, auto_id=f"id_{block}_%s")
    if not form.is_valid():
        return _page(request, cc, which, 422, block=block, words_form=form, form=form)
    try:
        actions.write_words(which, block, by=request.user, **form.cleaned_data)
    except WrittenMeanwhile as faster:
        newest = faster.newest
        theirs = _words_form(block, Words(newest.body, newest.number))
        more = {
            "conflict": conflict_of(newest.public_id, form, theirs),
            "words_form": renewed(form, newest.number, counter="after"),
        }
        return _page(request, cc, which, 409, block=block, **more)
    except actions.SentAlready:
        form.add_error(None, _("It has been sent; it stays as it was sent."))
        now = _report(request, cc, report)
        return _page(request, cc, now, 409, block=block, words_form=form, form=form)
    messages.success(request, _("Saved."))
    return redirect("coordinating:report", cc, which.public_id)


@require_POST
def send(request: Request, cc: str, report: str) -> HttpResponse:
    """Keep it as it is now, with the day and to whom it goes."""
    which = _report(request, cc, report)
    allow(rules.may_report(request.user, which.cohort))
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, cc, which, 422, send_form=form, form=form)
    try:
        asked = asked_in(which)
        actions.send_report(which, asked=asked, by=request.user, **form.cleaned_data)
    except actions.SentAlready:
        messages.info(request, _("It has been sent; it stays as it was sent."))
    else:
        messages.success(request, _("Kept as it is. Download it and send it."))
    return redirect("coordinating:report", cc, which.public_id)


@require_GET
def download(request: Request, cc: str, report: str, ending: str) -> HttpResponse:
    """The report as a file; each holds the same figures as the page."""
    which = _report(request, cc, report)
    if ending not in FILES:
        raise Http404
    make, kind = FILES[ending]
    response = HttpResponse(make(which), content_type=kind)
    name = f"{report_files.name_of(which)}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
