"""What people change of a school. Its register facts change only by import."""

import datetime as dt
from typing import Any

from django.db import transaction

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.schools.models import PriorityFlag, School, Succession


@transaction.atomic
def set_listed(school: School, *, listed: bool, by: User) -> None:
    """Show the school in the directory, on maps and in files for everybody, or nowhere."""
    School.objects.filter(pk=school.pk).update(listed=listed)
    school.listed = listed
    _note("school.listed" if listed else "school.unlisted", school, by)


@transaction.atomic
def set_priority_flag(
    school: School, *, reason: str, source: str, dated_on: dt.date, by: User | None
) -> PriorityFlag:
    """Say why a school comes first, and on whose word; saying it again replaces the source."""
    flag, _created = PriorityFlag.objects.update_or_create(
        school=school, reason=reason, defaults={"source": source, "dated_on": dated_on}
    )
    _note("school.flagged", school, by, reason=reason, source=source)
    return flag


@transaction.atomic
def lift_priority_flag(flag: PriorityFlag, *, by: User) -> None:
    """The reason holds no longer."""
    _note("school.unflagged", flag.school, by, reason=flag.reason)
    flag.delete()


@transaction.atomic
def merge_schools(before: School, into: School, *, on: dt.date, by: User) -> Succession:
    """One school goes on in another; it closes, and its history stays its own."""
    School.objects.filter(pk=before.pk).update(closed_on=on)
    succession = Succession.objects.create(
        before=before, after=into, kind=Succession.Kind.MERGED, on=on
    )
    _note("school.merged", before, by, into=into.public_id)
    return succession


@transaction.atomic
def mark_invented(country: str, *, by: User | None) -> int:
    """Set apart the schools that a demo made up: no register import touches them again."""
    invented = School.objects.filter(country=country, national_code__startswith="DEMO-")
    for school in invented[:1]:
        _note("school.marked_invented", school, by)
    return invented.update(from_register=False)


def _note(verb: str, school: School, by: User | None, **facts: Any) -> None:
    record(verb, on=school, by=by, scope=f"country:{school.country}", **facts)
