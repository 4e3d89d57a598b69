"""The passage of a text in which most of what was asked for stands."""

from collections.abc import Callable
from dataclasses import dataclass

from cordata.analysis.wording.stems import WORD

WORDS_SHOWN = 28
WORDS_BEFORE = 6
MOST_WORDS = 3_000  # of a text are looked at


@dataclass(frozen=True)
class Piece:
    """Some of a text, and whether it is a word that was asked for."""

    text: str
    is_hit: bool


def passage(text: str, is_hit: Callable[[str], bool]) -> list[Piece]:
    """About ``WORDS_SHOWN`` words around the most hits, in pieces; the beginning without any.

    The pieces put together are the text itself; what was left out is marked by "…".
    """
    places = [
        found.span() for _, found in zip(range(MOST_WORDS), WORD.finditer(text), strict=False)
    ]
    if not places:
        return [Piece(text, is_hit=False)] if text else []
    hits = [number for number, (start, end) in enumerate(places) if is_hit(text[start:end])]
    first = _where(hits)
    last = min(first + WORDS_SHOWN, len(places)) - 1
    begin = places[first][0] if first else 0
    end = places[last][1] if last + 1 < len(places) else len(text)
    shown = [places[number] for number in hits if first <= number <= last]
    return _cut(text, begin, end, shown)


def _where(hits: list[int]) -> int:
    """The word to begin with: a little before the hit that has most others after it."""
    within = [
        sum(at <= other < at + WORDS_SHOWN - WORDS_BEFORE for other in hits) for at in hits
    ]
    best = hits[within.index(max(within))] if hits else 0
    return max(0, best - WORDS_BEFORE)


def _cut(text: str, begin: int, end: int, hits: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [Piece("…", is_hit=False)] if begin else [], begin
    for start, stop in hits:
        if start > at:
            pieces.append(Piece(text[at:start], is_hit=False))
        pieces.append(Piece(text[start:stop], is_hit=True))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end], is_hit=False))
    return [*pieces, Piece("…", is_hit=False)] if end < len(text) else pieces
