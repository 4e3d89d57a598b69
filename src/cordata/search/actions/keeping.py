"""Keep up with what is done, and file whole kinds a batch at a time.

Each step is one transaction that ends with how far it came, so that a process that dies goes on
where it was.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import AutoField
from django.utils import timezone

from cordata.history.queries import recent_entries
from cordata.search.actions.filing import file_rows, file_things
from cordata.search.models import Card, Filing, Word
from cordata.search.queries.kinds import ALL, Kind
from cordata.search.queries.trail import HISTORY, OVERLAP, by_label, things_touched, unread

A_BATCH = 500  # rows, or lines of the trail


def keep_up() -> int:
    """Read some of the trail and file what it concerns; returns how many lines were read."""
    with transaction.atomic():
        filing = _history()
        lines = unread(filing, A_BATCH)
        if not lines:
            return 0
        about = by_label(lines)
        verbs = {line.verb for line in lines}
        for kind in ALL:
            if kind.sweeps & verbs:
                begin_again(kind)
            if things := things_touched(kind, about):
                file_things(kind, things)
        filing.after = max(filing.after, *(line.pk for line in lines))
        read = {*filing.handled, *(line.pk for line in lines)}
        filing.handled = sorted(one for one in read if one > filing.after - OVERLAP)
        filing.save(update_fields=["after", "handled"])
    return len(lines)


def file_some() -> int:
    """One batch of the first kind that is not filed to its end; 0 once all are."""
    return next((filed for kind in ALL if (filed := _batch(kind))), 0)


def build() -> Iterator[tuple[str, int]]:
    """File everything that is not filed yet: how many rows of which kind, batch by batch."""
    for kind in ALL:
        while filed := _batch(kind):
            yield kind.code, filed


def begin_again(kind: Kind) -> None:
    """Let a kind be filed from its first row; its cards stay until they are made anew."""
    now = timezone.now()
    Filing.objects.filter(kind=kind.code).update(after=0, began_at=now, ended_at=None)


def begin_all_again() -> None:
    """The same for every kind, and forget the words that are no longer anywhere."""
    with transaction.atomic():
        for kind in ALL:
            begin_again(kind)
        Word.objects.all().delete()


def _batch(kind: Kind) -> int:
    """The next rows of a kind, and at its end away with what was not filed in this turn."""
    with transaction.atomic():
        _history()  # the trail is read from before the first row
        filing = _filing(kind.code)
        if filing.ended_at:
            return 0
        rows, filing.after = _next_rows(kind, filing.after)
        if rows:
            file_rows(kind, rows)
        else:
            Card.objects.filter(kind=kind.code, filed_at__lt=filing.began_at).delete()
            filing.ended_at = timezone.now()
        filing.save(update_fields=["after", "ended_at"])
    return len(rows)


def _next_rows(kind: Kind, after: int) -> tuple[list[Any], int]:
    """A batch of rows and where the next begins: after a key, or after so many rows."""
    rows = kind.rows().order_by("pk")
    if isinstance(kind.every().model._meta.pk, AutoField):
        batch = list(rows.filter(pk__gt=after)[:A_BATCH])
        return batch, batch[-1].pk if batch else after
    batch = list(rows[after : after + A_BATCH])
    return batch, after + len(batch)


def _history() -> Filing:
    """How far the trail is read: from the line that is the last one when a catalogue is begun."""
    last = recent_entries(OVERLAP)
    return _filing(HISTORY, after=max(last, default=0), handled=last)


def _filing(kind: str, **begun: Any) -> Filing:
    """How far a kind is; held until the step is done, so that two workers take turns."""
    begun["began_at"] = timezone.now()
    Filing.objects.get_or_create(kind=kind, defaults=begun)
    return Filing.objects.select_for_update().get(kind=kind)
