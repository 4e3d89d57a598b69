"""Addresses that letters carry."""

from urllib.parse import urljoin

from django.conf import settings
from django.core import signing

from cordata.accounts.models import User
from cordata.cycles.models import Listener

DIGEST_SALT = "weekly-letter"


def page_of(language: str, path: str) -> str:
    """A page of ours in the reader's language; ``path`` without a slash before it."""
    return urljoin(settings.PUBLIC_ADDRESS, f"/{language}/{path}")


def reply_address(listener: Listener) -> str:
    """Where this person answers this thread by mail; "" if no mail comes in here."""
    if not settings.REPLY_DOMAIN:
        return ""
    return f"reply+{listener.token}@{settings.REPLY_DOMAIN}"


def digest_token(person: User) -> str:
    """What lets anybody who reads the person's mail stop their weekly letter, and no more."""
    return signing.Signer(salt=DIGEST_SALT).sign(person.public_id)


def person_of_digest_token(token: str) -> User | None:
    """Whose weekly letter a link is about."""
    try:
        public_id = signing.Signer(salt=DIGEST_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=public_id, is_active=True).first()
