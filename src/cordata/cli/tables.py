"""Read schools from CSV; every fault says which file, line and column, and what to do."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cordata.analysis.matching.schools import Mentee, Mentor

SHARED = {
    "id": "a short code, unique in its file",
    "name": "the school's name",
    "lat": "degrees north, such as 45.07",
    "lon": "degrees east, such as 7.68",
}
OPTIONAL = (
    "region", "stratum", "levels", "languages", "owner", "pupils", "mountain", "island",
    "agreed", "online", "wishes",
)  # fmt: skip
YES, NO = {"yes", "true", "1", "x"}, {"no", "false", "0", ""}


class BadTable(Exception):
    """A file that cannot be used; the text is for the person at the terminal."""


def read_mentors(path: Path) -> tuple[Mentor, ...]:
    """Mentor schools: shared columns, and min_places, max_places, offers."""
    rows = _rows(path, [*SHARED, "max_places"])
    return tuple(_unique(path, (_mentor(cell) for cell in rows)))


def read_mentees(path: Path) -> tuple[Mentee, ...]:
    """Mentee schools: shared columns, and needs ("stem:3; inclusion:2") and priority."""
    rows = _rows(path, [*SHARED, "needs"])
    return tuple(_unique(path, (_mentee(cell) for cell in rows)))


def read_travel(path: Path) -> dict[tuple[str, str], int]:
    """Minutes by mentee and mentor: columns mentee, mentor, minutes."""
    rows = _rows(path, ["mentee", "mentor", "minutes"])
    return {
        (cell.text("mentee"), cell.text("mentor")): cell.number("minutes", 0, 24 * 60)
        for cell in rows
    }


class _Cells:
    """One row; remembers where it stands, for messages."""

    def __init__(self, path: Path, line: int, row: Mapping[str, str]) -> None:
        self.path, self.line, self.row = path, line, row

    def text(self, column: str) -> str:
        return (self.row.get(column) or "").strip()

    def needed(self, column: str) -> str:
        value = self.text(column)
        if not value:
            raise self.fault(column, value, f"must not be empty: {SHARED.get(column, '')}")
        return value

    def decimal(self, column: str, low: float, high: float) -> float:
        value = self.needed(column)
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            raise self.fault(column, value, "must be a number with a point") from None
        if not low <= number <= high:
            raise self.fault(column, value, f"must be between {low:g} and {high:g}")
        return number

    def number(self, column: str, low: int, high: int, default: int | None = None) -> int:
        value = self.text(column)
        if not value and default is not None:
            return default
        if not value.isdigit() or not low <= int(value) <= high:
            raise self.fault(column, value, f"must be a whole number from {low} to {high}")
        return int(value)

    def flag(self, column: str, *, default: bool) -> bool:
        value = self.text(column).lower()
        if column not in self.row or (not value and default):
            return default
        if value not in YES | NO:
            raise self.fault(column, value, "must be yes or no")
        return value in YES

    def words(self, column: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in self.text(column).split(";") if word.strip())

    def fault(self, column: str, value: str, what: str) -> BadTable:
        return BadTable(f"{self.path}, line {self.line}, column {column}: {value!r} {what}.")


def _rows(path: Path, columns: list[str]) -> Iterator[_Cells]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadTable(f"{path}: there is no such file. Check the path.") from None
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not UTF-8. Save the table as CSV UTF-8."
        raise BadTable(f"{path}: {what}") from None
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(
        text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if not text.strip():
        raise BadTable(f"{path}: the file is empty. It needs the columns {', '.join(columns)}.")
    if missing:
        raise BadTable(
            f"{path}, line 1: the column {', '.join(missing)} is missing. "
            f"Found: {', '.join(reader.fieldnames or [])}."
        )
    rows = [_Cells(path, at, row) for at, row in enumerate(reader, 2)]
    if not rows:
        raise BadTable(f"{path}: there is a header but no school. Add one line per school.")
    yield from rows


def _unique[School: (Mentor, Mentee)](
    path: Path, schools: Iterator[School]
) -> Iterator[School]:
    seen: dict[str, int] = {}
    for line, school in enumerate(schools, 2):
        if school.id in seen:
            raise BadTable(
                f"{path}, line {line}, column id: {school.id!r} is already in line "
                f"{seen[school.id]}. Give each school its own code."
            )
        seen[school.id] = line
        yield school


def _shared(cell: _Cells) -> dict[str, Any]:
    pupils = cell.number("pupils", 0, 100_000, default=0)
    return {
        "id": cell.needed("id"),
        "name": cell.needed("name"),
        "lat": cell.decimal("lat", -90, 90),
        "lon": cell.decimal("lon", -180, 180),
        "region": cell.text("region"),
        "stratum": cell.text("stratum"),
        "levels": frozenset(cell.words("levels")),
        "languages": frozenset(cell.words("languages")) or frozenset({"-"}),
        "owner": cell.text("owner"),
        "pupils": pupils or None,
        "mountain": cell.flag("mountain", default=False),
        "island": cell.flag("island", default=False),
        "agreed": cell.flag("agreed", default=True),
        "online": cell.flag("online", default=True),
        "wishes": cell.words("wishes"),
    }


def _mentor(cell: _Cells) -> Mentor:
    most = cell.number("max_places", 1, 1_000)
    least = cell.number("min_places", 0, 1_000, default=0)
    if least > most:
        raise cell.fault("min_places", str(least), f"must not be above max_places ({most})")
    return Mentor(
        **_shared(cell),
        min_places=least,
        max_places=most,
        offers=frozenset(cell.words("offers")),
    )


def _mentee(cell: _Cells) -> Mentee:
    needs = {}
    for word in cell.words("needs"):
        topic, _, priority = word.partition(":")
        if priority.strip() not in {"", "1", "2", "3"}:
            raise cell.fault("needs", word, "must end in :1, :2 or :3 (3 comes first)")
        needs[topic.strip()] = int(priority.strip() or 2)
    return Mentee(**_shared(cell), needs=needs, priority=cell.flag("priority", default=False))
