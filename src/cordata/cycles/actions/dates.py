"""A school says whether it comes; a person makes a calendar's address and stops letters."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.actions.activities import ToldAlready, alive, belong, note
from cordata.cycles.models import Activity, Answer, PersonalCalendar
from cordata.history.actions import record
from cordata.networks.models import Participation


class TooLate(Exception):
    """It has begun; nobody plans with an answer any more."""


@transaction.atomic
def answer_activity(
    activity: Activity,
    participation: Participation,
    *,
    says: str,
    sentence: str,
    said_at: dt.datetime | None = None,
    by: User,
) -> Answer:
    """Whether a school comes on this date; a later answer takes the place of an earlier one.

    said_at  when, if a calendar program said it and a mail brought it later; else now
    Raises ToldAlready, TooLate, NotInTheCluster.
    """
    still = alive(activity).first()
    if still is None:
        raise ToldAlready(Activity.objects.get(pk=activity.pk))
    if still.starts_at <= timezone.now():
        raise TooLate
    belong(activity.cluster, participation)
    answer, _new = Answer.objects.update_or_create(
        activity=activity,
        participation=participation,
        defaults={
            "says": says,
            "sentence": sentence.strip(),
            "starts_at": still.starts_at,
            "answered_by": by,
            "answered_at": said_at or timezone.now(),
        },
    )
    note("activity.answered", activity, by, school=participation.school.public_id, says=says)
    return answer


@transaction.atomic
def open_calendar(*, by: User) -> PersonalCalendar:
    """The calendar of a person, made when it is first asked for."""
    return _calendar_of(by, by=by)


@transaction.atomic
def renew_calendar(*, by: User) -> PersonalCalendar:
    """Make a new address; the one before is worthless."""
    calendar = open_calendar(by=by)
    calendar.version += 1
    calendar.save(update_fields=["version"])
    record("calendar.renewed", on=calendar, by=by, concerns=by)
    return calendar


@transaction.atomic
def choose_invitations(person: User, *, wanted: bool, by: User | None) -> None:
    """Whether planned, changed and cancelled dates are sent as letters. Twice is as once."""
    calendar = _calendar_of(person, by=by)
    if calendar.invitations == wanted:
        return
    calendar.invitations = wanted
    calendar.save(update_fields=["invitations"])
    record("calendar.invitations", on=calendar, by=by, concerns=person, wanted=wanted)


def _calendar_of(person: User, *, by: User | None) -> PersonalCalendar:
    calendar, new = PersonalCalendar.objects.get_or_create(person=person)
    if new:
        record("calendar.opened", on=calendar, by=by, concerns=person)
    return calendar
