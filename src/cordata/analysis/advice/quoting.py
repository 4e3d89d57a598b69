"""Numbers in advice are quoted, never typed: ``{fnd_…:estimate}``, read from a finding's run.

The rule: outside such tokens a text holds no character that stands for a number, in any script
("3", "½", "²"). Numbers of a policy ("two hours") are written as words. What others have found
elsewhere has a place of its own, with its source, and is no text of the advice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

TOKEN = re.compile(r"\{(fnd_[0-9a-z]+):([^{}|]+)(?:\|([a-z]+))?\}")


class Part(StrEnum):
    """What of an estimate is quoted."""

    VALUE = "value"  # with its unit: "0.67 points"
    RANGE = "range"  # where it almost certainly lies: "0.41 to 0.92"
    SCHOOLS = "schools"  # how many schools stand behind it


@dataclass(frozen=True, slots=True)
class Token:
    """A quoted number; ``part`` is None where nobody knows what is meant."""

    finding: str
    estimate: str
    part: Part | None

    def __str__(self) -> str:
        part = "" if self.part in {None, Part.VALUE} else f"|{self.part}"
        return f"{{{self.finding}:{self.estimate}{part}}}"


def pieces(text: str) -> Iterator[str | Token]:
    """The text in its order: words as they are, tokens read."""
    at = 0
    for found in TOKEN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield Token(found[1], found[2], _part(found[3] or Part.VALUE))
        at = found.end()
    if at < len(text):
        yield text[at:]


def tokens_in(text: str) -> list[Token]:
    """Those of a text, in its order."""
    return [one for one in pieces(text) if isinstance(one, Token)]


def typed_numbers(text: str) -> list[str]:
    """Runs of characters outside tokens that stand for numbers, as they stand there.

    A token that is spelled wrongly is text, and its digits are typed.
    """
    found: list[str] = []
    for piece in pieces(text):
        if isinstance(piece, str):
            found += _runs(piece)
    return found


def _runs(words: str) -> Iterator[str]:
    run = ""
    for one in [*words, " "]:
        if _counts(one) or (run and one in ".,"):
            run += one
        elif run:
            yield run.rstrip(".,")
            run = ""


def _counts(one: str) -> bool:
    """Digits of every script, fractions, powers; not the letters that some scripts count with."""
    return one.isnumeric() and not one.isalpha()


def _part(code: str) -> Part | None:
    return Part(code) if code in set(Part) else None
