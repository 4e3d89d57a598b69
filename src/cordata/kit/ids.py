"""Stable public ids: a prefix that says what the thing is, then a short sortable part.

Seven characters of time (one second each, for a thousand years) and seven of chance.
"""

import secrets
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
TIME_CHARACTERS = 7
CHANCE_CHARACTERS = 7
LONGEST = 24


def new(prefix: str) -> str:
    """A new id such as ``sch_1p3k9v0mfd7hq2``; later ids sort after earlier ones."""
    return f"{prefix}_{_encode(int(time.time()), TIME_CHARACTERS)}{_chance()}"


def _chance() -> str:
    return _encode(secrets.randbelow(len(ALPHABET) ** CHANCE_CHARACTERS), CHANCE_CHARACTERS)


def _encode(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))
