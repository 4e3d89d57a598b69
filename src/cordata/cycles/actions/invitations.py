"""Put the letters about a date in the outbox: one of each person for each change."""

import datetime as dt

from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.models import Activity
from cordata.cycles.queries.invitations import invitations_to
from cordata.kit.mail import BY_ITSELF, stopped_at
from cordata.notices.actions import (
    compose_letter,
    enclose_event,
    post_letters,
    withdraw_letters,
)
from cordata.notices.queries import message_id


def write_invitations(activity: Activity, *, by: User, was: dt.datetime | None = None) -> int:
    """To the teams of the schools; returns how many. Nothing about what is over already.

    was  when it was to begin before it was changed
    """
    newest = max(activity.starts_at, was) if was else activity.starts_at
    if newest <= timezone.now():
        return 0
    withdraw_letters(about=activity.public_id)
    return post_letters(
        enclose_event(
            compose_letter(
                to=one.to.email,
                person=one.to,
                language=one.to.language,
                subject=one.subject,
                body=one.body,
                purpose="date",
                about=activity.public_id,
                reply_to=one.answers_to,
                headers={
                    # Letters about one date stand together.
                    "References": message_id(activity.public_id),
                    **stopped_at(one.stop),
                    **BY_ITSELF,
                },
                by=by,
            ),
            calendar=one.calendar,
            method=one.method,
        )
        for one in invitations_to(activity, by=by, was=was)
    )
