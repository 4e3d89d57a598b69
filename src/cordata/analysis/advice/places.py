"""What schools a place has, as a table that any spreadsheet writes: dimension, value, schools."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from cordata.analysis.advice.transfer import DIMENSIONS, Place

HEADER = ("dimension", "value", "schools")
VALUES = {
    "level": ("02", "1", "2", "3", "5"),
    "size": ("small", "middle", "large"),
    "rurality": ("remote", "other"),
}
MOST_LINES = 200
MARKS = ",;\t"  # spreadsheets of other countries part cells otherwise


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of the file, counted from 1: a code, and what stood there."""

    line: int
    code: str
    found: str = ""


def read_place(text: str) -> tuple[dict[str, dict[str, float]], list[Problem]]:
    """Counts by dimension and value, and every line that could not be read.

    Codes: "header", "dimension", "value", "number", "twice", "long", "empty".
    """
    lines = list(csv.reader(io.StringIO(text.lstrip("\N{BOM}")), delimiter=_mark(text)))
    if not lines or tuple(one.strip().lower() for one in lines[0][:3]) != HEADER:
        return {}, [Problem(1, "header")]
    if len(lines) > MOST_LINES:
        return {}, [Problem(len(lines), "long")]
    place: dict[str, dict[str, float]] = {}
    problems = []
    for at, cells in enumerate(lines[1:], start=2):
        if any(one.strip() for one in cells):
            problems += _read(place, at, [one.strip() for one in (*cells, "", "", "")[:3]])
    if not place and not problems:
        problems.append(Problem(1, "empty"))
    return place, problems


def write_place(place: Place) -> Iterator[tuple[str, str, float]]:
    """The lines below the header, in the order of dimensions and values."""
    for dimension in DIMENSIONS:
        told = place.get(dimension, {})
        for value in VALUES.get(dimension, tuple(sorted(told))):
            if value in told:
                yield dimension, value, told[value]


def _mark(text: str) -> str:
    head = text.partition("\n")[0]
    return max(MARKS, key=head.count)


def _read(place: dict[str, dict[str, float]], at: int, cells: list[str]) -> list[Problem]:
    dimension, value, number = cells[0].lower(), cells[1].lower(), cells[2]
    if dimension not in DIMENSIONS:
        return [Problem(at, "dimension", cells[0])]
    is_language = len(value) == 2 and value.isascii() and value.isalpha()  # noqa: PLR2004 - ISO 639
    if value not in VALUES.get(dimension, (value,) if is_language else ()):
        return [Problem(at, "value", cells[1])]
    if not number.isdecimal():
        return [Problem(at, "number", cells[2])]
    if value in place.get(dimension, {}):
        return [Problem(at, "twice", cells[1])]
    place.setdefault(dimension, {})[value] = float(number)
    return []
