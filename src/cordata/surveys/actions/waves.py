"""Ask all schools of a cohort at the same time."""

import datetime as dt
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.history.actions import record
from cordata.networks.models import Cohort, Participation
from cordata.notices.actions import compose_letter, post_letters
from cordata.surveys.actions.rounds import AlreadyAsked, DayHasPassed, NotPublished
from cordata.surveys.models import InstrumentVersion, Invited, Round, Salt, Wave
from cordata.surveys.queries.forms import LEVELS, form_of, levels_in, voices_of
from cordata.surveys.queries.letters import wave_letter_for
from cordata.surveys.queries.rounds import with_owners


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
    schools = list(_schools(cohort))
    begun = Round.objects.filter(
        participation__in=schools, instrument=instrument, occasion=occasion
    )
    begun.update(wave=wave)
    have = set(begun.values_list("participation", flat=True))
    new = [one for one in schools if one.pk not in have]
    _give_rounds(wave, new, facts)
    letters = _write(wave, by)
    scope = f"country:{cohort.country_id}"
    record("wave.started", on=wave, by=by, scope=scope, schools=len(schools), letters=letters)
    return wave


def _schools(cohort: Cohort) -> list[Participation]:
    taking_part = cohort.participations.filter(withdrawn_at=None)
    return list(taking_part.select_related("school").order_by("pk"))


def _give_rounds(wave: Wave, schools: list[Participation], facts: dict[str, object]) -> None:
    """The numbers are those of the register, where it knows them; the school corrects them."""
    Salt.objects.bulk_create(
        [Salt(school=one.school) for one in schools], ignore_conflicts=True, batch_size=1000
    )
    form = form_of(wave.instrument_id)
    levels, voices = levels_in(form), voices_of(form)
    rounds = Round.objects.bulk_create(
        [
            Round(wave=wave, participation=one, level=level_of(one, levels), **facts)
            for one in schools
        ],
        batch_size=1000,
    )
    Invited.objects.bulk_create(
        [
            Invited(round=round_, voice=voice, people=people_known(one, voice))
            for round_, one in zip(rounds, schools, strict=True)
            for voice in voices
        ],
        batch_size=1000,
    )


def level_of(participation: Participation, levels: list[str]) -> str:
    """The level whose questions a school is asked, as the register tells it; "" for all."""
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
    readers = people_with_role([RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, rounds)
    letters = []
    for school, people in groupby(readers, key=lambda one: one[1]):
        for reader in {person.pk: person for person, _place in people}.values():
            letter = wave_letter_for(rounds[school], reader)
            letters.append(
                compose_letter(
                    to=reader.email, person=reader, language=reader.language,
                    subject=letter.subject, body=letter.body, purpose="survey",
                    about=wave.public_id, send_after=wave.opens_at, by=by,
                )
            )  # fmt: skip
    return post_letters(letters)
