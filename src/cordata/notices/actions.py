"""Write letters with the action they tell of; send them when they are due, once."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.history.actions import HasPublicId
from cordata.kit.mail import Mail
from cordata.notices.models import RETRY_AFTER, Letter
from cordata.notices.queries import (
    letters_due,
    letters_in_nobodys_hand,
    letters_too_late,
    message_id,
    secrets_to_forget,
)

AT_ONCE = 50  # then look again: a code may have been asked for meanwhile


def write_letter(
    *,
    to: str,
    language: str,
    subject: str,
    body: str,
    purpose: str,
    person: HasPublicId | None = None,
    about: str = "",
    send_after: datetime | None = None,
    send_before: datetime | None = None,
    is_secret: bool = False,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
    by: HasPublicId | None = None,
) -> Letter:
    """Put a letter in the outbox; it leaves after ``send_after`` (now, if not said).

    send_before  after this moment it is worthless and never leaves
    is_secret    carries a code or a link's secret: forgotten once it has left
    reply_to     where answers go; to the person who wrote it, if not said
    headers      more lines for mail programs, by name
    """
    letter = compose_letter(
        to=to,
        language=language,
        subject=subject,
        body=body,
        purpose=purpose,
        person=person,
        about=about,
        send_after=send_after,
        send_before=send_before,
        is_secret=is_secret,
        reply_to=reply_to,
        headers=headers,
        by=by,
    )
    letter.save(force_insert=True)
    return letter


def post_letters(letters: Iterable[Letter]) -> int:
    """Put many composed letters in the outbox together; returns how many."""
    return len(Letter.objects.bulk_create(letters, batch_size=1000))


def compose_letter(
    *,
    to: str,
    language: str,
    subject: str,
    body: str,
    purpose: str,
    person: HasPublicId | None = None,
    about: str = "",
    send_after: datetime | None = None,
    send_before: datetime | None = None,
    is_secret: bool = False,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
    by: HasPublicId | None = None,
) -> Letter:
    """A letter that is not in the outbox yet: ``post_letters`` puts it there with others."""
    return Letter(
        to=to,
        person=person.public_id if person else "",
        language=language,
        # A line break in a name would end the mail's header.
        subject=" ".join(subject.split())[:200],
        body=body,
        sender=_sender(getattr(by, "name", ""), language),
        reply_to=getattr(by, "email", "") if reply_to is None else reply_to,
        headers=dict(headers or {}),
        purpose=purpose,
        about=about,
        send_after=send_after or timezone.now(),
        send_before=send_before,
        is_secret=is_secret,
    )


def enclose_event(letter: Letter, *, calendar: str, method: str) -> Letter:
    """Put an event into a letter that is not in the outbox yet; ``method`` is iTIP's."""
    letter.calendar, letter.calendar_method = calendar, method
    return letter


def _sender(name: str, language: str) -> str:
    if not name:
        return ""
    with translation.override(language):
        return " ".join((_("%(name)s through Cordata") % {"name": name}).split())[:120]


def withdraw_letters(*, about: str | Collection[str]) -> int:
    """Keep unsent letters about a thing, or about several, from leaving; returns how many.

    One that a worker is sending this very moment can no longer be held back.
    """
    now, things = timezone.now(), [about] if isinstance(about, str) else about
    return letters_in_nobodys_hand(now).filter(about__in=things).update(withdrawn_at=now)


def send_due_letters(now: datetime | None = None) -> int:
    """Send what is due, codes first; returns how many left. Safe to run twice at once."""
    now = now or timezone.now()
    # Looking is cheap and writing is not: SQLite has one pen.
    if letters_too_late(now).exists():
        letters_too_late(now).update(withdrawn_at=now)
    due = list(letters_due(now).values_list("pk", flat=True)[:AT_ONCE])
    sent = sum(send_letter(pk, now=now) for pk in due)
    # In a demo mails are read in the outbox itself.
    if not settings.DEMO and secrets_to_forget().exists():
        secrets_to_forget().update(subject="", body="")
    return sent


def send_letter(pk: int, *, now: datetime | None = None) -> bool:
    """Send one due letter unless another worker has it; a failure is kept, and tried again."""
    now = now or timezone.now()
    mine = letters_due(now).order_by().filter(pk=pk)
    if not mine.update(taken_at=now, attempts=F("attempts") + 1):
        return False
    letter = Letter.objects.get(pk=pk)
    try:
        _post(letter)
    except Exception as error:  # noqa: BLE001 - one bad letter must not stop the others
        _put_back(letter, error, now)
        return False
    Letter.objects.filter(pk=pk, withdrawn_at=None).update(
        sent_at=timezone.now(), taken_at=None, failure=""
    )
    return True


def _put_back(letter: Letter, error: Exception, now: datetime) -> None:
    wait = RETRY_AFTER[min(letter.attempts, len(RETRY_AFTER)) - 1]
    Letter.objects.filter(pk=letter.pk).update(
        taken_at=None,
        send_after=now + wait,
        failure=f"{type(error).__name__}: {error}"[:300],
    )


def _post(letter: Letter) -> None:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = Mail(
        subject=letter.subject,
        body=letter.body,
        from_email=str(Address(letter.sender or "Cordata", addr_spec=address)),
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        # The same letter has the same id, so that a second copy is seen as one.
        headers=letter.headers | {"Message-ID": message_id(letter.public_id)},
    )
    html = render_to_string("notices/letter.html", {"letter": letter})
    message.attach_alternative(html, "text/html")
    if letter.calendar:
        _enclose(message, letter)
    message.send()


def _enclose(message: Mail, letter: Letter) -> None:
    """As RFC 6047 says for programs that show buttons; a file for those that do not."""
    kind = f"text/calendar; method={letter.calendar_method}"
    message.attach_alternative(letter.calendar, kind)
    message.attach("invitation.ics", letter.calendar.encode(), "application/ics")
