"""What becomes of a mail that came in, and the polite letter about one that was not taken."""

from collections.abc import Callable
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.history.actions import HasPublicId, record
from cordata.kit.incoming import Incoming
from cordata.notices.actions import write_letter
from cordata.notices.models import Letter

# No machine answers what a machine wrote.
AUTOMATIC = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


class Became(StrEnum):
    """What became of a mail. The first six are silent; the others get a letter back."""

    POSTED = "posted"
    ANSWERED = "answered"  # whether a school comes
    TOLD = "told"  # words about a date, passed on to who planned it
    AGAIN = "again"
    MACHINE = "machine"  # a holiday answer, a bounce
    UNKNOWN = "unknown"  # to no address of ours: nobody is told whether there is one
    STRANGER = "stranger"
    OUTSIDE = "outside"
    CLOSED = "closed"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    MOVED = "moved"  # the date was changed meanwhile
    OVER = "over"  # it has begun, or was cancelled
    OVERTAKEN = "overtaken"  # the school has answered since
    UNREAD = "unread"  # no answer of a calendar program that we can read


def is_from(mail: Incoming, person: User) -> bool:
    """Whether an address of theirs sent it."""
    sender = person_with_email(mail.sender)
    return sender is not None and sender.pk == person.pk


def about(mail: Incoming) -> str:
    """What letters about a mail belong to: there is one, however often it comes."""
    return f"mail_{mail.key[:18]}"


def send_back(
    mail: Incoming,
    why: Became,
    *,
    person: User,
    on: HasPublicId,
    reason: Callable[[], str],
    by: None = None,
) -> Became:
    """A letter to who wrote; once for a mail that comes twice.

    Whoever calls has left alone what only a machine wrote; a button that somebody pressed is
    mailed by one, too.
    person  whose address it came to
    reason  the letter, in the language of the moment
    """
    if not mail.sender or Letter.objects.filter(about=about(mail)).exists():
        return why
    known = person_with_email(mail.sender)
    with translation.override(known.language if known else person.language):
        write_letter(
            to=mail.sender,
            person=known,
            language=translation.get_language() or "en",
            subject=_("Your answer was not posted"),
            body=_to_a_stranger() if why == Became.STRANGER else reason(),
            purpose="talk_refused",
            about=about(mail),
            reply_to="",
            headers=dict(AUTOMATIC),
        )
    record("mail.refused", on=on, by=by, concerns=person, why=why)
    return why


def _to_a_stranger() -> str:
    """Nothing of the thread: the mail may have been passed on to anybody."""
    return _(
        "Hello,\n\nyour mail went to an address that belongs to another person: everybody has "
        "their own to answer to. It was not posted, and nobody has read it.\n\n"
        "If you wrote from a second address of yours, please answer from the one that our letters "
        "come to. If a colleague passed a letter on to you, ask them to answer it."
    )
