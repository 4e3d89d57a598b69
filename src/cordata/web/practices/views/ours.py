"""A school's own practices: the list, one of them with what is asked, answers to researchers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.practices.actions.documenting import AnsweredAlready, answer_researcher
from cordata.practices.models import Edition, Practice, Prompt
from cordata.practices.queries.genealogy import learned_by
from cordata.practices.queries.records import (
    edition_at_work,
    edition_shown,
    questions_on,
    questions_open,
    standing_of,
)
from cordata.practices.queries.seen import practices_told_by
from cordata.schools.queries.schools import my_school_ids
from cordata.web.practices.forms.deciding import (
    AgreeForm,
    AnswerForm,
    ChangesForm,
    WithdrawForm,
)
from cordata.web.practices.reading import record_of
from cordata.web.practices.state import state_of, states_of
from cordata.web.requests import Request, allow


@require_GET
def list_ours(request: Request) -> HttpResponse:
    """What our schools told, and what went between them and others."""
    mine = my_school_ids(request.user)
    allow(bool(mine))
    practices = list(practices_told_by(request.user))
    states = states_of(practices)
    passings = list(learned_by(sorted(mine)))
    context = {
        "practices": [(one, *states[one.pk]) for one in practices],
        "passings": [(one, _waits(one, mine)) for one in passings],
    }
    return render(request, "web/practices/ours.html", context)


def _waits(passing: Any, mine: set[str]) -> bool:
    """Whether this person's school has to confirm it."""
    return passing.confirmed_at is None and passing.told_for.public_id not in mine


def practice_of(request: Request, prc: str) -> Practice:
    """One of this person's schools; else 404."""
    return get_object_or_404(practices_told_by(request.user), public_id=prc)


@require_GET
def show(request: Request, prc: str) -> HttpResponse:
    """What we told, what is asked, how far it is."""
    return page_of(request, practice_of(request, prc))


def page_of(
    request: Request, practice: Practice, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of one of ours, with what was just tried on it."""
    if practice.sent_at is None:
        return redirect("practices:change", practice.public_id)
    edition = edition_at_work(practice)
    shown = edition_shown(practice)
    latest = edition or shown
    asked = edition is not None and edition.state == Edition.State.ASKED
    version = {"version": edition.version} if edition else {}
    context: dict[str, Any] = {
        "practice": practice,
        "state": state_of(practice, edition, shown),
        "prompts": [
            (one.label, getattr(practice, one), questions_on_part(practice, one, more))
            for one in Prompt
        ],
        "edition": edition,
        "shown": shown,
        "record": record_of(edition)
        if edition and (asked or edition.agreements.exists())
        else None,
        "standing": standing_of(latest) if latest else None,
        "agree_form": AgreeForm(initial=version) if asked else None,
        "changes_form": ChangesForm(initial=version) if asked else None,
        "withdraw_form": WithdrawForm() if practice.withdrawn_at is None else None,
    }
    return render(request, "web/practices/our_practice.html", context | more, status=status)


def questions_on_part(practice: Practice, part: str, more: dict[str, Any]) -> list[Any]:
    """What was asked at one answer, with a form where it waits."""
    if not hasattr(practice, "_asked"):
        practice._asked = questions_on(practice)  # type: ignore[attr-defined]  # kept on the row for this request
    refused = more.get("answer_form")
    at = more.get("answer_at")
    return [
        (
            one,
            None
            if one.answered_at or practice.withdrawn_at
            else refused
            if refused is not None and at == one.pk
            else AnswerForm(question=one.pk),
        )
        for one in practice._asked.get(part, [])  # type: ignore[attr-defined]  # kept on the row for this request
    ]


@require_POST
def answer(request: Request, prc: str, question: int) -> HttpResponse:
    """Back to who asked, into its place."""
    practice = practice_of(request, prc)
    which = get_object_or_404(
        practice.questions.select_related("asked_by", "practice"), pk=question
    )
    form = AnswerForm(request.POST, question=which.pk)
    if not form.is_valid():
        return page_of(request, practice, 422, form=form, answer_form=form, answer_at=which.pk)
    try:
        answer_researcher(which, by=request.user, **form.cleaned_data)
        messages.success(request, _("Answered. It stands beside your words now."))
    except AnsweredAlready:
        messages.info(request, _("A colleague has answered."))
    if questions_open(practice).exists():
        messages.info(request, _("There is another question on this page."))
    return redirect("practices:our-practice", practice.public_id)
