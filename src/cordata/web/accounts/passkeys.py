"""Whether what a browser sent is a passkey's answer at all: the library asks for that."""

import json
from typing import Any

from fido2.webauthn import AuthenticationResponse, RegistrationResponse


def is_answer(text: str | None) -> bool:
    """The answer of a passkey that signs in."""
    return _fits(AuthenticationResponse, text)


def is_new_key(text: str | None) -> bool:
    """What a device gives when it has made a passkey."""
    return _fits(RegistrationResponse, text)


def _fits(shape: Any, text: str | None) -> bool:
    try:
        shape.from_dict(json.loads(text or ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True
