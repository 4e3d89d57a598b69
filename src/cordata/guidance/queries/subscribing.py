"""Who wants letters, and the secrets of their links."""

import datetime as dt

from django.core import signing
from django.db.models import QuerySet

from cordata.guidance.models import Recommendation, Subscriber
from cordata.notices.models import Letter

SALT = "recommendation-letters"
CONFIRM = "recommendation_confirm"  # the purpose of the letter that asks whether it was meant


def subscribers_of(recommendation: Recommendation) -> QuerySet[Subscriber]:
    """Those who confirmed."""
    return recommendation.subscribers.filter(confirmed_at__isnull=False).order_by("pk")


def letters_asked_for(email: str, *, since: dt.datetime) -> QuerySet[Letter]:
    """Letters that asked an address whether it was meant; ``about`` is the subscriber."""
    return Letter.objects.filter(purpose=CONFIRM, to=email, written_at__gte=since)


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
