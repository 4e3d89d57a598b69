"""Who wants letters, and the secrets of their links."""

from django.core import signing
from django.db.models import QuerySet

from cordata.guidance.models import Recommendation, Subscriber

SALT = "recommendation-letters"


def subscribers_of(recommendation: Recommendation) -> QuerySet[Subscriber]:
    """Those who confirmed."""
    return recommendation.subscribers.filter(confirmed_at__isnull=False).order_by("pk")


def token_of(subscriber: Subscriber) -> str:
    """What lets whoever reads the mail confirm or stop, and no more."""
    return signing.Signer(salt=SALT).sign(subscriber.public_id)


def subscriber_with(token: str) -> Subscriber | None:
    """Whose link this is."""
    try:
        public_id = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = Subscriber.objects.filter(public_id=public_id)
    return found.select_related("recommendation").first()
