"""Area means of SELFIE, the European self-reflection tool, as a school saves them from there.

A table (CSV or XLSX) with a line for each area and voice: ``area`` (A to H), ``voice``,
``n`` (how many answered) and ``mean`` (1 to 5). We read no texts of its questions and keep none.
"""

import re
from dataclasses import dataclass

from cordata.analysis.registers.rows import WrongFile
from cordata.analysis.registers.tables import read_table

COLUMNS = ("area", "voice", "n", "mean")
AREA = re.compile(r"([A-H])(?:\W.*)?", re.DOTALL)  # "A", or "A. Leadership"
VOICES = {
    "leaders": "leaders", "school leaders": "leaders", "leader": "leaders",
    "teachers": "teachers", "teacher": "teachers",
    "students": "students", "student": "students", "pupils": "students",
}  # fmt: skip
LOWEST, HIGHEST = 1.0, 5.0
MOST = 100_000


@dataclass(frozen=True)
class AreaMean:
    """What one voice of a school said about one area on average."""

    area: str
    voice: str
    n: int
    mean: float


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be read: its line, its column, why, and what stands there."""

    line: int
    column: str
    code: str
    found: str


@dataclass(frozen=True)
class Means:
    """What a file says; nothing is taken in while a cell is bad."""

    rows: tuple[AreaMean, ...]
    bad: tuple[BadCell, ...]


def read_means(data: bytes) -> Means:
    """Area means of a file. Raises WrongFile if it is no table with the four columns."""
    table = read_table(data)
    names = [name.strip().lower() for name in table.header]
    if not set(COLUMNS) <= set(names):
        raise WrongFile("lacks_columns", found=", ".join(table.header)[:80])
    rows: dict[tuple[str, str], AreaMean] = {}
    bad: list[BadCell] = []
    for number, line in zip(table.numbers, table.lines, strict=True):
        cells = dict(zip(names, line, strict=False))
        read = _line(number, {name: cells.get(name, "").strip() for name in COLUMNS})
        if isinstance(read, list):
            bad += read
        elif (read.area, read.voice) in rows:
            bad.append(BadCell(number, "area", "twice", f"{read.area}, {read.voice}"))
        else:
            rows[read.area, read.voice] = read
    return Means(tuple(rows.values()), tuple(bad))


def _line(number: int, cells: dict[str, str]) -> AreaMean | list[BadCell]:
    area = AREA.fullmatch(cells["area"])
    voice = VOICES.get(cells["voice"].lower())
    count = (
        int(cells["n"]) if cells["n"].isdecimal() and len(cells["n"]) <= len(str(MOST)) else 0
    )
    mean = _number(cells["mean"])
    wrong = {
        "area": area is None,
        "voice": voice is None,
        "n": not 1 <= count <= MOST,
        "mean": mean is None or not LOWEST <= mean <= HIGHEST,
    }
    if area is not None and voice is not None and mean is not None and not any(wrong.values()):
        return AreaMean(area[1], voice, count, mean)
    return [
        BadCell(number, name, f"bad_{name}", cells[name][:40])
        for name, is_wrong in wrong.items()
        if is_wrong
    ]


def _number(said: str) -> float | None:
    plain = said.replace(",", ".")
    return float(plain) if re.fullmatch(r"\d(?:\.\d{1,6})?", plain) else None
