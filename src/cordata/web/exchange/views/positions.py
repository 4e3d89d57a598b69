"""One position: the sentence, the original beside it, what came of it, and what others ask."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.documents.queries.differences import differences
from cordata.exchange import rules
from cordata.exchange.actions import talking as actions
from cordata.exchange.models import Position, Question, Statement
from cordata.exchange.queries.ledger import ledger_of
from cordata.exchange.queries.organisations import organisations_written_for
from cordata.exchange.queries.positions import (
    positions_shown,
    statements_of,
    taken,
)
from cordata.exchange.queries.talk import questions_of, questions_shown
from cordata.web.doors import public
from cordata.web.exchange.forms import AskForm, ReplyForm
from cordata.web.exchange.rows import judgements_beside, lines_of, sentence_of
from cordata.web.exchange.views.front import reader_of
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow


@public
@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """What holds now, with its thread and its history."""
    return _page(request, _shown(number))


@public
@require_GET
def show_version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """One statement, for good: its address never says anything else."""
    position = _shown(number)
    history = list(statements_of(position))
    statement = get_object_or_404(statements_of(position), number=version)
    before = next((one for one in history if one.number == version - 1), None)
    context = _said(statement) | {
        "newest": history[0],
        "before": before,
        "pieces": differences(_whole(before), _whole(statement)) if before else [],
    }
    return render(request, "web/exchange/version.html", context)


@require_POST
def ask(request: Request, number: int) -> HttpResponse:
    """Ask in the name of an organisation; the thread is public."""
    position = _shown(number)
    asking = _asking(request, position)
    allow(bool(asking))
    form = AskForm(request.POST, organisations=asking)
    if not form.is_valid():
        return _page(request, position, asked=form, status=422)
    question = actions.ask(
        position, receipt=receipt_of(request), by=request.user, **form.facts()
    )
    return _to(position, question)


@require_POST
def reply(request: Request, question: str) -> HttpResponse:
    """Answer, as who was asked or as who asked."""
    which = get_object_or_404(questions_shown(), public_id=question)
    answering = _answering(request, which)
    allow(bool(answering))
    form = ReplyForm(request.POST, organisations=answering, prefix=which.public_id)
    if not form.is_valid():
        return _page(request, which.position, replied=(which.pk, form), status=422)
    try:
        actions.reply(which, receipt=receipt_of(request), by=request.user, **form.facts())
    except actions.TakenBack:
        raise Http404 from None
    return _to(which.position, which)


@require_POST
def take_question_back(request: Request, question: str) -> HttpResponse:
    """By whoever asked it, until it is answered."""
    which = get_object_or_404(questions_shown(), public_id=question)
    allow(rules.may_take_back(request.user, which))
    try:
        actions.take_back(which, by=request.user)
        messages.success(request, _("Taken back. Nobody reads it any more."))
    except actions.TakenBack:
        messages.info(request, _("A colleague was faster."))
    except actions.Answered:
        messages.info(request, _("It is answered already: what both of you said stays."))
    return redirect("exchange:position", which.position.number)


def _shown(number: int) -> Position:
    return get_object_or_404(positions_shown(), number=number)


def _to(position: Position, question: Question) -> HttpResponse:
    response = redirect("exchange:position", position.number)
    response.headers["Location"] += f"#{question.public_id}"
    return response


def _page(
    request: HttpRequest,
    position: Position,
    *,
    asked: AskForm | None = None,
    replied: tuple[int, ReplyForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    history = list(statements_of(position))
    writing = _written_for(request)
    asking = [one for one in writing if one.pk != position.organisation_id]
    ours = {one.pk for one in writing}
    threads = [
        (
            one,
            _reply_form(one, writing, replied),
            one.organisation_id in ours and not one.replies.all(),
        )
        for one in questions_of(position)
    ]
    reader = reader_of(request)
    context = _said(history[0]) | {
        "history": [(one, sentence_of(one)) for one in history],
        "entries": list(ledger_of(position)),
        "threads": threads,
        "form": asked or (replied[1] if replied else AskForm(organisations=asking)),
        "asks": asked or AskForm(organisations=asking),
        "may_ask": bool(asking),
        "is_ours": reader is not None and rules.may_see_inside(reader, position.organisation),
    }
    return render(request, "web/exchange/position.html", context, status=status)


def _said(statement: Statement) -> dict[str, Any]:
    (line,) = lines_of(taken([statement]))
    return {
        "line": line,
        "position": line.position,
        "organisation": line.organisation,
        "statement": statement,
        "sentence": sentence_of(statement),
        "judgements": judgements_beside(statement.on, statement.judgements),
    }


def _written_for(request: HttpRequest) -> list[Any]:
    reader = reader_of(request)
    return list(organisations_written_for(reader)) if reader else []


def _asking(request: Request, position: Position) -> list[Any]:
    return [one for one in _written_for(request) if one.pk != position.organisation_id]


def _answering(request: Request, question: Question) -> list[Any]:
    two = {question.organisation_id, question.position.organisation_id}
    return [one for one in _written_for(request) if one.pk in two]


def _reply_form(
    question: Question, writing: list[Any], replied: tuple[int, ReplyForm] | None
) -> ReplyForm | None:
    if replied and replied[0] == question.pk:
        return replied[1]
    two = {question.organisation_id, question.position.organisation_id}
    answering = [one for one in writing if one.pk in two]
    if not answering:
        return None
    return ReplyForm(organisations=answering, prefix=question.public_id)


def _whole(statement: Statement) -> str:
    """A statement as one text, so that two can be laid beside each other."""
    facts = [sentence_of(statement), statement.text, statement.reason]
    for one in judgements_beside(statement.on, statement.judgements):
        if one.says:
            facts.append(
                _("%(question)s %(answer)s: %(because)s")
                % {"question": one.name, "answer": one.says, "because": one.because}
            )
    return "\n".join(fact for fact in facts if fact)
