"""Schools that were told of a call: who opened the letter, who has not."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef, QuerySet

from cordata.accounts.actions import digest
from cordata.calls.models import Application, Call, Invitee
from cordata.schools.models import School


@dataclass(frozen=True)
class BadLine:
    """A line that invites nobody: its number, its text, and why (code or email)."""

    number: int
    text: str
    why: str


def invitees_of(call: Call) -> QuerySet[Invitee]:
    """All who were told, those that have not opened their letter first."""
    return (
        call.invitees.select_related("school__main_site")
        .annotate(has_applied=_has_applied(call))
        .order_by("opened_at", "school__name", "pk")
    )


def _has_applied(call: Call) -> Exists:
    return Exists(Application.objects.filter(call=call, school=OuterRef("school")))


def to_remind(call: Call) -> QuerySet[Invitee]:
    """Who has neither opened, nor applied, nor been reminded."""
    silent = call.invitees.filter(~_has_applied(call), opened_at=None, reminded_at=None)
    return silent.select_related("school").order_by("pk")


def invitee_with(token: str) -> Invitee | None:
    """Whom a letter's link was sent to."""
    found = Invitee.objects.filter(token_digest=digest(token))
    return found.select_related("call", "school").first()


def read_lines(call: Call, text: str) -> tuple[list[tuple[School, str]], list[BadLine]]:
    """Read "national code; e-mail" lines: schools with addresses, and lines that are wrong."""
    lines = list(_lines(text))
    codes = {code for _number, _text, code, _email in lines}
    schools = {
        school.national_code: school
        for school in School.objects.filter(
            country=call.cohort.country_id, national_code__in=codes, closed_on=None
        )
    }
    good, bad = [], []
    for number, line, code, email in lines:
        if code not in schools:
            bad.append(BadLine(number, line, "code"))
        elif not _is_address(email):
            bad.append(BadLine(number, line, "email"))
        else:
            good.append((schools[code], email))
    return good, bad


def _lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            code, _separator, email = line.replace("\t", ";").replace(",", ";").partition(";")
            yield number, line.strip(), code.strip(), email.strip()


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
