"""Schools of a cohort as a spreadsheet: out, and in again after a look at every change."""

import base64
import binascii
import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.analysis.registers.rows import WrongFile
from cordata.networks import actions, rules
from cordata.networks.models import Cohort
from cordata.networks.queries.sheet import COLUMNS, NEEDED, Sheet, read_sheet, sheet_of
from cordata.networks.queries.topics import vocabulary
from cordata.web.networks.forms.participation import SheetForm
from cordata.web.networks.views.find import cohort_of
from cordata.web.requests import Request, allow
from cordata.web.tables import csv_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def check(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Upload; then see each change and each bad cell. Nothing is saved here."""
    which = cohort_of(request.user, cc, cohort)
    if request.method == "GET":
        return _upload_page(request, cc, which, SheetForm())
    allow(rules.may_coordinate(request.user, which))
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, cc, which, form)
    data = form.cleaned_data["file"].read()
    try:
        sheet = read_sheet(which, data)
    except WrongFile as wrong:
        form.add_error("file", wrong_file_in_words(wrong))
        return _upload_page(request, cc, which, form)
    return _check_page(request, cc, which, data, sheet)


@require_POST
def take_in(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Do exactly what the check page showed, or show it anew if things changed since."""
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_coordinate(request.user, which))
    try:
        data = base64.b64decode(request.POST.get("sheet", ""), validate=True)
        seen = request.POST.get("seen", "")
        sheet = actions.take_in_participations(which, data, seen=seen, by=request.user)
    except (WrongFile, binascii.Error):
        return redirect("networks:sheet", cc, which.public_id)
    except actions.SheetChangedMeanwhile as changed:
        return _check_page(request, cc, which, data, changed.sheet, status=409)
    number = len(sheet.changes)
    said = ngettext("%(number)d school taken in.", "%(number)d schools taken in.", number)
    messages.success(request, said % {"number": number})
    return redirect("networks:cohort", cc, which.public_id)


@require_GET
def download_csv(request: Request, cc: str, cohort: str) -> HttpResponse:
    """The cohort as CSV, as it can be read in again."""
    which = cohort_of(request.user, cc, cohort)
    header, *lines = sheet_of(which)
    return csv_table(_name(which, "csv"), header, lines)


@require_GET
def download_xlsx(request: Request, cc: str, cohort: str) -> HttpResponse:
    """The same as a workbook; every cell is text, so codes keep their zeros."""
    which = cohort_of(request.user, cc, cohort)
    data = io.BytesIO()
    import xlsxwriter

    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(sheet_of(which)):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
        page.freeze_panes(1, 0)
        page.set_column(0, len(COLUMNS) - 1, 18)
    return _file(data.getvalue(), XLSX, which, "xlsx")


def wrong_file_in_words(wrong: WrongFile) -> str:
    """Why a whole file cannot be used, and what to do."""
    return {
        "empty": _("This file is empty."),
        "not_text": _("This file is neither CSV nor XLSX."),
        "not_a_table": _("No table was found: the first line must name the columns."),
        "damaged_spreadsheet": _("This workbook is damaged. Save it again and retry."),
        "lacks_columns": _("The columns national_code and side are needed."),
    }[wrong.code]


def _file(data: bytes, kind: str, cohort: Cohort, ending: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{_name(cohort, ending)}"'}
    return HttpResponse(data, content_type=kind, headers=headers)


def _name(cohort: Cohort, ending: str) -> str:
    return f"{cohort.country_id.lower()}-{cohort.public_id}.{ending}"


def _upload_page(request: Request, cc: str, cohort: Cohort, form: SheetForm) -> HttpResponse:
    context = {
        "cc": cc,
        "country": cohort.country,
        "cohort": cohort,
        "form": form,
        "needed": NEEDED,
        "topics": vocabulary(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/networks/sheet.html", context, status=status)


def _check_page(
    request: Request, cc: str, cohort: Cohort, data: bytes, sheet: Sheet, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "cc": cc,
        "country": cohort.country,
        "cohort": cohort,
        "sheet": sheet,
        "lines_left_out": len({problem.line for problem in sheet.problems}),
        "changed_meanwhile": status != 200,  # noqa: PLR2004
        "data": base64.b64encode(data).decode(),
    }
    return render(request, "web/networks/sheet_check.html", context, status=status)
