"""Questions about a call, and their public answers."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.calls.models import Call, CallQuestion
from cordata.history.actions import record
from cordata.notices.actions import write_letter


@transaction.atomic
def ask_question(
    call: Call, *, text: str, language: str, email: str, by: User | None = None
) -> CallQuestion:
    """Anybody asks about a call; it is public only when it has been answered."""
    question = CallQuestion.objects.create(
        call=call, text=text.strip(), language=language, asked_from=email.strip()
    )
    record("call.asked", on=question, by=by, scope=f"country:{call.cohort.country_id}")
    return question


@transaction.atomic
def answer_question(
    question: CallQuestion, *, answer: str, is_hidden: bool = False, by: User
) -> None:
    """Answer for all to read, or for the asker alone; the asker gets it by letter."""
    first = question.answered_at is None
    question.answer, question.is_hidden = answer.strip(), is_hidden
    question.answered_by, question.answered_at = by, timezone.now()
    question.save(update_fields=["answer", "is_hidden", "answered_by", "answered_at"])
    if question.asked_from and first:
        _write_answer(question, by)
    scope = f"country:{question.call.cohort.country_id}"
    record("call.answered", on=question, by=by, scope=scope, hidden=is_hidden)


def _write_answer(question: CallQuestion, by: User) -> None:
    with translation.override(question.language):
        write_letter(
            to=question.asked_from,
            language=question.language,
            subject=_("Your question about the call %(reference)s")
            % {"reference": question.call.reference},
            body=_("You asked:\n%(question)s\n\nOur answer:\n%(answer)s")
            % {"question": question.text, "answer": question.answer},
            purpose="call-answer",
            about=question.public_id,
            by=by,
        )
