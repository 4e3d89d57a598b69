"""Sign the decision; its record, tables and appeals."""

import io
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.calls import rules
from cordata.calls.actions import deciding
from cordata.calls.models import Appeal
from cordata.calls.queries.decision import HEADER, allocation, decision_letters
from cordata.kit.pdf import make_pdf
from cordata.web.calls.views.find import call_of
from cordata.web.requests import Request, allow, posted
from cordata.web.selection.forms import AppealDecisionForm, DecideForm
from cordata.web.selection.views.outcomes import selection_of
from cordata.web.tables import csv_table

TEMPLATE = Path(__file__).parents[1] / "allocation.typ"
PREVIEWED = 30  # letters that are shown before they go


@require_http_methods(["GET", "POST"])
def decide(request: Request, cc: str, selection: str) -> HttpResponse:
    """The letters as they will go out; then reference, date, signatory, reasons."""
    which = selection_of(request, cc, selection)
    allow(rules.may_edit_call(request.user, which.call))
    initial = {"version": which.version, "decided_on": timezone.localdate()}
    form = DecideForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid() and not request.POST.get("preview"):
        try:
            deciding.decide(which, by=request.user, **form.cleaned_data)
        except deciding.Undecidable:
            form.add_error(
                None,
                _("Equals stand on the edge of a list. Put them apart first, with reasons."),
            )
        except deciding.DecidedAlready:
            form.add_error(None, _("It is decided, or somebody changed it meanwhile."))
        else:
            messages.success(request, _("Decided. The letters are on their way."))
            return redirect("selection:selection", cc, which.public_id)
    if form.is_bound and form.is_valid():
        for name in ("reference", "signatory", "reasons", "decided_on", "is_public"):
            setattr(which, name, form.cleaned_data[name])
    letters = decision_letters(which, most=PREVIEWED)
    context = {
        "cc": cc,
        "call": which.call,
        "selection": which,
        "form": form,
        "letters": letters,
        "count": which.outcomes.count(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/decide.html", context, status=status)


@require_GET
def table(request: Request, cc: str, selection: str, kind: str) -> HttpResponse:
    """The table of places as CSV, XLSX or PDF: one calculation for all."""
    which = selection_of(request, cc, selection)
    rows, name = allocation(which), f"allocation-{which.call.reference}"
    if kind == "csv":
        return csv_table(f"{name}.csv", HEADER, rows)
    if kind == "xlsx":
        return _download(_workbook(rows), f"{name}.xlsx", XLSX)
    if kind == "pdf":
        lines = [["" if cell is None else str(cell) for cell in row] for row in rows]
        data = {
            "lang": translation.get_language() or "en",
            "title": _("Allocation of places, %(reference)s") % {"reference": which.reference},
            "signed": which.signatory,
            "header": list(HEADER),
            "rows": lines,
        }
        return _download(make_pdf(TEMPLATE, data), f"{name}.pdf", "application/pdf")
    raise Http404


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(rows: list[tuple[object, ...]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEADER, *rows]):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def draw(request: Request, cc: str, selection: str) -> HttpResponse:
    """The record of the draw: ``cordata draw --check`` repeats it."""
    which = selection_of(request, cc, selection)
    if not which.draw:
        raise Http404
    response = JsonResponse(which.draw)
    name = f"draw-{which.call.reference}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def appeals(request: Request, cc: str, call: str) -> HttpResponse:
    """Appeals to the decisions on a call, each decided with reasons."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    found = Appeal.objects.filter(outcome__selection__call=which).select_related(
        "outcome__application__school__main_site", "outcome__selection__call__cohort",
        "outcome__application__stratum", "decided_by",
    )  # fmt: skip
    form, chosen = AppealDecisionForm(posted(request)), request.POST.get("appeal", "")
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        upheld = given.pop("upheld") == "yes"
        try:
            deciding.decide_appeal(
                get_object_or_404(found, public_id=chosen),
                upheld=upheld,
                by=request.user,
                **given,
            )
            messages.success(request, _("The appeal is decided."))
        except deciding.DecidedAlready:
            messages.error(request, _("Somebody decided about it before you."))
        return redirect("selection:appeals", cc, which.public_id)
    context = {
        "cc": cc,
        "call": which,
        "chosen": chosen,
        "appeals": [
            (
                one,
                form
                if one.public_id == chosen
                else AppealDecisionForm(auto_id=f"{one.public_id}_%s"),
            )
            for one in found.order_by("received_at")
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/appeals.html", context, status=status)
