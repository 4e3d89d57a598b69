"""Letters about one recommendation: asked for, confirmed by whoever reads the mail, stopped."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.guidance.actions.letters import ask_to_confirm
from cordata.guidance.models import Recommendation, Subscriber
from cordata.history.actions import record


@transaction.atomic
def ask_letters(
    recommendation: Recommendation, *, email: str, language: str, by: User | None
) -> None:
    """Send the one letter that asks whether it was meant; the same answer for every address."""
    found, new = Subscriber.objects.get_or_create(
        recommendation=recommendation, email=email.lower(), defaults={"language": language}
    )
    if found.confirmed_at is None:
        ask_to_confirm(found)
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
