"""How allauth keeps the second step: secrets encrypted, names in our words."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _


class Adapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Secrets of authenticator apps are useless to whoever reads the database alone."""

    def encrypt(self, text: str) -> str:
        """With a key that follows from the newest secret key of the settings."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With any of the secret keys that are still known."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: object, type: object) -> str:  # noqa: A002, ARG002
        """What a passkey is called if nobody names it."""
        return _("Passkey")


def _keys() -> MultiFernet:
    secrets = [str(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"second step" + one.encode()).digest() for one in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in digests])
