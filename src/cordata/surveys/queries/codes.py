"""Codes that people write down, and what is kept of them: digests under the server's key.

Whoever has the database without the key cannot try codes out against it.
"""

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from operator import ge
from uuid import UUID

from django.utils.crypto import salted_hmac

# Nothing that is taken for something else on paper: no 0 O, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V.
ALPHABET = "34679ACDEFHJKMNPQRTWXY"
RESUME_LENGTH = 6
SLIP_LENGTH = 8


def sheet_number(token: str, receipt: UUID) -> UUID:
    """The key of a sheet whose page made a number itself: the same one each time it is sent.

    The key, which stands in the database, is not that number and opens nothing.
    """
    return UUID(bytes=_hmac("sheet", f"{token}:{receipt.hex}")[:16], version=4)


def resume_code(receipt: UUID) -> str:
    """The code of a sheet: computed from it each time, stored nowhere."""
    number = int.from_bytes(_hmac("resume", receipt.hex)[:8])
    letters = []
    for _ in range(RESUME_LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)


def resume_digest(voice: int, code: str) -> str:
    """What is kept of a code, for one voice (its key) of one round."""
    return _hmac("kept", f"{voice}:{typed(code)}").hex()


def new_slip() -> str:
    """The code of a printed slip."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SLIP_LENGTH))


def slip_digest(voice: int, code: str) -> str:
    """What is kept of a slip's code, for one voice (its key) of one round."""
    return _hmac("slip", f"{voice}:{typed(code)}").hex()


def link_digest(salt: str, parts: Iterable[str]) -> str:
    """What is kept of a self-made code, within the school whose salt it is; "" if incomplete."""
    # The one part of digits is a day: 7 is 07.
    said = [part.zfill(2) if part.isdecimal() else part for part in map(typed, parts)]
    return _hmac("link", f"{salt}:{':'.join(said)}").hex() if all(said) else ""


def is_whole(parts: Sequence[str]) -> bool:
    """Whether the parts of a self-made code are as long as they are asked for: 2, 1 or 2, 2, 1."""
    said = [len(typed(part)) for part in parts]
    least = (2, 1, 2, 1)
    return len(said) == len(least) and all(map(ge, said, least))


def typed(code: str) -> str:
    """As it was meant: small or capital, with or without accents, spaces and dashes."""
    plain = unicodedata.normalize("NFKD", code)
    return "".join(one for one in plain if one.isalnum()).upper()


def _hmac(purpose: str, said: str) -> bytes:
    digest: bytes = salted_hmac(f"cordata.surveys.{purpose}", said, algorithm="sha256").digest()
    return digest
