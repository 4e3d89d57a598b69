"""How allauth speaks with Cordata: six-digit codes, and letters through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Filled in with the sign-in pages."""
