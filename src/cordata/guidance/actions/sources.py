"""Sources are taken in once, however often they are sent."""

from collections.abc import Sequence

from django.db import transaction

from cordata.accounts.models import User
from cordata.guidance.models import Source
from cordata.guidance.queries.sources import LONGEST, offered
from cordata.history.actions import record
from cordata.kit.bibliography import Item, folded
from cordata.kit.bibliography.items import doi_of, spelled, year_of

KEY_LETTERS = 40


@transaction.atomic
def take_in_sources(items: Sequence[Item], *, by: User | None) -> list[Source]:
    """Those of the items that are not there yet; the others stay as they are.

    A key that is taken gets a letter behind it.
    """
    taken = set(Source.objects.values_list("key", flat=True))
    made = []
    for one in offered(items):
        if one.same is not None:
            continue
        key = _free(_key(one.item), taken)
        taken.add(key)
        source = Source.objects.create(
            key=key,
            csl=one.item | {"id": key},
            title=one.item["title"][:LONGEST],
            folded=folded(one.item["title"])[:LONGEST],
            doi=doi_of(one.item),
            added_by=by,
        )
        record("source.added", on=source, by=by, key=key)
        made.append(source)
    return made


def _key(item: Item) -> str:
    """The key that it comes with, else its first author and year."""
    given = "".join(one for one in str(item.get("id") or "") if one.isalnum() or one in "-_")
    if given.isascii() and given:
        return given[:KEY_LETTERS]
    people = item.get("author") or []
    first = spelled(people[0]) if people else str(item["title"])
    return folded(f"{first} {year_of(item)}").replace(" ", "-")[:KEY_LETTERS] or "source"


def _free(key: str, taken: set[str]) -> str:
    plain = folded(key).replace(" ", "-") if not key.isascii() else key
    letters = ("", *"bcdefghijklmnopqrstuvwxyz")
    return next(
        (one for letter in letters if (one := f"{plain}{letter}") not in taken),
        f"{plain}-{len(taken)}",
    )
