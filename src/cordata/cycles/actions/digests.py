"""Write the weekly letter, once; stop it, and have it again."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import translation

from cordata.accounts.models import User
from cordata.cycles.models import Digest, NoDigest
from cordata.cycles.queries.digests import Asked, news_for
from cordata.cycles.queries.stopping import Kind, gets_letters, stop_page
from cordata.cycles.queries.weekly_letter import weekly_letter
from cordata.history.actions import record
from cordata.kit.mail import BY_ITSELF, stopped_at
from cordata.notices.actions import write_letter


@transaction.atomic
def write_digest(
    person: User,
    *,
    week: dt.date,
    asked: Sequence[Asked],
    now: dt.datetime,
    by: User | None = None,
) -> Digest | None:
    """The letter of one person for the week that begins on ``week``, a Monday.

    Nothing to tell, no letter. Made already, or not wanted: None, and no second letter.
    """
    if not gets_letters(Kind.WEEKLY, person):
        return None
    news = news_for(person, now)
    try:
        with transaction.atomic():
            made = Digest.objects.create(person=person, week=week, made_at=now)
    except IntegrityError:  # another worker was faster
        return None
    if asked or news:
        stop = stop_page(Kind.WEEKLY, person)
        with translation.override(person.language):
            subject, body = weekly_letter(person, asked, news, stop=stop)
        letter = write_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=subject,
            body=body,
            purpose="digest",
            send_before=now + dt.timedelta(days=2),
            reply_to="",
            headers=stopped_at(stop) | BY_ITSELF,
            by=by,
        )
        made.letter = letter.public_id
        made.save(update_fields=["letter"])
    record("digest.made", on=person, by=by, concerns=person, letter=made.letter)
    return made


@transaction.atomic
def stop_digest(person: User, *, by: User | None) -> None:
    """No weekly letter from now on. Twice is as once."""
    _asked, is_new = NoDigest.objects.get_or_create(person=person)
    if is_new:
        record("digest.stopped", on=person, by=by, concerns=person)


@transaction.atomic
def resume_digest(person: User, *, by: User | None) -> None:
    """The weekly letter again. Twice is as once."""
    deleted, _by_model = NoDigest.objects.filter(person=person).delete()
    if deleted:
        record("digest.resumed", on=person, by=by, concerns=person)
