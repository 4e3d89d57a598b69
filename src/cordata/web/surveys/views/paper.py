"""Paper: a sheet to copy, slips to cut, and typing in what came back."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.surveys.actions import paper as actions
from cordata.surveys.actions.answering import RoundOver
from cordata.surveys.models import Answers, Invited
from cordata.surveys.queries.forms import form_of
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request
from cordata.web.surveys.find import round_of, voice_of
from cordata.web.surveys.forms.rounds import SlipsForm
from cordata.web.surveys.forms.sheets import rows_of, typed_in
from cordata.web.surveys.pdf import sheet_pdf, slips_pdf

LEFT = "left"  # how many questions are open, as the page told


@require_GET
def sheet(request: Request, round: str, voice: str, language: str) -> HttpResponse:  # noqa: A002 - the address says so
    """The questions of a voice to print, in any language that they are written in."""
    invited = voice_of(round_of(request, round), voice)
    if language not in form_of(invited.round.instrument_id).languages:
        raise Http404
    with translation.override(language):
        return _file(sheet_pdf(invited, language), f"{invited.public_id}-{language}.pdf")


@require_POST
def slips(request: Request, round: str, voice: str) -> HttpResponse:  # noqa: A002 - the address says so
    """New slips as a PDF. Their codes are in it, and nowhere else."""
    invited = voice_of(round_of(request, round), voice)
    form = SlipsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write how many slips you need, 1 to 500."))
        return redirect("surveys:round", round)
    try:
        codes = actions.print_slips(invited, form.cleaned_data["number"], by=request.user)
    except RoundOver:
        messages.info(request, _("The round has closed; it stays as it was."))
        return redirect("surveys:round", round)
    return _file(slips_pdf(invited, codes), f"{invited.public_id}-slips.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def entry(request: Request, round: str, voice: str) -> HttpResponse:  # noqa: A002 - the address says so
    """One number for each question, sheet after sheet."""
    invited = voice_of(round_of(request, round), voice)
    if invited.round.is_closed:
        messages.info(request, _("The round has closed; it stays as it was."))
        return redirect("surveys:round", round)
    if request.method == "POST":
        return _enter(request, invited)
    return _entry(request, invited, {}, [])


def _enter(request: Request, invited: Invited) -> HttpResponse:
    receipt = receipt_of(request) or uuid4()
    language = translation.get_language() or "en"
    given, wrong = typed_in(invited, request.POST)
    if wrong:
        return _entry(request, invited, request.POST, wrong, 422)
    left = sum(not any(said) for said in given.values())
    if _looks_unfinished(left, len(given), request.POST.get(LEFT, "")):
        return _entry(request, invited, request.POST, [], 422, left=left)
    try:
        actions.enter_sheet(invited, receipt, given, language=language, by=request.user)
    except actions.NotOnTheSheet as refused:
        return _entry(request, invited, request.POST, refused.names, 422)
    except RoundOver:
        messages.info(request, _("The round has closed; it stays as it was."))
        return redirect("surveys:round", invited.round.public_id)
    number = invited.answers.filter(source=Answers.Source.PAPER).count()
    told = ngettext(
        "%(number)d sheet of paper is in.", "%(number)d sheets of paper are in.", number
    )
    messages.success(request, told % {"number": number})
    return redirect("surveys:entry", invited.round.public_id, invited.voice)


def _looks_unfinished(left: int, questions: int, seen: str) -> bool:
    """Enter was pressed too early: a sheet that is in cannot be taken out again.

    seen  how many open questions the page told of, if it did; an empty sheet is none at all
    """
    return left == questions or (2 * left > questions and seen != str(left))


def _entry(
    request: Request,
    invited: Invited,
    typed: Any,
    wrong: list[str],
    status: int = 200,
    left: int = 0,
) -> HttpResponse:
    language = translation.get_language() or "en"
    rows = rows_of(invited, typed, wrong, language)
    context = {
        "left": left,
        "is_empty": left == len(rows),
        "invited": invited,
        "round": invited.round,
        "rows": rows,
        "wrong": wrong,
    }
    return render(request, "web/surveys/entry.html", context, status=status)
