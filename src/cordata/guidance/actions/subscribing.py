"""Letters about one recommendation: asked for, confirmed by whoever reads the mail, stopped."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.guidance.actions.letters import ask_to_confirm
from cordata.guidance.models import Recommendation, Subscriber
from cordata.guidance.queries.subscribing import letters_asked_for
from cordata.history.actions import record

DAY = dt.timedelta(days=1)
MOST_A_DAY = 5  # letters that ask one address to confirm


@transaction.atomic
def ask_letters(
    recommendation: Recommendation, *, email: str, language: str, by: User | None
) -> None:
    """Send the one letter that asks whether it was meant; the same answer for every address.

    One a day for each recommendation, and a few for each address: anybody can type anybody's.
    """
    found, new = Subscriber.objects.get_or_create(
        recommendation=recommendation, email=email.lower(), defaults={"language": language}
    )
    held = Subscriber.objects.select_for_update().get(pk=found.pk)
    today = letters_asked_for(held.email, since=timezone.now() - DAY)
    asked = today.filter(about=held.public_id).exists()
    if held.confirmed_at is None and not asked and today.count() < MOST_A_DAY:
        ask_to_confirm(held)
    if new:
        record("subscriber.asked", on=found, by=by)


@transaction.atomic
def confirm_letters(subscriber: Subscriber, *, by: User | None) -> None:
    """Pressed by whoever reads the mail. A second time changes nothing."""
    waiting = Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None)
    if waiting.update(confirmed_at=timezone.now()):
        record("subscriber.confirmed", on=subscriber, by=by)


@transaction.atomic
def stop_letters(subscriber: Subscriber, *, by: User | None) -> None:
    """The address is forgotten."""
    record("subscriber.stopped", on=subscriber, by=by)
    subscriber.delete()
