"""What waits in the outbox, and what could not leave."""

from django.db.models import QuerySet

from cordata.notices.models import MOST_ATTEMPTS, Letter


def letters_waiting() -> QuerySet[Letter]:
    """Letters that will still be sent."""
    return Letter.objects.filter(sent_at=None, withdrawn_at=None, attempts__lt=MOST_ATTEMPTS)


def letters_failed() -> QuerySet[Letter]:
    """Letters that were tried often enough."""
    return Letter.objects.filter(sent_at=None, withdrawn_at=None, attempts__gte=MOST_ATTEMPTS)


def newest_letters(count: int = 50) -> QuerySet[Letter]:
    """The newest letters, for the demo's mail page."""
    return Letter.objects.order_by("-pk")[:count]
