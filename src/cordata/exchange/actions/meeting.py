"""Open a challenge, call a meeting that takes it, write and publish the minutes."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.actions.files import store_file
from cordata.exchange.models import (
    Attendance,
    Challenge,
    Decision,
    Guest,
    Meeting,
    MinutesBefore,
    Organisation,
    Output,
)
from cordata.exchange.queries.meetings import attendances_of, minutes_before
from cordata.history.actions import record
from cordata.networks.actions.stale import claim
from cordata.schools.models import School


class NoMinutes(Exception):
    """There are no minutes to publish."""


class NothingGiven(Exception):
    """An output is a file or a link."""


@transaction.atomic
def open_challenge(*, title: str, question: str, language: str, by: User) -> Challenge:
    """A question that the group works on; members contribute from now on."""
    challenge = Challenge.objects.create(
        title=title,
        question=question,
        language=language,
        opened_by=by,
        opened_at=timezone.now(),
    )
    record("challenge.opened", on=challenge, by=by)
    return challenge


@transaction.atomic
def call_meeting(
    challenge: Challenge,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    agenda: str,
    language: str,
    by: User,
) -> Meeting:
    """A meeting takes one challenge."""
    meeting = Meeting.objects.create(
        challenge=challenge,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        agenda=agenda,
        language=language,
        called_by=by,
    )
    record("meeting.called", on=meeting, by=by, challenge=challenge.public_id)
    return meeting


@transaction.atomic
def write_meeting(
    meeting: Meeting,
    *,
    facts: dict[str, Any],
    guests: Iterable[School],
    attended: Iterable[Organisation],
    decisions: Iterable[str],
    version: int | None,
    by: User,
) -> None:
    """Times, agenda, minutes; guest schools, who was there, what was decided.

    Of published minutes the text before is kept, with the days on which everybody read it.

    Raises ChangedBySomebody, NoMinutes (published ones are not emptied).
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.published_at and not facts.get("minutes", held.minutes).strip():
        raise NoMinutes
    before = _told(held)
    claim(meeting, version, **facts)
    kept = list(guests)
    meeting.guests.exclude(school__in=kept).delete()
    for school in kept:
        Guest.objects.get_or_create(meeting=meeting, school=school)
    present = list(attended)
    meeting.attendances.exclude(organisation__in=present).delete()
    for organisation in present:
        Attendance.objects.get_or_create(meeting=meeting, organisation=organisation)
    meeting.decisions.all().delete()
    Decision.objects.bulk_create(
        Decision(meeting=meeting, number=number, text=text)
        for number, text in enumerate(decisions, start=1)
    )
    if held.published_at and before != _told(Meeting.objects.get(pk=meeting.pk)):
        last = minutes_before(held).first()
        begun = last.until if last else held.published_at
        MinutesBefore.objects.create(
            meeting=held, from_at=begun, until=timezone.now(), changed_by=by, **before
        )
    record("meeting.written", on=meeting, by=by, version=meeting.version)


@transaction.atomic
def publish_minutes(meeting: Meeting, *, by: User) -> None:
    """Everybody reads minutes, decisions, attendance and outputs from now on.

    Published again, the day of the first time stays. Raises NoMinutes.
    """
    written = Meeting.objects.filter(pk=meeting.pk).exclude(minutes="")
    if not written.exists():
        raise NoMinutes
    if written.filter(published_at=None).update(published_at=timezone.now()):
        record("meeting.published", on=meeting, by=by)
    meeting.refresh_from_db()


def _told(meeting: Meeting) -> dict[str, Any]:
    """What everybody reads of it, however its lines were broken on the way."""
    return {
        "minutes": "\n".join(meeting.minutes.splitlines()),
        "language": meeting.language,
        "decisions": [one.text for one in meeting.decisions.order_by("number")],
        "attended": [one.organisation.name for one in attendances_of(meeting)],
    }


@transaction.atomic
def add_output(
    meeting: Meeting,
    *,
    title: str,
    link: str = "",
    file: tuple[str, bytes] | None = None,
    by: User,
) -> Output:
    """A file or a link that the meeting leaves behind. Raises NothingGiven, FileRefused."""
    if bool(link) == (file is not None):
        raise NothingGiven
    stored = store_file(file[1], name=file[0], by=by) if file else None
    output = Output.objects.create(
        meeting=meeting, title=title, link=link, file=stored, added_by=by
    )
    record("meeting.output_added", on=output, by=by, meeting=meeting.public_id)
    return output
