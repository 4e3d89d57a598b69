"""Write to a school about its practice, without seeing anybody's address."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.practices.actions.letters import write_to_school
from cordata.practices.actions.trail import note
from cordata.practices.models import Edition, Practice
from cordata.practices.queries.contact import written_by

MOST = 5  # messages of one person
WITHIN = dt.timedelta(days=1)


class TakesNoQuestions(Exception):
    """The school has not opened itself to questions about it, or nobody of it would read them."""


class WroteOften(Exception):
    """Five messages in a day are enough."""


@transaction.atomic
def write_to_the_school(practice: Practice, *, words: str, by: User) -> None:
    """A letter to its team; they answer the sender by mail, whose address they see.

    Raises TakesNoQuestions, WroteOften.
    """
    shown = practice.editions.filter(state=Edition.State.PUBLISHED).exists()
    if not (practice.takes_questions and shown) or practice.withdrawn_at is not None:
        raise TakesNoQuestions
    if written_by(by, since=timezone.now() - WITHIN) >= MOST:
        raise WroteOften
    sent = write_to_school(
        practice.participation.school,
        lambda: (
            _("A question about your practice “%(title)s”") % {"title": practice.title},
            _(
                "%(name)s writes:\n\n%(words)s\n\nIf you answer this letter, your answer goes "
                "to %(name)s, who then sees your address. You can close the door to such "
                "questions on the page of your practice:"
            )
            % {"name": by.name, "words": words},
        ),
        about=practice, purpose="practice_question",
        page=f"school/practices/{practice.public_id}/", by=by,
    )  # fmt: skip
    if not sent:
        raise TakesNoQuestions
    note("practice.written_to", practice, by)
