"""A spreadsheet of schools that take part: what it would change, and every bad cell."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from cordata.analysis.registers.rows import WrongFile
from cordata.analysis.registers.tables import read_table
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries.sheet_lines import Problem, Reader, Row
from cordata.networks.queries.taking_part import taking_part

COLUMNS = (
    "national_code", "school", "side", "min_places", "max_places", "needs", "languages",
    "head_agreed_on", "priority", "stratum", "online",
)  # fmt: skip
NEEDED = ("national_code", "side")


@dataclass
class Sheet:
    """What a file says, compared with what is stored."""

    rows: list[Row]
    problems: list[Problem]
    unknown_columns: list[str]

    @property
    def changes(self) -> list[Row]:
        """The lines that change something."""
        return [row for row in self.rows if row.told]

    @property
    def new(self) -> list[Row]:
        """The lines by which a school enters."""
        return [row for row in self.rows if row.begins]

    @property
    def unchanged(self) -> int:
        """How many good lines change nothing."""
        return len(self.rows) - len(self.changes)

    @property
    def digest(self) -> str:
        """A fingerprint of the changes: the same page, the same changes."""
        told = [[row.school.national_code, row.told] for row in self.changes]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def read_sheet(cohort: Cohort, data: bytes) -> Sheet:
    """Read CSV or XLSX and compare it with the cohort. An empty cell changes nothing.

    Raises WrongFile if the file is no table or lacks the columns ``NEEDED``.
    """
    table = read_table(data, cohort.country_id)
    header = tuple(name.lower().replace(" ", "_") for name in table.header)
    table = replace(table, header=header)
    lacking = [name for name in NEEDED if name not in table.header]
    if lacking:
        raise WrongFile("lacks_columns", found=", ".join(lacking))
    reader = Reader(cohort, table)
    for line, cells in table.numbered():
        reader.read(line, {name: value.strip() for name, value in cells.items()})
    for row in reader.rows:
        row.told = _told(row)
    unknown = [name for name in table.header if name and name not in COLUMNS]
    return Sheet(reader.rows, reader.problems, unknown)


def sheet_of(cohort: Cohort) -> list[list[str]]:
    """The cohort as a sheet that ``read_sheet`` takes back without a change."""
    said = [_said(one) for one in taking_part(cohort)]
    return [list(COLUMNS), *([one[name] for name in COLUMNS] for one in said)]


def _told(row: Row) -> list[tuple[str, str, str]]:
    """Each column that changes: its name, before, after."""
    before = dict.fromkeys(COLUMNS, "") if row.begins or not row.before else _said(row.before)
    after = _words(row.facts)
    if row.interests is not None:
        after["needs"] = _needs(row.interests)
    if row.begins:
        after["school"] = row.school.name
    return [(name, before[name], word) for name, word in after.items() if before[name] != word]


def _said(one: Participation) -> dict[str, str]:
    facts = {name: getattr(one, name) for name in _COLUMN_OF}
    needs = {interest.topic.slug: interest.priority for interest in one.wanted}  # type: ignore[attr-defined]  # annotated or prefetched by its query
    told = {"national_code": one.school.national_code, "school": one.school.name}
    return told | _words(facts) | {"needs": _needs(needs)}


_COLUMN_OF = {
    "side": "side",
    "min_places": "min_places",
    "max_places": "max_places",
    "working_languages": "languages",
    "head_agreed_on": "head_agreed_on",
    "priority": "priority",
    "stratum": "stratum",
    "can_work_online": "online",
}


def _words(facts: dict[str, Any]) -> dict[str, str]:
    return {_COLUMN_OF[name]: _word(value) for name, value in facts.items()}


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


def _needs(interests: dict[str, int]) -> str:
    ranked = sorted(interests.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{slug} {priority}" for slug, priority in ranked)
