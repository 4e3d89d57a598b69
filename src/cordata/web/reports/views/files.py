"""The report to take along: PDF for the meeting, a spreadsheet, and CSV."""

import io
from pathlib import Path

from django.http import HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.kit.days import day
from cordata.kit.pdf import make_pdf
from cordata.surveys.queries.reports import Report
from cordata.web.reports.besides import besides_of
from cordata.web.reports.views.report import report_for, round_read_by
from cordata.web.reports.words import (
    Cell,
    asked_what,
    cares_of,
    lines_of,
    scale_in_words,
    sentence,
    voice_name,
)
from cordata.web.requests import Request
from cordata.web.tables import csv_table

TEMPLATE = Path(__file__).parents[1] / "report.typ"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def pdf(request: Request, rnd: str) -> HttpResponse:
    """The report on paper, tagged for screen readers."""
    report = report_for(request.user, round_read_by(request.user, rnd))
    lines = lines_of(report)
    voices = [voice_name(one) for one in report.voices]
    lang = get_language() or "en"
    data = {
        "lang": lang,
        "title": _title(report),
        "meta": _("Closed on %(date)s") % {"date": day(report.round.snapshot.frozen_at)},
        "sentence": sentence(report),
        "counts": [*_counts(report), *cares_of(report)],
        "header": [_("Area"), *voices],
        "rows": [[line.label, *[_written(cell) for cell in line.cells]] for line in lines],
        "note": scale_in_words(report),
        "besides": [
            {
                "label": one.label,
                "rows": [{"text": row.text, "lang": row.code or lang} for row in one.rows],
            }
            for one in besides_of(report)
        ],
        "source": f"{report.round.snapshot.method}, {report.round.snapshot.address}",
    }
    response = HttpResponse(make_pdf(TEMPLATE, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(report)}.pdf"'
    return response


@require_GET
def workbook(request: Request, rnd: str) -> HttpResponse:
    """The same figures as a spreadsheet, numbers as numbers."""
    from xlsxwriter import Workbook

    report = report_for(request.user, round_read_by(request.user, rnd))
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Areas")[:31])
        sheet.write_row(0, 0, _header(), book.add_format({"bold": True}))
        for at, row in enumerate(_rows(report), 1):
            sheet.write_row(at, 0, row)
        sheet.set_column(0, 0, 42)
        sheet.freeze_panes(1, 0)
    response = HttpResponse(out.getvalue(), content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(report)}.xlsx"'
    return response


@require_GET
def table(request: Request, rnd: str) -> HttpResponse:
    """The same figures as CSV."""
    report = report_for(request.user, round_read_by(request.user, rnd))
    return csv_table(f"{_name(report)}.csv", _header(), _rows(report))


def _header() -> list[str]:
    return [
        _("Area"),
        _("Voice"),
        _("Mean"),
        _("Answered"),
        pgettext("a column", "Change"),
        _("Similar schools"),
        _("Why not shown"),
        _("Said"),
        _("Language"),
    ]


def _rows(report: Report) -> list[list[str | float]]:
    areas: list[list[str | float]] = [
        [
            line.label,
            cell.label,
            "" if cell.at is None else round(cell.at, 1),
            int(cell.people) if cell.people else "",
            cell.change,
            cell.similar,
            cell.why,
            "",
            "",
        ]
        for line in lines_of(report)
        for cell in line.cells
    ]
    return areas + [
        [one.label, row.voice, "", "", "", "", row.why, row.said, row.language]
        for one in besides_of(report)
        for row in one.rows
    ]


def _title(report: Report) -> str:
    return f"{report.round.of_whom}: {asked_what(report.round)}"


def _counts(report: Report) -> list[str]:
    return [
        f"{voice_name(one.key)}: {one.respondents}"
        + (f" / {one.invited}" if one.invited else "")
        for one in report.found.voices
        if one.key in report.voices
    ]


def _written(cell: Cell) -> str:
    if cell.why:
        return cell.why
    return f"{cell.mean} ({cell.people})" + (f"\n{cell.change}" if cell.change else "")


def _name(report: Report) -> str:
    return f"report-{report.round.public_id}"
