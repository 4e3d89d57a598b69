"""Read a participation sheet line by line; what is wrong is noted, not raised."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.analysis.registers.tables import Table
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries.cells import Vocabulary, date_in, needs_in, number_in, truth_in
from cordata.networks.queries.taking_part import with_interests
from cordata.schools.models import School

SIDES = {side.value for side in Participation.Side}
LANGUAGES = {code for code, _name in settings.LANGUAGES}
USUAL_PLACES = (0, 4)
LONGEST_STRATUM = 60


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


class Reader:
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
            self.rows.append(Row(line, school, before, facts, interests))

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
            if len(stratum) > LONGEST_STRATUM:
                self._note("stratum", Reason.TOO_LONG)
        return facts

    def _places(self, side: str, before: Participation | None) -> dict[str, Any]:
        if side != Participation.Side.MENTOR:
            return {"min_places": 0, "max_places": 0} if before and before.is_mentor else {}
        usual = (
            (before.min_places, before.max_places)
            if before and before.is_mentor
            else USUAL_PLACES
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
