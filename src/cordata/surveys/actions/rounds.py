"""Start a round, change its day and its numbers, remind once."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.analysis.disclosure.rules import OWN_SCREEN
from cordata.clusters.models import Cluster
from cordata.history.actions import record, sent_by
from cordata.history.queries import was_sent
from cordata.networks.actions.stale import claim
from cordata.networks.models import Participation
from cordata.notices.actions import write_letter
from cordata.surveys.models import Answers, InstrumentVersion, Invited, Occasion, Round, Salt
from cordata.surveys.queries.letters import reminder_for


class AlreadyAsked(Exception):
    """This school has been asked this on that occasion; a colleague may have been faster."""


class NotPublished(Exception):
    """Only what is published may be asked."""


class DayHasPassed(Exception):
    """A round closes on a day to come."""


class AlreadyReminded(Exception):
    """One reminder is all there is."""


class Begun(Exception):
    """Somebody has answered: what is asked stays as it is."""


class StaysSmall(Exception):
    """A voice of too few people to show does not grow once one of them has answered."""


class Over(Exception):
    """The round has closed: its day and its numbers stay as they are."""


@transaction.atomic
def start_round(
    participation: Participation,
    *,
    instrument: InstrumentVersion,
    occasion: str,
    level: str,
    closes_at: dt.datetime,
    people: Mapping[str, int],
    needs_slips: bool,
    by: User,
) -> Round:
    """Ask the people of a school; each voice gets its own link.

    people  how many of each voice will be invited

    Raises AlreadyAsked, NotPublished, DayHasPassed.
    """
    Salt.objects.get_or_create(school=participation.school)
    facts = {"occasion": occasion, "level": level, "needs_slips": needs_slips}
    round_ = _start(instrument, closes_at, people, by, participation=participation, **facts)
    _note("round.started", round_, by, occasion=occasion)
    return round_


@transaction.atomic
def ask_cluster(
    cluster: Cluster,
    *,
    instrument: InstrumentVersion,
    closes_at: dt.datetime,
    people: int,
    receipt: UUID | None = None,
    by: User,
) -> Round:
    """Ask everybody in a cluster one thing: after a visit, about a course, how you work.

    receipt  of its sending: the cluster is held, and the trail knows what it began before
    Raises NotPublished, DayHasPassed.
    """
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    if receipt:
        for before in Round.objects.filter(cluster=cluster):
            if was_sent(before.public_id, receipt):
                return before
    everybody = {str(Invited.Voice.ALL): people}
    round_ = _start(
        instrument, closes_at, everybody, by, cluster=cluster, occasion=Occasion.ONCE
    )
    _note("cluster.asked", round_, by, **sent_by(receipt))
    return round_


@transaction.atomic
def change_round(
    round_: Round,
    *,
    closes_at: dt.datetime,
    people: Mapping[str, int],
    level: str,
    version: int | None,
    by: User,
) -> None:
    """Another closing day, other numbers of people; another level while nobody has answered.

    Raises Over, DayHasPassed, Begun, StaysSmall, ChangedBySomebody.
    """
    held = Round.objects.select_for_update(no_key=True).filter(pk=round_.pk).first()
    if held is None or held.is_closed:  # closed, or taken back with its wave
        raise Over
    _must_come(closes_at)
    if level != held.level and Answers.objects.filter(invited__round=held).exists():
        raise Begun
    if _grows(held, people):
        raise StaysSmall
    claim(round_, version, closes_at=closes_at, level=level)
    for voice, number in people.items():
        round_.invited.filter(voice=voice).update(people=number)
    _note("round.changed", round_, by, closes_at=closes_at.isoformat(), people=dict(people))


def _grows(round_: Round, people: Mapping[str, int]) -> bool:
    """Whether a voice that would stay hidden would no longer, now that somebody answered."""
    least = OWN_SCREEN.people
    small = round_.invited.filter(people__gt=0, people__lt=least, answers__isnull=False)
    return any(not 0 < people.get(one.voice, 1) < least for one in small.distinct())


@transaction.atomic
def remind(round_: Round, *, by: User) -> int:
    """Write once to the teams, with words to pass on; nobody sees who has not answered.

    Returns how many letters. Raises AlreadyReminded, Over.
    """
    if round_.is_over(timezone.now()):
        raise Over
    still = Round.objects.filter(pk=round_.pk, reminded_at=None, closed_at=None)
    if not still.update(reminded_at=timezone.now()):
        raise AlreadyReminded
    readers = _teams(round_)
    for reader in readers:
        letter = reminder_for(round_, reader)
        write_letter(
            to=reader.email, person=reader, language=reader.language, subject=letter.subject,
            body=letter.body, purpose="survey", about=round_.public_id, by=by,
            send_before=round_.closes_at,
        )  # fmt: skip
    _note("round.reminded", round_, by, letters=len(readers))
    return len(readers)


def _teams(round_: Round) -> list[User]:
    """The teams of the school, or of all schools of the cluster, each person once."""
    if round_.cluster:
        members = round_.cluster.memberships.filter(until=None)
        schools = list(members.values_list("participation__school__public_id", flat=True))
    else:
        schools = [round_.of_school.school.public_id]
    found = people_with_role([RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, schools)
    return list({person.pk: person for person, _school in found if person.email}.values())


def _start(
    instrument: InstrumentVersion,
    closes_at: dt.datetime,
    people: Mapping[str, int],
    by: User,
    **facts: Any,
) -> Round:
    if instrument.state != InstrumentVersion.State.PUBLISHED:
        raise NotPublished
    _must_come(closes_at)
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                instrument=instrument,
                opens_at=timezone.now(),
                closes_at=closes_at,
                started_by=by,
                **facts,
            )
    except IntegrityError as asked_before:
        raise AlreadyAsked from asked_before
    for voice, number in people.items():
        Invited.objects.create(round=round_, voice=voice, people=number)
    return round_


def _must_come(closes_at: dt.datetime) -> None:
    if closes_at <= timezone.now():
        raise DayHasPassed


def _note(verb: str, round_: Round, by: User, **facts: Any) -> None:
    concerns = round_.participation.school if round_.participation else None
    scope = f"country:{round_.cohort.country_id}"
    record(verb, on=round_, by=by, scope=scope, concerns=concerns, **facts)
