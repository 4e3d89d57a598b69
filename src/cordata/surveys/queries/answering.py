"""What somebody who answers needs to see: what is asked, and what was saved of it."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from cordata.analysis.forms.definition import Form, Question
from cordata.analysis.forms.kinds import NUMBERS
from cordata.analysis.forms.logic import pages
from cordata.analysis.forms.paging import all_pages
from cordata.analysis.forms.unread import asks_for_the_day
from cordata.surveys.models import Answers, Invited, Occasion, Round
from cordata.surveys.queries.codes import resume_digest
from cordata.surveys.queries.forms import form_of

LONGEST = 5000  # characters of a text
# As six of our languages write it, and their telephones offer no point. Not 1,000: a thousand?
WITH_COMMA = re.compile(r"-?(?![1-9]\d{0,2},\d{3}$)\d+,\d+")


def invited_with(token: str) -> Invited | None:
    """The voice and the round of a link. One query."""
    return Invited.objects.select_related("round").filter(token=token).first()


def sheet_of(receipt: UUID, token: str) -> Answers | None:
    """The answers saved so far, with their voice and round. One query."""
    found = Answers.objects.select_related("invited__round")
    return found.filter(pk=receipt, invited__token=token).first()


def sheet_to_resume(invited: Invited, code: str) -> Answers | None:
    """The unfinished answers that a six-character code stands for."""
    return Answers.objects.filter(
        invited=invited, resume=resume_digest(invited.pk, code)
    ).first()


@lru_cache(maxsize=10_000)
def zone_of(round_: int) -> str:
    """The time zone of a round (its key), which never moves. One query, then none."""
    found = Round.objects.values_list(
        "participation__cohort__country__time_zone", "cluster__cohort__country__time_zone"
    ).get(pk=round_)
    return found[0] or found[1]


def day_asked_for(questions: Iterable[Question], round_: int) -> dt.date | None:
    """The day at the school if a limit of these questions asks for it; else None, unread."""
    if not any(asks_for_the_day(one.constraint) for one in questions if one.constraint):
        return None
    return timezone.localdate(timezone=ZoneInfo(zone_of(round_)))


@dataclass(frozen=True)
class Asked:
    """What one voice is asked, page by page."""

    form: Form
    pages: list[list[Question]]


def asked_of(invited: Invited, answers: dict[str, Any]) -> Asked:
    """The pages of a voice; later pages may depend on what was answered."""
    form = form_of(invited.round.instrument_id)
    return Asked(form, pages(form, invited.voice, invited.round.level, answers))


def all_of(invited: Invited) -> Asked:
    """Everything this voice may be asked, by page, whatever is answered."""
    form = form_of(invited.round.instrument_id)
    return Asked(form, all_pages(form, invited.voice, invited.round.level))


def questions_of(invited: Invited) -> dict[str, Question]:
    """Everything this voice may be asked, by name."""
    form = form_of(invited.round.instrument_id)
    return {one.name: one for one in form.asked_of(invited.voice, invited.round.level)}


def values_of(invited: Invited, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a page sent, as it is stored; None for what was left open or taken back.

    Whatever this voice is not asked is left out.
    """
    questions = questions_of(invited)
    return {
        name: _value(questions[name], list(said))
        for name, said in given.items()
        if name in questions
    }


def _value(question: Question, said: list[str]) -> str | list[str] | None:
    if question.kind == "select_multiple":
        return said or None
    text = "".join(said[:1]).strip()[:LONGEST]
    if question.kind in NUMBERS and WITH_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return text or None


def is_linked(round_: Round) -> bool:
    """Whether people are asked for a code of their own, to compare with the next time."""
    return round_.participation_id is not None and round_.occasion != Occasion.ONCE
