"""A register on its way in: upload, check, decide."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.analysis.registers.plain import FIELDS, NEEDED, guess_mapping
from cordata.analysis.registers.reading import LAYOUTS, header_and_samples
from cordata.analysis.registers.rows import WrongFile
from cordata.kit import progress
from cordata.schools.actions import imports as actions
from cordata.schools.models import RegisterImport
from cordata.schools.queries.imports import imports_seen_by
from cordata.schools.queries.told import told_in
from cordata.schools.tasks import check_register, take_in_register
from cordata.web.requests import Request, render_part
from cordata.web.schools.views.manage import country_of
from cordata.web.schools.words import (
    change_in_words,
    field_label,
    reason_in_words,
    wrong_file_in_words,
)
from cordata.web.tables import csv_table

PAGE = 25


class UploadForm(forms.Form):
    """A register file."""

    file = forms.FileField(
        label=gettext_lazy("Register file"),
        help_text=gettext_lazy("CSV, XLSX or JSON as the ministry publishes it, up to 60 MB."),
    )

    def clean_file(self) -> object:
        """Not larger than we can check."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is larger than 60 MB."))
        return file


def _import(request: Request, cc: str, taken: str) -> RegisterImport:
    country = country_of(request, cc)
    seen = imports_seen_by(request.user).defer(None)
    return get_object_or_404(seen, country=country, public_id=taken)


@require_http_methods(["GET", "POST"])
def upload(request: Request, cc: str) -> HttpResponse:
    """Upload a file; nothing changes yet."""
    country = country_of(request, cc)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = actions.upload_register(
                file.read(), file_name=file.name, country=country, by=request.user
            )
        except WrongFile as wrong:
            form.add_error("file", wrong_file_in_words(wrong.code, wrong.facts))
        else:
            if taken.layout == "plain":
                return redirect("schools:columns", cc, taken.public_id)
            check_register.enqueue(taken.public_id)
            return redirect("schools:import", cc, taken.public_id)
    context = {"cc": cc, "country": country, "form": form}
    context["layouts"] = [one.name for one in LAYOUTS.values() if one.country == country]
    status = 422 if form.errors else 200
    return render(request, "web/schools/upload.html", context, status=status)


@require_http_methods(["GET", "POST"])
def choose_columns(request: Request, cc: str, taken: str) -> HttpResponse:
    """Which of the table's columns is which of ours, with sample values."""
    which = _import(request, cc, taken)
    header, samples = header_and_samples(bytes(which.content), which.country)
    guessed = which.mapping or guess_mapping(header)
    missing: list[str] = []
    if request.method == "POST":
        posted = {field: request.POST.get(field, "") for field in FIELDS}
        guessed = {field: column for field, column in posted.items() if column in header}
        missing = [field_label(field) for field in NEEDED if field not in guessed]
        if not missing:
            _set_columns(request, which, guessed)
            return redirect("schools:import", cc, which.public_id)
    context = {
        "cc": cc,
        "country": which.country,
        "taken": which,
        "header": header,
        "samples": samples,
        "fields": [(field, field_label(field), guessed.get(field, "")) for field in FIELDS],
        "needed": NEEDED,
        "missing": missing,
    }
    status = 422 if missing else 200
    return render(request, "web/schools/columns.html", context, status=status)


def _set_columns(request: Request, which: RegisterImport, mapping: dict[str, str]) -> None:
    try:
        actions.set_columns(which, mapping, by=request.user)
    except actions.NotWaiting:
        messages.info(request, _("Somebody decided about this file before you."))
    else:
        check_register.enqueue(which.public_id)


@require_GET
def show(request: Request, cc: str, taken: str) -> HttpResponse:
    """What the file would change and what is wrong in it; or how far it is."""
    which = _import(request, cc, taken)
    has_died = progress.has_died(which.public_id)
    in_hand = which.state in {RegisterImport.State.UPLOADED, RegisterImport.State.RUNNING}
    page = Paginator(told_in(which), PAGE).get_page(request.GET.get("page"))
    context = {
        "cc": cc,
        "country": which.country,
        "taken": which,
        "is_working": in_hand and not has_died,
        "has_died": in_hand and has_died,
        "percent": progress.percent_of(which.public_id),
        "page": page,
        "changes": [change_in_words(told) for told in page],
        "bad": _bad_cells(which),
        "refused": [
            wrong_file_in_words(problem["code"], problem)
            for problem in which.problems
            if "code" in problem
        ],
    }
    return render_part(request, "web/schools/import.html", "import", context)


@require_POST
def take_in(request: Request, cc: str, taken: str) -> HttpResponse:
    """Decide: write all of it, in one step; check again; or throw the upload away."""
    which = _import(request, cc, taken)
    decision = request.POST.get("decision")
    if decision == "forget":
        actions.forget_import(which, by=request.user)
        messages.success(request, _("The upload is gone. Nothing was changed."))
        return redirect("schools:coordinated", cc)
    if decision == "check":
        check_register.enqueue(which.public_id)
        return redirect("schools:import", cc, which.public_id)
    try:
        actions.start_taking_in(which, by=request.user)
    except actions.NotWaiting:
        messages.info(request, _("Somebody decided about this file before you."))
    else:
        take_in_register.enqueue(which.public_id)
    return redirect("schools:import", cc, which.public_id)


def _bad_cells(taken: RegisterImport) -> list[dict[str, Any]]:
    return [
        problem | {"sentence": reason_in_words(problem["reason"])}
        for problem in taken.problems
        if "reason" in problem
    ]


@require_GET
def problems(request: Request, cc: str, taken: str) -> HttpResponse:
    """Every bad cell, with its line and reason."""
    which = _import(request, cc, taken)
    page = Paginator(_bad_cells(which), PAGE).get_page(request.GET.get("page"))
    context = {"cc": cc, "country": which.country, "taken": which, "page": page}
    return render(request, "web/schools/problems.html", context)


@require_GET
def problems_table(request: Request, cc: str, taken: str) -> HttpResponse:
    """Every bad cell, as CSV, to mend the file with."""
    which = _import(request, cc, taken)
    lines = [
        [one["line"], one["column"], one["value"], one["sentence"]] for one in _bad_cells(which)
    ]
    header = [_("Line"), _("Column"), _("Value"), _("Reason")]
    return csv_table("problems.csv", header, lines)


@require_GET
def changes_table(request: Request, cc: str, taken: str) -> HttpResponse:
    """Every change, one line a fact, as CSV."""
    which = _import(request, cc, taken)
    lines = []
    for told in told_in(which):
        change = change_in_words(told)
        start = [told.code, told.name, change.kind]
        lines += [[*start, *fact] for fact in change.facts or [("", "", "")]]
    header = [
        _("Code"),
        _("School"),
        pgettext("a column", "Change"),
        _("Fact"),
        _("Before"),
        _("After"),
    ]
    return csv_table("changes.csv", header, lines)
