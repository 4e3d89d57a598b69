"""Read a table of people to invite: every line right, or each wrong one named."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope
from cordata.schools.models import School

COLUMNS = ("email", "name", "language", "role", "school")
OF_SCHOOLS = {RoleKind.HEAD, RoleKind.TEAM}
OF_COUNTRIES = {RoleKind.COORDINATOR, RoleKind.RESEARCHER, RoleKind.POLICY_MAKER}
MOST = 1_000  # lines at once


@dataclass(frozen=True)
class BadLine:
    """A line that invites nobody: its number, column, value and why."""

    number: int
    column: str
    value: str
    why: str


def read_people(text: str, country: str) -> tuple[list[dict[str, Any]], list[BadLine]]:
    """Lines as ``actions.invite`` takes them, and those that are wrong."""
    lines = list(_lines(text))
    if len(lines) > MOST:
        return [], [BadLine(MOST + 1, "", "", _("At most 1000 lines at once."))]
    codes = {cells["school"] for _number, cells in lines if cells["school"]}
    schools = {
        one.national_code: one
        for one in School.objects.filter(
            country=country, national_code__in=codes, closed_on=None
        )
    }
    rows, bad = [], []
    for number, cells in lines:
        faults = [BadLine(number, *fault) for fault in _faults(cells, schools)]
        bad += faults
        if not faults:
            rows.append(_row(cells, schools, country))
    return rows, bad


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    delimiter = ";" if text.count(";") >= text.count(",") else ","
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        values = [cell.strip() for cell in cells]
        is_header = number == 1 and values[:1] and values[0].lower() in {"email", "e-mail"}
        if any(values) and not is_header:
            yield number, dict(zip(COLUMNS, [*values, *[""] * len(COLUMNS)], strict=False))


def _faults(
    cells: dict[str, str], schools: dict[str, School]
) -> Iterator[tuple[str, str, str]]:
    try:
        validate_email(cells["email"])
    except ValidationError:
        yield "email", cells["email"], _("This is no e-mail address.")
    if not cells["name"]:
        yield "name", "", _("The name is missing.")
    if cells["language"] not in dict(settings.LANGUAGES):
        known = ", ".join(dict(settings.LANGUAGES))
        yield "language", cells["language"], _("Use one of: %s.") % known
    if cells["role"] not in OF_SCHOOLS | OF_COUNTRIES:
        known = ", ".join(sorted(OF_SCHOOLS | OF_COUNTRIES))
        yield "role", cells["role"], _("Use one of: %s.") % known
    elif cells["role"] in OF_SCHOOLS and cells["school"] not in schools:
        yield "school", cells["school"], _("No open school of the country has this code.")


def _row(cells: dict[str, str], schools: dict[str, School], country: str) -> dict[str, Any]:
    school = schools.get(cells["school"]) if cells["role"] in OF_SCHOOLS else None
    return {
        "email": cells["email"],
        "name": cells["name"],
        "language": cells["language"],
        "kind": cells["role"],
        "scope": Scope.SCHOOL if school else Scope.COUNTRY,
        "place": school.public_id if school else country,
        "place_name": school.name if school else country,
    }
