"""What waits in the outbox, and what could not leave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from cordata.notices.models import MOST_ATTEMPTS, Letter

# Longer than any mail server keeps us waiting: whoever took a letter before that has died.
DIED_AFTER = timedelta(minutes=10)


def letters_waiting() -> QuerySet[Letter]:
    """Letters that will still be sent."""
    return Letter.objects.filter(sent_at=None, withdrawn_at=None, attempts__lt=MOST_ATTEMPTS)


def letters_failed() -> QuerySet[Letter]:
    """Letters that were tried often enough."""
    return Letter.objects.filter(sent_at=None, withdrawn_at=None, attempts__gte=MOST_ATTEMPTS)


def addresses_that_fail(addresses: Iterable[str]) -> dict[str, str]:
    """Of these addresses, those whose newest letter could not leave, and why."""
    wanted = {address.lower() for address in addresses}
    newest: dict[str, str] = {}
    tried = Letter.objects.filter(withdrawn_at=None, attempts__gt=0).annotate(at=Lower("to"))
    for at, failure, sent in (
        tried.filter(at__in=wanted).order_by("pk").values_list("at", "failure", "sent_at")
    ):
        newest[at] = "" if sent else failure
    return {address: failure for address, failure in newest.items() if failure}


def letters_in_nobodys_hand(now: datetime) -> QuerySet[Letter]:
    """Letters that wait and that no living worker is sending."""
    return letters_waiting().filter(_in_nobodys_hand(now))


def _in_nobodys_hand(now: datetime) -> Q:
    return Q(taken_at=None) | Q(taken_at__lt=now - DIED_AFTER)


def letters_due(now: datetime) -> QuerySet[Letter]:
    """Letters to send now; somebody waits for a code, so secrets go first."""
    secrets_first = Case(When(is_secret=True, then=Value(0)), default=Value(1))
    return (
        letters_in_nobodys_hand(now)
        .filter(Q(send_before=None) | Q(send_before__gt=now), send_after__lte=now)
        .order_by(secrets_first, "pk")
    )


def letters_too_late(now: datetime) -> QuerySet[Letter]:
    """Letters that nobody needs any more."""
    unsent = Letter.objects.filter(sent_at=None, withdrawn_at=None, send_before__lte=now)
    return unsent.filter(_in_nobodys_hand(now))


def secrets_to_forget() -> QuerySet[Letter]:
    """Letters that are over and still carry a code or a link's secret."""
    over = Letter.objects.exclude(sent_at=None, withdrawn_at=None)
    return over.filter(is_secret=True).exclude(body="")


def people_written_to(about: Collection[str]) -> set[str]:
    """Whom letters about these things reached, or will: public ids. Withdrawn ones reach nobody."""
    letters = Letter.objects.filter(about__in=about, withdrawn_at=None).exclude(person="")
    return set(letters.values_list("person", flat=True))


def newest_letters(count: int = 50) -> QuerySet[Letter]:
    """The newest letters, for the demo's mail page."""
    return Letter.objects.order_by("-pk")[:count]


def message_id(thing: str) -> str:
    """The id of a letter in mail programs; or of what letters are answers to (a public id)."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{thing}@{address.rpartition('@')[2]}>"


@dataclass(frozen=True)
class Fate:
    """What became of the letters about one thing."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    withdrawn: int = 0


def fates_of(abouts: Collection[str]) -> dict[str, Fate]:
    """By what the letters are about (public ids): how many left, wait, failed. One query."""
    unsent = Q(sent_at=None, withdrawn_at=None)
    given_up = Q(attempts__gte=MOST_ATTEMPTS)
    rows = (
        Letter.objects.filter(about__in=abouts)
        .values("about")
        .annotate(
            left=Count("pk", filter=Q(sent_at__isnull=False)),
            waiting=Count("pk", filter=unsent & ~given_up),
            failed=Count("pk", filter=unsent & given_up),
            held_back=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        )
        .values_list("about", "left", "waiting", "failed", "held_back")
    )
    return {about: Fate(*counts) for about, *counts in rows}
