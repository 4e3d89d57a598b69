"""Write letters with the action they tell of; send them when they are due, once."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.history.actions import HasPublicId
from cordata.notices.models import MOST_ATTEMPTS, Letter


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
    by: HasPublicId | None = None,
) -> Letter:
    """Put a letter in the outbox; it leaves after ``send_after`` (now, if not said)."""
    name = getattr(by, "name", "")
    return Letter.objects.create(
        to=to,
        person=person.public_id if person else "",
        language=language,
        subject=subject,
        body=body,
        sender=_("%(name)s through Cordata") % {"name": name} if name else "",
        reply_to=getattr(by, "email", ""),
        purpose=purpose,
        about=about,
        send_after=send_after or timezone.now(),
    )


def withdraw_letters(*, about: str) -> int:
    """Keep unsent letters about a thing from leaving; returns how many."""
    unsent = Letter.objects.filter(about=about, sent_at=None, withdrawn_at=None)
    return unsent.update(withdrawn_at=timezone.now())


def send_due_letters() -> int:
    """Send what is due; returns how many left. Safe to run twice at once."""
    due = Letter.objects.filter(
        sent_at=None,
        withdrawn_at=None,
        send_after__lte=timezone.now(),
        attempts__lt=MOST_ATTEMPTS,
    ).order_by("pk")
    return sum(send_letter(pk) for pk in due.values_list("pk", flat=True))


def send_letter(pk: int) -> bool:
    """Send one letter unless another worker has it; a failure is kept and tried again."""
    with transaction.atomic():
        mine = Letter.objects.filter(pk=pk, sent_at=None, withdrawn_at=None)
        if not mine.update(sent_at=timezone.now()):
            return False
    letter = Letter.objects.get(pk=pk)
    try:
        _post(letter)
    except OSError as error:  # the mail server's door is shut: not ours to mend now
        Letter.objects.filter(pk=pk).update(
            sent_at=None, attempts=letter.attempts + 1, failure=str(error)[:300]
        )
        return False
    return True


def _post(letter: Letter) -> None:
    address = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.body,
        from_email=f'"{letter.sender or "Cordata"}" <{address}>',
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
    )
    html = render_to_string("notices/letter.html", {"letter": letter})
    message.attach_alternative(html, "text/html")
    message.send()
