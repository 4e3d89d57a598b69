"""Take the answers of somebody without a name: page by page, or all at once.

These verbs write no line into the trail and know no person: a line has a moment, and a moment
beside a corridor is a name. Each holds the round's row while it writes, so that answers come
in whole before it closes or not at all, and two pages of one sheet never cross.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.logic import Fault, fault, kept
from cordata.surveys.models import Answers, Invited, Round, Salt, Slip
from cordata.surveys.queries.answering import day_asked_for, values_of
from cordata.surveys.queries.codes import (
    link_digest,
    resume_code,
    resume_digest,
    slip_digest,
)
from cordata.surveys.queries.forms import form_of

type Given = Mapping[str, Sequence[str]]


class RoundOver(Exception):
    """The day has passed, or the round was closed: answers are no longer taken."""


class NotOpenYet(Exception):
    """Answers are taken from a later day on."""


class AlreadySent(Exception):
    """These answers have been sent; they stay as they are."""


class SlipNeeded(Exception):
    """A slip of paper opens these questions: one for each person."""


class SlipUsed(Exception):
    """No such slip, or it has opened a sheet already."""


@dataclass(frozen=True)
class Saved:
    """How a sheet stands after saving. What was wrong is told by question, and not stored.

    given  the answers as they were stored and as they were sent, the wrong ones too
    """

    sheet: Answers
    faults: Mapping[str, Fault]
    given: Mapping[str, Any]


def save_answers(
    token: str,
    receipt: UUID,
    given: Given,
    *,
    language: str,
    turn: int,
    page: int,
    strict: bool = True,
    send_with: list[str] | None = None,
) -> Saved:
    """Keep a page, or all of them.

    given   by question what was chosen or written; an empty list takes an answer back
    turn    of the sheet when the page was shown: a later page overwrites an earlier one only
    page    how many pages are behind the person now
    strict  whether a missing answer to a required question is a fault: not when going back
    send_with  parts of the self-made code, maybe empty: if nothing is wrong, it is sent too

    The same page twice is one page. One read and one write; the first page reads once more.
    Raises RoundOver, NotOpenYet, AlreadySent, SlipNeeded, Invited.DoesNotExist.
    """
    with transaction.atomic():
        sheet = _held(token, receipt, first=turn == 0)
        if sheet.is_finished:
            raise AlreadySent
        form = form_of(sheet.invited.round.instrument_id)
        sent = values_of(sheet.invited, given)
        fresh = {name: it for name, it in sent.items() if sheet.turns.get(name, 0) <= turn}
        faults = _faults(form, sheet, fresh, strict=strict)
        right = {name: it for name, it in fresh.items() if name not in faults}
        sheet.answers = _without_none(sheet.answers | right)
        sheet.turns |= dict.fromkeys(right, turn)
        sheet.turn += 1
        sheet.language = language
        if not faults:
            sheet.page = max(sheet.page, page)
            if send_with is not None:
                _finish(sheet, send_with)
        sheet.save()
    return Saved(sheet, faults, _without_none(sheet.answers | fresh))


def send_answers(token: str, receipt: UUID, *, link: list[str]) -> Answers:
    """Finish: from now on nothing changes, and no code leads back to it.

    link  the parts of the self-made code; if one is missing, the answers stay unlinked

    Sent twice, it is sent once. Raises RoundOver, NotOpenYet, SlipNeeded.
    """
    with transaction.atomic():
        sheet = _held(token, receipt, first=False)
        if sheet.is_finished:
            return sheet
        _finish(sheet, link)
        sheet.save()
    return sheet


def open_by_slip(token: str, receipt: UUID, code: str, *, language: str) -> None:
    """Begin a sheet with a slip of paper. Of two who hold one slip, one gets in.

    The slip knows only that it is used. Raises RoundOver, NotOpenYet, SlipUsed.
    """
    with transaction.atomic():
        invited = _invited(token)
        digest = resume_digest(invited.pk, resume_code(receipt))
        alike = Answers.objects.filter(Q(pk=receipt) | Q(resume=digest))
        if alike.filter(pk=receipt).exists():
            return  # the answer was lost on its way: the same browser asks again
        slip = Slip.objects.filter(
            pk=slip_digest(invited.pk, code), invited=invited, used=False
        )
        if not slip.update(used=True):
            raise SlipUsed
        sheet = _new(invited, receipt, resume=None if alike.exists() else digest)
        sheet.language = language
        sheet.save(force_insert=True)


def _held(token: str, receipt: UUID, *, first: bool) -> Answers:
    """The sheet as nobody else can change it now; a new one, if this is its first page."""
    # The sheet is held too: PostgreSQL reads anew only what it waited for by name.
    held = Answers.objects.select_related("invited__round").select_for_update(
        of=("self", "invited__round"), no_key=True
    )
    sheet = None if first else held.filter(pk=receipt, invited__token=token).first()
    if sheet is None:
        return _first(_invited(token), receipt)
    _must_be_open(sheet.invited.round)
    return sheet


def _first(invited: Invited, receipt: UUID) -> Answers:
    """The sheet of a first page: new, unless that page has arrived already.

    In a million, two sheets have the same code; the later one then goes without.
    """
    digest = resume_digest(invited.pk, resume_code(receipt))
    alike = list(Answers.objects.filter(Q(pk=receipt) | Q(resume=digest)))
    sheet = next((one for one in alike if one.pk == receipt), None)
    if sheet is None:
        if invited.round.needs_slips:
            raise SlipNeeded
        return _new(invited, receipt, resume=None if alike else digest)
    if sheet.invited_id != invited.pk:
        raise Invited.DoesNotExist  # a sheet of another link
    sheet.invited = invited
    return sheet


def _invited(token: str) -> Invited:
    held = Invited.objects.select_related("round").select_for_update(of=("round",), no_key=True)
    invited = held.get(token=token)
    _must_be_open(invited.round)
    return invited


def _must_be_open(round_: Round) -> None:
    now = timezone.now()
    if round_.is_over(now):
        raise RoundOver
    if now < round_.opens_at:
        raise NotOpenYet


def _new(invited: Invited, receipt: UUID, *, resume: str | None) -> Answers:
    return Answers(
        receipt=receipt, invited=invited, resume=resume, begun_on=invited.round.opened_on
    )


def _finish(sheet: Answers, link: list[str]) -> None:
    round_ = sheet.invited.round
    if round_.participation_id and link and all(link):
        salt = Salt.objects.get(school__participations=round_.participation_id)
        sheet.link = link_digest(salt.value, link)
    sheet.answers = kept(form_of(round_.instrument_id), sheet.answers)
    sheet.resume, sheet.turns, sheet.finished_on = None, {}, round_.opened_on


def _faults(
    form: Form, sheet: Answers, given: Mapping[str, Any], *, strict: bool
) -> dict[str, Fault]:
    after = _without_none(sheet.answers | dict(given))
    asked = {one.name: one for one in form.questions() if one.name in given}
    today = day_asked_for(asked.values(), sheet.invited.round_id)
    found = {
        name: fault(form, one, after.get(name), after, today) for name, one in asked.items()
    }
    return {
        name: wrong
        for name, wrong in found.items()
        if wrong and (strict or wrong.code != "missing")
    }


def _without_none(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: it for name, it in answers.items() if it is not None}
