"""Ask another authority why, and answer; the letters say where."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.exchange.actions.telling import page_of, tell
from cordata.exchange.models import Organisation, Position, Question, Reply
from cordata.history.actions import record


class OwnPosition(Exception):
    """An organisation does not ask itself."""


class NotOneOfTheTwo(Exception):
    """Only who asked and who was asked answer at a question."""


class Answered(Exception):
    """Somebody has answered: the thread is of both, and stays."""


class TakenBack(Exception):
    """The question is not asked any more."""


@transaction.atomic
def ask(
    position: Position,
    organisation: Organisation,
    *,
    text: str,
    language: str,
    receipt: UUID | None = None,
    by: User,
) -> Question:
    """Ask at a position, for everybody to read; sent twice, it is there once. Raises OwnPosition."""
    if position.organisation_id == organisation.pk:
        raise OwnPosition
    if receipt and (before := Question.objects.filter(receipt=receipt).first()):
        return before
    question = Question.objects.create(
        position=position,
        organisation=organisation,
        text=text,
        language=language,
        asked_by=by,
        asked_at=timezone.now(),
        receipt=receipt,
    )
    _tell(question, [position.organisation], organisation, text, by)
    _note("question.asked", question, organisation, by)
    return question


@transaction.atomic
def reply(
    question: Question,
    organisation: Organisation,
    *,
    text: str,
    language: str,
    receipt: UUID | None = None,
    by: User,
) -> Reply:
    """Answer, or ask on: the other of the two gets a letter. Raises NotOneOfTheTwo, TakenBack."""
    # Held, so that it is not taken back while somebody answers.
    if Question.objects.select_for_update().get(pk=question.pk).taken_back_at:
        raise TakenBack
    asked = question.position.organisation
    if organisation.pk not in {asked.pk, question.organisation_id}:
        raise NotOneOfTheTwo
    if receipt and (before := Reply.objects.filter(receipt=receipt).first()):
        return before
    made = Reply.objects.create(
        question=question,
        organisation=organisation,
        text=text,
        language=language,
        written_by=by,
        written_at=timezone.now(),
        receipt=receipt,
    )
    other = question.organisation if organisation.pk == asked.pk else asked
    _tell(question, [other], organisation, text, by)
    _note("question.answered", question, organisation, by)
    return made


@transaction.atomic
def take_back(question: Question, *, by: User) -> None:
    """Before anybody has answered; nobody reads it any more. Raises Answered, TakenBack."""
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.taken_back_at:
        raise TakenBack
    if held.replies.exists():
        raise Answered
    held.taken_back_at = timezone.now()
    held.save(update_fields=["taken_back_at"])
    _note("question.taken_back", held, held.organisation, by)


def _tell(
    question: Question, to: list[Organisation], writer: Organisation, text: str, by: User
) -> None:
    position = question.position

    def words(person: User) -> tuple[str, str]:
        facts = {
            "writer": writer.name,
            "number": position.recommendation.number,
            "page": page_of(
                person.language,
                f"exchange/positions/{position.number}/#{question.public_id}",
            ),
            "text": text,
        }
        subject = _("%(writer)s writes on recommendation %(number)d") % facts
        body = _("%(writer)s writes:\n\n%(text)s\n\nAnswer on this page:\n%(page)s") % facts
        return subject, body

    tell(to, words, purpose="position-question", about=question.public_id, but=by, by=by)


def _note(verb: str, question: Question, organisation: Organisation, by: User) -> None:
    facts: dict[str, Any] = {"position": question.position.number}
    scope = f"country:{organisation.country}"
    record(verb, on=question, by=by, scope=scope, concerns=organisation, **facts)
