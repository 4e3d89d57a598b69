"""Pictures for diaries: what a school would photograph, drawn with a hand that is never quite steady."""

import random
from collections.abc import Callable, Iterable
from functools import cache
from html import escape

from cordata.demo.year.words import DrawingWords, words_in
from cordata.kit.paper.drawing import png_of

WIDE, HIGH = 600, 400
INK, RED, BLUE, GREEN = "#33383d", "#b3261e", "#1f5fa8", "#2e7d4f"
FONT = "Libertinus Serif"  # comes with Typst: the same on every computer
SHAKES = 1.6
HOURS, MOVED_FROM, MOVED_TO, HOUR = 5, 4, 2, 3  # columns are days, rows lessons
COUNTED = (5, 9, 14)  # as the entry says
FIVE = 5


@cache
def drawn(name: str, language: str) -> bytes:
    """The drawing as a PNG, in the words of a language; the same each time."""
    hand = random.Random(name)  # noqa: S311 - repeatable, not secret
    parts = DRAWINGS[name](words_in(language).drawings[name], hand)
    frame = f'<rect width="{WIDE}" height="{HIGH}" fill="#fdfdfa"/>'
    return png_of(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">'
        f"{frame}{''.join(parts)}</svg>"
    )


def _line(hand: random.Random, *points: tuple[float, float], ink: str = INK) -> str:
    """Through the points, near enough."""
    shaken = " ".join(
        f"{x + hand.uniform(-SHAKES, SHAKES):.1f},{y + hand.uniform(-SHAKES, SHAKES):.1f}"
        for x, y in points
    )
    return (
        f'<polyline points="{shaken}" fill="none" stroke="{ink}" stroke-width="3.2" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _words(x: float, y: float, words: str, size: int = 24, ink: str = INK) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-style="italic" font-size="{size}" '
        f'text-anchor="middle" fill="{ink}">{escape(words)}</text>'
    )


def _timetable(told: DrawingWords, hand: random.Random) -> Iterable[str]:
    """A week on paper: the shared lesson has gone from Friday to Wednesday."""
    *days, lesson = told.words
    left, top, wide, high = 60, 110, 100, 52
    yield _words(WIDE / 2, 50, told.title, 34, BLUE)
    for at, day in enumerate(days):
        yield _words(left + (at + 0.5) * wide, top - 14, day)
    for at in range(len(days) + 1):
        x = left + at * wide
        yield _line(hand, (x, top), (x, top + HOURS * high / 2), (x, top + HOURS * high))
    for at in range(HOURS + 1):
        y = top + at * high
        yield _line(hand, (left, y), (left + 250, y), (left + len(days) * wide, y))
        if at < HOURS:
            yield _words(left - 24, y + 35, f"{at + 1}.", 22)
    row = top + HOUR * high
    for column, ink in ((MOVED_FROM, RED), (MOVED_TO, GREEN)):
        first, *others = lesson.split(" ", 1)
        middle = left + (column + 0.5) * wide
        yield _words(middle, row + (24 if others else 33), first, 19, ink)
        yield from (_words(middle, row + 43, one, 19, ink) for one in others)
    gone = left + MOVED_FROM * wide
    yield _line(hand, (gone + 8, row + 44), (gone + wide - 8, row + 8), ink=RED)
    yield _arrow(
        hand, (gone - 6, row + 66), (left + (MOVED_TO + 1) * wide - 4, row + 66), GREEN
    )


def _arrow(
    hand: random.Random, start: tuple[float, float], end: tuple[float, float], ink: str
) -> str:
    (x, y), back = end, 14 if start[0] > end[0] else -14
    tip = _line(hand, (x + back, y - 9), (x, y), (x + back, y + 9), ink=ink)
    return _line(hand, start, ((start[0] + x) / 2, y - 5), end, ink=ink) + tip


def _board(told: DrawingWords, hand: random.Random) -> Iterable[str]:
    """A whiteboard: an instruction of one line, and one of three."""
    short, starts, long, asks = told.words
    yield f'<rect x="8" y="8" width="{WIDE - 16}" height="{HIGH - 16}" rx="10" fill="none" '
    yield 'stroke="#b9bec4" stroke-width="10"/>'
    yield _words(WIDE / 2, 66, told.title, 38, BLUE)
    yield _line(hand, (200, 78), (300, 82), (400, 78), ink=BLUE)
    for middle, lines, name, then, ink in (
        (160, 1, short, starts, GREEN), (440, 3, long, asks, RED),
    ):  # fmt: skip
        yield _words(middle, 130, name, 28)
        for at in range(lines):
            y = 166 + at * 26
            yield _line(hand, (middle - 90, y), (middle - 30, y + 2), (middle + 85, y))
        yield _line(hand, (middle, 240), (middle + 1, 290), ink=ink)
        yield _line(hand, (middle - 9, 277), (middle, 291), (middle + 9, 277), ink=ink)
        yield _words(middle, 330, then, 28, ink)


def _tally(told: DrawingWords, hand: random.Random) -> Iterable[str]:
    """A poster: strokes in fives."""
    yield _words(WIDE / 2, 66, told.title, 36, BLUE)
    yield _line(hand, (110, 84), (300, 80), (490, 84), ink=BLUE)
    for at, (name, count) in enumerate(zip(told.words, COUNTED, strict=True)):
        y = 150 + at * 90
        yield _words(100, y + 10, name, 26)
        for stroke in range(count):
            group, place = divmod(stroke, FIVE)
            x = 210 + group * 115 + place * 17
            if place == FIVE - 1:
                yield _line(hand, (x - 82, y + 20), (x - 8, y - 18), ink=GREEN)
            else:
                yield _line(hand, (x, y - 24), (x + 2, y + 24), ink=GREEN)


DRAWINGS: dict[str, Callable[[DrawingWords, random.Random], Iterable[str]]] = {
    "timetable": _timetable,
    "board": _board,
    "tally": _tally,
}
