"""How often somebody wrote to schools about practices."""

import datetime as dt

from cordata.accounts.models import User
from cordata.history.queries import entries_of


def written_by(person: User, *, since: dt.datetime) -> int:
    """How many messages since then; the trail knows."""
    found = entries_of(person.public_id).filter(
        by=person.public_id, verb="practice.written_to", at__gte=since
    )
    return found.count()
