"""Addresses that letters carry."""

from urllib.parse import urljoin

from django.conf import settings

from cordata.cycles.models import Listener


def page_of(language: str, path: str) -> str:
    """A page of ours in the reader's language; ``path`` without a slash before it."""
    return urljoin(settings.PUBLIC_ADDRESS, f"/{language}/{path}")


def reply_address(listener: Listener) -> str:
    """Where this person answers this thread by mail; "" if no mail comes in here."""
    if not settings.REPLY_DOMAIN:
        return ""
    return f"reply+{listener.token}@{settings.REPLY_DOMAIN}"
