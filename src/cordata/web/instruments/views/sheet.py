"""An instrument as a spreadsheet (XLSForm): out, and in again after a look at every change."""

import base64
import binascii
import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.xlsform import WrongForm, read_xlsform, rows_of, write_xlsform
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import Instrument
from cordata.surveys.queries.instruments import form_in, readiness, version_shown
from cordata.web.instruments.changed import changes_in_words
from cordata.web.instruments.forms.whole import FileForm
from cordata.web.instruments.views.find import editable, version_of
from cordata.web.instruments.views.publishing import obstacles
from cordata.web.instruments.words import problem_in_words
from cordata.web.networks.views.sheet import XLSX
from cordata.web.requests import Request


@require_GET
def download_xlsx(request: Request, instrument: str, number: int) -> HttpResponse:
    """A version as an XLSForm."""
    version = version_of(request, instrument, number)
    return _file(write_xlsform(form_in(version)), XLSX, f"{version}.xlsx")


@require_GET
def download_json(request: Request, instrument: str, number: int) -> HttpResponse:
    """A version as it is stored and addressed."""
    version = version_of(request, instrument, number)
    text = json.dumps(version.document, ensure_ascii=False, indent=1, sort_keys=True)
    return _file(text.encode(), "application/json", f"{version}.json")


@require_http_methods(["GET", "POST"])
def check(request: Request, instrument: str) -> HttpResponse:
    """Upload; then see what would change. Nothing is saved here."""
    which = editable(request, instrument)
    if request.method == "GET":
        return _upload(request, which, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, which, form)
    data = form.cleaned_data["file"].read()
    try:
        return _look(request, which, data, _read(which, data))
    except WrongForm as wrong:
        for problem in wrong.problems:
            form.add_error("file", problem_in_words(problem))
        return _upload(request, which, form)


@require_POST
def take_in(request: Request, instrument: str) -> HttpResponse:
    """Make what the check page showed the draft; the lock is looked at once more."""
    which = editable(request, instrument)
    try:
        data = base64.b64decode(request.POST.get("sheet", ""), validate=True)
        form = _read(which, data)
    except (WrongForm, binascii.Error):
        return redirect("instruments:sheet", which.slug)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() else 0
    try:
        actions.take_in_form(which, form, revision=revision, by=request.user)
    except actions.LockBroken:
        return _look(request, which, data, form, status=422)
    except (ChangedBySomebody, actions.DraftedAlready):
        messages.error(request, _("Somebody has changed the draft since. Look at it again."))
        return _look(request, which, data, form, status=409)
    messages.success(request, _("The spreadsheet is the draft now."))
    return redirect("instruments:draft", which.slug)


def _read(which: Instrument, data: bytes) -> Form:
    """In the first language of the instrument where the columns name none."""
    version = version_shown(which) or version_shown(which, draft=True)
    languages = form_in(version).languages if version else ("en",)
    return read_xlsform(data, languages[0])


def _upload(request: Request, which: Instrument, form: FileForm) -> HttpResponse:
    draft = version_shown(which, draft=True)
    context = {"instrument": which, "form": form, "version": version_shown(which) or draft}
    status = 422 if form.errors else 200
    return render(request, "web/instruments/sheet.html", context, status=status)


def _look(
    request: Request, which: Instrument, data: bytes, form: Form, status: int = 200
) -> HttpResponse:
    draft = version_shown(which, draft=True)
    found = readiness(which, form, replaces=draft)
    context = {
        "instrument": which,
        **changes_in_words(found.changes),
        "labels": found.labels,
        "obstacles": obstacles(found, rows_of(data)),
        "is_locked": bool(found.breaches),
        "draft": draft,
        "data": base64.b64encode(data).decode(),
    }
    return render(request, "web/instruments/sheet_check.html", context, status=status)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    plain = name.replace(" ", "-")
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return HttpResponse(data, content_type=kind, headers=headers)
