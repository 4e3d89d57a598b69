"""Stable public ids: a prefix that says what the thing is, then a short sortable part.

Seven characters of time (one second each, for a thousand years) and seven of chance.
"""

import secrets
import time
from functools import lru_cache

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
TIME_CHARACTERS = 7
CHANCE_CHARACTERS = 7
CHANCES = len(ALPHABET) ** CHANCE_CHARACTERS
LONGEST = 24


def new(prefix: str) -> str:
    """A new id such as ``sch_1p3k9v0mfd7hq2``; later ids sort after earlier ones."""
    second = int(time.time())
    chance = _encode(_chance(second), CHANCE_CHARACTERS)
    return f"{prefix}_{_encode(second, TIME_CHARACTERS)}{chance}"


def _chance(second: int) -> int:
    drawn = _drawn(second)
    while (chance := secrets.randbelow(CHANCES)) in drawn:
        pass
    drawn.add(chance)
    return chance


@lru_cache(maxsize=2)
def _drawn(_second: int) -> set[int]:
    """What this process has drawn in this second: of a hundred thousand, two would be the same
    once in seven times, and the import of a register draws as many.
    """
    return set()


def _encode(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))
