"""The list of sources: in order, as it leaves, and what of an import is new."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cordata.guidance.models import Source
from cordata.kit.bibliography import WRITERS, Item, cited, folded
from cordata.kit.bibliography.items import doi_of, link_of

DIGITS = re.compile(r"(\d+)")
LONGEST = 500  # of a title


@dataclass(frozen=True)
class Cited:
    """A source as a page shows it: its key, its line, where it can be read."""

    source: Source
    line: str
    link: str


@dataclass(frozen=True)
class Offered:
    """An item of an import: new, or the source it is the same as."""

    item: Item
    line: str
    same: Source | None


def sources() -> QuerySet[Source]:
    """All of them by key, each with how many statements rest on it."""
    standing = Count("statements", filter=Q(statements__withdrawn_at=None))
    return Source.objects.annotate(said=standing).order_by("key")


def in_order(some: Iterable[Source]) -> list[Source]:
    """By key as people count: S3 before S12."""
    return sorted(some, key=lambda one: [int(part) if part.isdecimal() else part
                                         for part in DIGITS.split(one.key)])  # fmt: skip


def as_cited(some: Iterable[Source]) -> list[Cited]:
    """Their lines."""
    return [Cited(one, cited(one.csl), link_of(one.csl)) for one in some]


def written_as(ending: str, some: Iterable[Source]) -> tuple[str, str]:
    """Media type and text of a file of sources. Raises KeyError for an unknown ending."""
    kind, write = WRITERS[ending]
    return kind, write([one.csl | {"id": one.key} for one in some])


def offered(items: Sequence[Item]) -> list[Offered]:
    """Each item with what it is the same as: by DOI, else by title. One query.

    An item that stands twice in the import is new once.
    """
    titles = {folded(one["title"])[:LONGEST] for one in items}
    dois = {doi_of(one) for one in items} - {""}
    there = Source.objects.filter(Q(folded__in=titles) | Q(doi__in=dois))
    by_title = {one.folded: one for one in there}
    by_doi = {one.doi: one for one in there if one.doi}
    found: list[Offered] = []
    seen: set[str] = set()
    for item in items:
        doi, title = doi_of(item), folded(item["title"])[:LONGEST]
        marks = {title, doi} - {""}
        same = by_doi.get(doi) if doi else None
        same = same or by_title.get(title)
        if same is None and marks & seen:
            continue
        seen |= marks
        found.append(Offered(item, cited(item), same))
    return found
