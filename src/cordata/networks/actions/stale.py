"""Two people edit one thing: the later one is stopped and shown both versions."""

from typing import Any
from uuid import UUID

from django.db.models import F, Model

from cordata.history.queries import was_sent


class ChangedBySomebody(Exception):
    """Somebody saved this thing since the page was opened; ``now`` is how it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__(str(now))
        self.now = now


def claim(thing: Any, version: int | None, *, counter: str = "version", **facts: Any) -> None:
    """Save ``facts`` if nobody was faster, and count the version up: one conditional UPDATE.

    ``version`` is the one the person saw; None takes whichever is stored.
    """
    kind: type[Model] = type(thing)
    rows = kind._default_manager.filter(pk=thing.pk)
    if version is not None:
        rows = rows.filter(**{counter: version})
    if not rows.update(**{counter: F(counter) + 1}, **facts):
        raise ChangedBySomebody(kind._default_manager.get(pk=thing.pk))
    thing.refresh_from_db(fields=[counter, *facts])


def claim_once(thing: Any, version: int | None, receipt: UUID | None, **facts: Any) -> bool:
    """As ``claim``; False if this very sending was saved before, and nobody was faster.

    The trail knows: the action that saves notes the receipt in its line.
    """
    try:
        claim(thing, version, **facts)
    except ChangedBySomebody:
        if receipt and was_sent(thing.public_id, receipt):
            return False
        raise
    return True
