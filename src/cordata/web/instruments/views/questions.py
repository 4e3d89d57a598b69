"""Write questions without a spreadsheet: add, change, take out. The lock is the action's."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.analysis.forms.definition import Form, Question
from cordata.analysis.forms.editing import drop_question, free_name, put_question, question_in
from cordata.analysis.forms.lock import prefix_of
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import form_in, own_of
from cordata.web.instruments.forms.question import QuestionForm
from cordata.web.instruments.views.find import draft_in, editable, language_in
from cordata.web.instruments.words import breach_in_words
from cordata.web.networks.conflict import Conflict, conflict_of, renewed
from cordata.web.requests import Request


@require_http_methods(["GET", "POST"])
def add(request: Request, instrument: str) -> HttpResponse:
    """One more question."""
    which = editable(request, instrument)
    return _write(request, which, draft_in(which), None)


@require_http_methods(["GET", "POST"])
def change(request: Request, instrument: str, name: str) -> HttpResponse:
    """Other words for a question, another way to answer it."""
    which = editable(request, instrument)
    draft = draft_in(which)
    question = question_in(form_in(draft), name)
    if question is None:
        raise Http404
    return _write(request, which, draft, question)


@require_POST
def remove(request: Request, instrument: str, name: str) -> HttpResponse:
    """Take a question out; a locked one stays."""
    which = editable(request, instrument)
    draft = draft_in(which)
    left = drop_question(form_in(draft), name)
    try:
        actions.save_draft(draft, left, revision=draft.revision, by=request.user)
    except actions.LockBroken as broken:
        for breach in broken.breaches:
            messages.error(request, breach_in_words(breach))
    except ChangedBySomebody:
        messages.error(request, _("Somebody has just changed this draft. Look at it again."))
    else:
        messages.success(request, _("The question is out."))
    return redirect("instruments:draft", which.slug)


def _write(
    request: Request, which: Instrument, draft: InstrumentVersion, question: Question | None
) -> HttpResponse:
    asked = form_in(draft)
    form = _form(request, which, draft, asked, question)
    if request.method == "GET":
        return _page(request, which, question, form)
    if not form.is_valid():
        return _page(request, which, question, form, status=422)
    name = question.name if question else free_name(asked, _prefix(which))
    changed = put_question(asked, form.written(name))
    revision = form.cleaned_data["version"] or draft.revision
    try:
        actions.save_draft(draft, changed, revision=revision, by=request.user)
    except actions.LockBroken as broken:
        for breach in broken.breaches:
            form.add_error(None, breach_in_words(breach))
        return _page(request, which, question, form, status=422)
    except ChangedBySomebody as faster:
        return _conflict(request, which, question, form, faster.now)
    messages.success(request, _("The question is in the draft."))
    return redirect("instruments:draft", which.slug)


def _conflict(
    request: Request,
    which: Instrument,
    question: Question | None,
    mine: QuestionForm,
    now: InstrumentVersion,
) -> HttpResponse:
    """Show what stands there now; sending again puts this question into it."""
    asked = form_in(now)
    stands = question_in(asked, question.name) if question else None
    theirs = QuestionForm(
        asked=asked, languages=mine.languages, language=language_in(request, asked),
        may_lock=not which.adapted_from, question=stands,
    )  # fmt: skip
    conflict = conflict_of(which.public_id, mine, theirs)
    again = renewed(mine, now.revision)
    return _page(request, which, question, again, status=409, conflict=conflict)


def _form(
    request: Request,
    which: Instrument,
    draft: InstrumentVersion,
    asked: Form,
    question: Question | None,
) -> QuestionForm:
    own = own_of(which)
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        asked=asked,
        languages=own.languages if own else asked.languages,
        language=language_in(request, asked),
        may_lock=not which.adapted_from,
        question=question,
    )
    form.fields["version"].initial = draft.revision
    return form


def _prefix(which: Instrument) -> str:
    return prefix_of(which.country) if which.country else "q"


def _page(
    request: Request,
    which: Instrument,
    question: Question | None,
    form: QuestionForm,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "instrument": which,
        "question": question,
        "form": form,
        "conflict": conflict,
    }
    return render(request, "web/instruments/question.html", context, status=status)
