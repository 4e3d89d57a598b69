"""What is looked for: words, by whom, and narrowed to what."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Self

from cordata.analysis.wording.stems import begins_with, is_stop_word, meant_by, words_of

MOST_WORDS = 8
MOST_CHARACTERS = 200
# Marks of a term that is no word: in a title, a key, a facet, a part of the catalogue.
IN_TITLE, READER, FACET, PART = "=", "@", "#", "~"
# Kinds with few things; of the others, what some may read, and what everybody may.
FEW, OWN, MANY = f"{PART}few", f"{PART}own", f"{PART}many"
SHARES = 64  # each of the two larger parts is in so many equal shares


def a_share(part: str, number: int = 0) -> str:
    """A 64th of a part, drawn by lot once and for all."""
    return f"{part}{number:02d}"


_VALUE = re.compile(r"[a-zA-Z0-9_-]{1,60}")


@dataclass(frozen=True)
class Sought:
    """Every word must be found, in any of its terms; every facet must hold; one key is enough.

    words     for each word the terms it may stand for
    narrowed  by letter of a facet, the value asked for: {"k": "school"}
    language  of the reader: what is written in it comes a little earlier
    without   keys of cards that wait to be filed anew: neither found nor counted
    """

    words: tuple[AbstractSet[str], ...]
    keys: AbstractSet[str]
    language: str
    narrowed: dict[str, str] = field(default_factory=dict)
    without: AbstractSet[int] = frozenset()
    as_beginnings: bool = False

    def widened(self, letter: str) -> Self:
        """The same without one of its facets."""
        kept = {one: value for one, value in self.narrowed.items() if one != letter}
        return replace(self, narrowed=kept)

    def marks(self) -> list[str]:
        """The facets as terms."""
        return [f"{FACET}{letter}_{value}" for letter, value in sorted(self.narrowed.items())]


def terms_asked(text: str, *, as_beginnings: bool = False) -> tuple[AbstractSet[str], ...]:
    """For each word that says something the terms it may stand for; all, if none does."""
    words = list(dict.fromkeys(words_of(text[:MOST_CHARACTERS])))
    telling = [word for word in words if not is_stop_word(word)] or words
    read = begins_with if as_beginnings else meant_by
    return tuple(terms for word in telling[:MOST_WORDS] if (terms := read(word)))


def is_value(text: str) -> bool:
    """Whether a facet can have this value at all."""
    return bool(_VALUE.fullmatch(text))
