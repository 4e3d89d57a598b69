"""A spreadsheet of schools that take part: what it would change, and every bad cell."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.analysis.registers.rows import WrongFile
from cordata.analysis.registers.tables import Table, read_table
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries.cells import Vocabulary, date_in, needs_in, number_in, truth_in
from cordata.networks.queries.taking_part import taking_part, with_interests
from cordata.schools.models import School

COLUMNS = (
    "national_code", "school", "side", "min_places", "max_places", "needs", "languages",
    "head_agreed_on", "priority", "stratum", "online",
)  # fmt: skip
NEEDED = ("national_code", "side")
SIDES = {side.value for side in Participation.Side}
LANGUAGES = {code for code, _name in settings.LANGUAGES}
MOST_PLACES = 99


class Reason(models.TextChoices):
    """What can be wrong with a cell."""

    UNKNOWN_SCHOOL = "unknown_school", _("No school of this country has this code")
    CLOSED_SCHOOL = "closed_school", _("This school has closed")
    TWICE = "twice", _("This code stands in the sheet twice")
    BAD_SIDE = "bad_side", _("Write mentor or mentee")
    BAD_NUMBER = "bad_number", _("Write a whole number from 0 to 99")
    BAD_INTERVAL = "bad_interval", _("“At least” is larger than “at most”")
    NO_PLACES = "no_places", _("A mentor school needs at least one place")
    UNKNOWN_TOPIC = "unknown_topic", _("This topic is not in the vocabulary")
    BAD_PRIORITY = "bad_priority", _("Priority is 3, 2 or 1")
    UNKNOWN_LANGUAGE = "unknown_language", _("Write codes such as it or en")
    BAD_DATE = "bad_date", _("Write the date like 2026-05-01")
    BAD_TRUTH = "bad_truth", _("Write yes or no")
    TOO_LONG = "too_long", _("Write at most 60 characters")


@dataclass(frozen=True)
class Problem:
    """One bad cell. Its line is left out; the others are not."""

    line: int
    column: str
    value: str
    reason: Reason


@dataclass
class Row:
    """One good line and what it would change; ``told`` is empty if nothing."""

    line: int
    school: School
    before: Participation | None
    facts: dict[str, Any]
    interests: dict[str, int] | None
    told: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def begins(self) -> bool:
        """Whether the school would enter the cohort."""
        return self.before is None or self.before.withdrawn_at is not None


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
    table = Table(
        tuple(name.lower().replace(" ", "_") for name in table.header),
        table.lines,
        table.encoding,
        table.delimiter,
    )
    lacking = [name for name in NEEDED if name not in table.header]
    if lacking:
        raise WrongFile("lacks_columns", found=", ".join(lacking))
    reader = _Reader(cohort, table)
    for line, cells in table.numbered():
        reader.read(line, {name: value.strip() for name, value in cells.items()})
    unknown = [name for name in table.header if name and name not in COLUMNS]
    return Sheet(reader.rows, reader.problems, unknown)


def sheet_of(cohort: Cohort) -> list[list[str]]:
    """The cohort as a sheet that ``read_sheet`` takes back without a change."""
    said = [_said(one) for one in taking_part(cohort)]
    return [list(COLUMNS), *([one[name] for name in COLUMNS] for one in said)]


class _Reader:
    """Reads line after line; knows the schools, what is stored and what was seen before."""

    def __init__(self, cohort: Cohort, table: Table) -> None:
        codes = {cells.get("national_code", "").strip() for _line, cells in table.numbered()}
        schools = School.objects.filter(country=cohort.country_id, national_code__in=codes)
        self.schools = {school.national_code: school for school in schools}
        stored = with_interests(
            Participation.objects.filter(cohort=cohort).select_related("school")
        )
        self.stored = {one.school_id: one for one in stored}
        self.vocabulary = Vocabulary()
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def read(self, line: int, cells: dict[str, str]) -> None:
        """Add the line to ``rows``, or what is wrong with it to ``problems``."""
        self.bad: list[Problem] = []
        self.line, self.cells = line, cells
        school = self._school()
        before = self.stored.get(school.pk) if school else None
        facts, interests = self._facts(before), self._interests()
        self.problems += self.bad
        if school and not self.bad:
            row = Row(line, school, before, facts, interests)
            row.told = _told(row)
            self.rows.append(row)

    def _note(self, column: str, reason: Reason) -> None:
        value = self.cells.get(column, "")[:120]
        self.bad.append(Problem(self.line, column, value, reason))

    def _school(self) -> School | None:
        code = self.cells.get("national_code", "")
        school = self.schools.get(code)
        if school is None:
            self._note("national_code", Reason.UNKNOWN_SCHOOL)
        elif code in self.seen:
            self._note("national_code", Reason.TWICE)
        elif school.closed_on is not None:
            self._note("national_code", Reason.CLOSED_SCHOOL)
        self.seen.add(code)
        return school

    def _facts(self, before: Participation | None) -> dict[str, Any]:
        side = self.cells.get("side", "").lower()
        if side not in SIDES:
            self._note("side", Reason.BAD_SIDE)
        facts: dict[str, Any] = {"side": side}
        facts |= self._places(side, before)
        languages = self.cells.get("languages", "").lower().replace(",", " ").split()
        if languages:
            facts["working_languages"] = languages
            if set(languages) - LANGUAGES:
                self._note("languages", Reason.UNKNOWN_LANGUAGE)
        self._read("head_agreed_on", "head_agreed_on", date_in, Reason.BAD_DATE, facts)
        self._read("priority", "priority", truth_in, Reason.BAD_TRUTH, facts)
        self._read("online", "can_work_online", truth_in, Reason.BAD_TRUTH, facts)
        if stratum := self.cells.get("stratum", ""):
            facts["stratum"] = stratum
            if len(stratum) > 60:  # noqa: PLR2004 - the length of the field
                self._note("stratum", Reason.TOO_LONG)
        return facts

    def _places(self, side: str, before: Participation | None) -> dict[str, Any]:
        if side != Participation.Side.MENTOR:
            return {"min_places": 0, "max_places": 0} if before and before.is_mentor else {}
        usual = (
            (before.min_places, before.max_places) if before and before.is_mentor else (0, 4)
        )
        facts: dict[str, Any] = dict(zip(("min_places", "max_places"), usual, strict=True))
        self._read("min_places", "min_places", number_in, Reason.BAD_NUMBER, facts)
        self._read("max_places", "max_places", number_in, Reason.BAD_NUMBER, facts)
        if facts["max_places"] < 1:
            self._note("max_places", Reason.NO_PLACES)
        elif facts["min_places"] > facts["max_places"]:
            self._note("min_places", Reason.BAD_INTERVAL)
        return facts

    def _read(
        self, column: str, fact: str, reading: Any, reason: Reason, facts: dict[str, Any]
    ) -> None:
        if not (cell := self.cells.get(column, "")):
            return
        try:
            facts[fact] = reading(cell)
        except ValueError:
            self._note(column, reason)

    def _interests(self) -> dict[str, int] | None:
        if not (cell := self.cells.get("needs", "")):
            return None
        try:
            return needs_in(cell, self.vocabulary)
        except KeyError:
            self._note("needs", Reason.UNKNOWN_TOPIC)
        except ValueError:
            self._note("needs", Reason.BAD_PRIORITY)
        return None


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
    needs = {interest.topic.slug: interest.priority for interest in one.wanted}  # type: ignore[attr-defined]
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
