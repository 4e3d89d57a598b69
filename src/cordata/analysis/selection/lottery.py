"""Draw lots so that anyone can repeat the draw and nobody can have steered it.

The seed is made when the call is published and kept secret; its digest is published then
and cannot be changed afterwards. When the call has closed the seed is revealed, and each
name on the list has a lot: the SHA-256 of seed, public words and name. The lots in order are
the draw. Public words, which nobody can know while the call is open (the numbers of a
state lottery of a day named in the call), keep even the keeper of the seed from steering.

The procedure follows Eastlake (2004), "Publicly Verifiable Nominations Committee (NomCom)
Random Selection", RFC 3797, with SHA-256 and one digest per name, so that a name which is
struck off does not move the others.
"""

import hashlib
import secrets
from collections.abc import Sequence

SEPARATOR = "\n"  # in no seed and no name, so that no two lots are made of one text


def new_seed() -> str:
    """A secret seed: 256 bits as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def commitment(seed: str) -> str:
    """What is published instead of the seed: its SHA-256 in hexadecimal digits."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(name: str, *, seed: str, public: str = "") -> str:
    """The lot of one name, as 64 hexadecimal digits; the lowest is drawn first.

    Raises ValueError if a text has a line break in it.
    """
    for text in (seed, public, name):
        if SEPARATOR in text:
            raise ValueError(f"a line break in {text!r}")
    return hashlib.sha256(SEPARATOR.join((seed, public, name)).encode()).hexdigest()


def draw(names: Sequence[str], *, seed: str, public: str = "") -> list[str]:
    """All names in the order in which they are drawn, whatever order they come in.

    Raises ValueError if a name stands twice on the list.
    """
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"twice on the list: {', '.join(twice)}")
    return sorted(names, key=lambda name: lot(name, seed=seed, public=public))
