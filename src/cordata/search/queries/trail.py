"""What was done since the catalogue was last brought up to date, and which cards that concerns.

Lines of the trail are not always seen in the order of their keys: one action commits before another
that began first. So the last ``OVERLAP`` lines are kept in mind one by one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from django.db.models import QuerySet

from cordata.history.models import Entry
from cordata.search.models import Card, Filing
from cordata.search.queries.kinds import ALL, Kind

HISTORY = "history"
OVERLAP = 200
MOST_WAITING = 500  # lines that are looked through while somebody waits for a page

type Lines = Mapping[str, set[str]]  # by label of a model, public ids


def unread(filing: Filing, most: int) -> list[Entry]:
    """Lines that were not handled yet, the first first."""
    return list(_unread(filing).order_by("pk")[:most])


def by_label(lines: Iterable[Entry]) -> Lines:
    """What they are about."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        found[line.kind].add(line.thing)
    return found


def things_touched(kind: Kind, lines: Lines) -> set[str]:
    """Ids of things of a kind that lines concern, also of those that are gone by now."""
    found: set[str] = set()
    for label, path in kind.touched.items():
        ids = lines.get(label)
        if not ids:
            continue
        if path == kind.id_of:
            found |= ids
        else:
            rows = kind.every().filter(**{f"{path}__in": ids})
            found |= set(rows.values_list(kind.id_of, flat=True))
    return found


def cards_waiting() -> frozenset[int] | None:
    """Keys of cards that may tell what holds no more; None if there are too many to say."""
    filing = Filing.objects.filter(kind=HISTORY).first()
    if filing is None:
        return frozenset()
    lines = unread(filing, MOST_WAITING + 1)
    if len(lines) > MOST_WAITING:
        return None
    about = by_label(lines)
    waiting: set[int] = set()
    for kind in ALL if about else ():
        if things := things_touched(kind, about):
            cards = Card.objects.filter(kind=kind.code, thing__in=things)
            waiting |= set(cards.values_list("pk", flat=True))
    return frozenset(waiting)


def waiting_among(kind: Kind, things: AbstractSet[str]) -> set[str]:
    """Of a few things of a kind those that any unread line concerns, however many lines there are."""
    filing = Filing.objects.filter(kind=HISTORY).first()
    if filing is None:
        return set()
    found: set[str] = set()
    for label, path in kind.touched.items():
        lines = _unread(filing).filter(kind=label)
        if path == kind.id_of:
            found |= set(lines.filter(thing__in=things).values_list("thing", flat=True))
        else:
            rows = kind.every().filter(**{f"{kind.id_of}__in": things})
            rows = rows.filter(**{f"{path}__in": lines.values("thing")})
            found |= set(rows.values_list(kind.id_of, flat=True))
    return found


def _unread(filing: Filing) -> QuerySet[Entry]:
    later = Entry.objects.filter(pk__gt=filing.after - OVERLAP)
    return later.exclude(pk__in=filing.handled)
