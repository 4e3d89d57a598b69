"""Ask all schools of a cohort at the same time; move their last day; remind them."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.networks.models import Cohort, Participation
from cordata.notices.actions import compose_letter, post_letters
from cordata.notices.models import Letter
from cordata.surveys.actions.rounds import (
    AlreadyAsked,
    AlreadyReminded,
    DayHasPassed,
    NotPublished,
    Over,
)
from cordata.surveys.models import InstrumentVersion, Invited, Round, Salt, Wave
from cordata.surveys.queries.forms import LEVELS, form_of, levels_in, voices_of
from cordata.surveys.queries.letters import Letter as Words
from cordata.surveys.queries.letters import reminder_for, wave_letter_for, with_voices
from cordata.surveys.queries.rounds import last_levels, numbers_told, with_owners
from cordata.surveys.queries.waves import (
    readers_of,
    rounds_begun,
    schools_to_ask,
    to_remind,
)


@transaction.atomic
def start_wave(
    cohort: Cohort,
    *,
    instrument: InstrumentVersion,
    occasion: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    by: User,
) -> Wave:
    """Give every school of the cohort its round, and write to its team when it opens.

    A school that has begun one for this occasion keeps it, as a part of the wave. A few
    queries and inserts, however many schools. Raises AlreadyAsked, NotPublished, DayHasPassed.
    """
    if instrument.state != InstrumentVersion.State.PUBLISHED:
        raise NotPublished
    if closes_at <= max(timezone.now(), opens_at):
        raise DayHasPassed
    facts = {"instrument": instrument, "occasion": occasion, "opens_at": opens_at,
             "closes_at": closes_at, "started_by": by}  # fmt: skip
    try:
        with transaction.atomic():
            wave = Wave.objects.create(cohort=cohort, **facts)
    except IntegrityError as asked_before:
        raise AlreadyAsked from asked_before
    schools = list(schools_to_ask(cohort).order_by("pk"))
    begun = rounds_begun(schools, instrument, occasion)
    begun.update(wave=wave)
    have = set(begun.values_list("participation", flat=True))
    new = [one for one in schools if one.pk not in have]
    _give_rounds(wave, new, facts)
    letters = _write(wave, by)
    scope = f"country:{cohort.country_id}"
    record("wave.started", on=wave, by=by, scope=scope, schools=len(schools), letters=letters)
    return wave


@transaction.atomic
def move_wave(wave: Wave, *, closes_at: dt.datetime, by: User) -> int:
    """Another last day for all schools, but for those that have chosen one of their own.

    Returns how many schools it moves. Raises Over, DayHasPassed.
    """
    held = Wave.objects.select_for_update(no_key=True).filter(pk=wave.pk).first()
    now = timezone.now()
    if held is None or held.closes_at <= now:
        raise Over
    if closes_at <= max(now, held.opens_at):
        raise DayHasPassed
    together = wave.rounds.filter(closed_at=None, closes_at=held.closes_at)
    moved = together.update(closes_at=closes_at, version=F("version") + 1)
    wave.closes_at = closes_at
    wave.save(update_fields=["closes_at"])
    scope = f"country:{wave.cohort.country_id}"
    record("wave.moved", on=wave, by=by, scope=scope, closes_at=closes_at.isoformat(),
           schools=moved)  # fmt: skip
    return moved


@transaction.atomic
def remind_wave(wave: Wave, *, by: User) -> int:
    """The one reminder of each school that runs and has had none, with words to pass on.

    Returns how many letters. Raises AlreadyReminded if every school has had its own.
    """
    now = timezone.now()
    rounds = list(with_voices(to_remind(wave, now)).select_for_update(of=("self",)))
    if not rounds:
        raise AlreadyReminded
    Round.objects.filter(pk__in=[one.pk for one in rounds]).update(reminded_at=now)
    by_school = {one.of_school.school.public_id: one for one in rounds}
    letters = [
        _post(reminder_for(by_school[school], reader), reader, by_school[school].public_id,
              by, send_before=by_school[school].closes_at)
        for reader, school in readers_of(by_school)
    ]  # fmt: skip
    sent = post_letters(letters)
    scope = f"country:{wave.cohort.country_id}"
    record("wave.reminded", on=wave, by=by, scope=scope, schools=len(rounds), letters=sent)
    return sent


def _give_rounds(wave: Wave, schools: list[Participation], facts: dict[str, object]) -> None:
    """The numbers are those that a school told last, else of the register; it corrects them.

    Its level stays the one it was asked at last: a change is told only against the same level.
    """
    Salt.objects.bulk_create(
        [Salt(school=one.school) for one in schools], ignore_conflicts=True, batch_size=1000
    )
    form = form_of(wave.instrument_id)
    levels, voices = levels_in(form), voices_of(form)
    of = schools_to_ask(wave.cohort).order_by().values("school")
    last = last_levels(of, wave.instrument.instrument) if levels else {}
    told = numbers_told(of, wave.instrument.instrument)
    rounds = Round.objects.bulk_create(
        [
            Round(wave=wave, participation=one, level=level_of(one, levels, last), **facts)
            for one in schools
        ],
        batch_size=1000,
    )
    Invited.objects.bulk_create(
        [
            Invited(
                round=round_,
                voice=voice,
                people=told.get((one.school_id, voice)) or people_known(one, voice),
            )
            for round_, one in zip(rounds, schools, strict=True)
            for voice in voices
        ],
        batch_size=1000,
    )


def level_of(participation: Participation, levels: list[str], last: Mapping[int, str]) -> str:
    """The level whose questions a school is asked: as last, else as the register tells; "" for all.

    last  by school, see ``last_levels``
    """
    if (before := last.get(participation.school_id)) in levels:
        return str(before)
    taught = [LEVELS.get(code, "") for code in participation.school.levels]
    return next((level for level in levels if level in taught), "")


def people_known(participation: Participation, voice: str) -> int:
    """How many of a voice the register knows; 0 if it does not."""
    return (participation.school.pupils or 0) if voice == Invited.Voice.STUDENTS else 0


def _write(wave: Wave, by: User) -> int:
    """A letter to everybody in the team of each school, when the wave opens."""
    rounds = {
        one.of_school.school.public_id: one
        for one in with_owners(Round.objects.filter(wave=wave)).order_by("pk")
    }
    return post_letters(
        _post(wave_letter_for(rounds[school], reader), reader, wave.public_id, by,
              send_after=wave.opens_at)
        for reader, school in readers_of(rounds)
    )  # fmt: skip


def _post(
    letter: Words,
    reader: User,
    about: str,
    by: User,
    *,
    send_after: dt.datetime | None = None,
    send_before: dt.datetime | None = None,
) -> Letter:
    return compose_letter(
        to=reader.email, person=reader, language=reader.language, subject=letter.subject,
        body=letter.body, purpose="survey", about=about, by=by,
        send_after=send_after, send_before=send_before,
    )  # fmt: skip
