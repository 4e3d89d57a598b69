"""Take back a wave that was opened by mistake, while nobody has answered."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.notices.actions import compose_letter, post_letters, withdraw_letters
from cordata.notices.models import Letter
from cordata.notices.queries import people_written_to
from cordata.surveys.actions.rounds import Begun
from cordata.surveys.models import Wave
from cordata.surveys.queries.letters import taken_back_letter_for
from cordata.surveys.queries.waves import is_untouched, rounds_given


class AlreadyTakenBack(Exception):
    """There is no such wave any more."""


@transaction.atomic
def take_back_wave(wave: Wave, *, reason: str, by: User) -> int:
    """Delete the rounds that it gave, and write to whoever its letters have reached.

    What schools had begun by themselves stays theirs; letters that have not left stay here.
    Returns how many letters. Raises AlreadyTakenBack, and Begun once somebody has answered or
    a school has closed its round.
    """
    held = Wave.objects.select_for_update().filter(pk=wave.pk).first()
    if held is None:
        raise AlreadyTakenBack
    # Whoever sends a page holds its round: we wait for them and see their answers, or they
    # wait for us and find no link.
    given = list(rounds_given(held).select_for_update().order_by("pk"))
    if not is_untouched(held):
        raise Begun
    letters = _tell(held, [held.public_id, *(one.public_id for one in given)], reason, by)
    record("wave.taken_back", on=held, by=by, scope=f"country:{held.cohort.country_id}",
           reason=reason, schools=len(given), letters=letters)  # fmt: skip
    rounds_given(held).delete()
    held.rounds.update(wave=None)
    held.delete()
    return letters


def _tell(wave: Wave, things: list[str], reason: str, by: User) -> int:
    withdraw_letters(about=things)
    reached = User.objects.filter(public_id__in=people_written_to(things)).order_by("pk")
    return post_letters(
        _letter(wave, reason, reader, by) for reader in reached.exclude(email="")
    )


def _letter(wave: Wave, reason: str, reader: User, by: User) -> Letter:
    words = taken_back_letter_for(wave, reason, reader.language)
    return compose_letter(
        to=reader.email, person=reader, language=reader.language, subject=words.subject,
        body=words.body, purpose="survey", about=wave.public_id, by=by,
    )  # fmt: skip
