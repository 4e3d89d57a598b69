"""What one revision says otherwise than another, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of text: "same", "added" or "removed"."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Lines first, then words inside the lines that changed; pieces in reading order.

    Joining what is not "added" gives ``before``; what is not "removed", ``after``.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, a, b, c, d in _steps(old, new):
        if kind == "replace":
            pieces += _words("".join(old[a:b]), "".join(new[c:d]))
        else:
            pieces += _pieces(kind, "".join(old[a:b]), "".join(new[c:d]))
    return pieces


def _words(before: str, after: str) -> list[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    return [
        piece
        for kind, a, b, c, d in _steps(old, new)
        for piece in _pieces(kind, "".join(old[a:b]), "".join(new[c:d]))
    ]


def _steps(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _pieces(kind: str, before: str, after: str) -> list[Piece]:
    if kind == "equal":
        return [Piece("same", before)]
    both = [Piece("removed", before), Piece("added", after)]
    return [piece for piece in both if piece.text]
