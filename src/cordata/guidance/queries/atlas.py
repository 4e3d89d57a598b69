"""The atlas as its readers meet it: ways, and statements with kind, sources and language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from cordata.documents.queries import Text, texts_for
from cordata.guidance.models import Source, Statement, Way
from cordata.guidance.queries.sources import in_order

Part = Statement.Part


@dataclass(frozen=True)
class Said:
    """A statement in the reader's language, or in its own."""

    statement: Statement
    text: Text
    sources: list[Source]

    @property
    def words(self) -> str:
        """What it says."""
        return self.text.revision.body


@dataclass(frozen=True)
class Described:
    """A way with its name, what it is, and what is said of it by part."""

    way: Way
    text: Text
    said: dict[str, list[Said]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.text.title

    @property
    def gist(self) -> str:
        """What it is, in one sentence."""
        return self.text.revision.body

    @cached_property
    def parts(self) -> list[tuple[str, list[Said]]]:
        """Every part with its name, also those that nobody has said anything of."""
        return in_parts(self.said)

    @cached_property
    def sources(self) -> list[Source]:
        """All that it rests on, each once, by key."""
        return sources_of(one for some in self.said.values() for one in some)


def in_parts(said: dict[str, list[Said]]) -> list[tuple[str, list[Said]]]:
    """By part, in their order."""
    return [(str(Part(one).label), said.get(one, [])) for one in Part.values]


def sources_of(said: Iterable[Said]) -> list[Source]:
    """Each once, by key."""
    found = {one.pk: one for each in said for one in each.sources}
    return in_order(found.values())


def described(language: str, slugs: Sequence[str] = ()) -> list[Described]:
    """All ways, or those that are named, in the order of the atlas. Four queries."""
    ways = Way.objects.select_related("text").order_by("position", "pk")
    if slugs:
        ways = ways.filter(slug__in=slugs)
    found = list(ways)
    statements = list(_statements().filter(way__in=found))
    texts = texts_for(
        [*(one.text for one in found), *(one.text for one in statements)], language
    )
    return [
        Described(one, texts[one.text_id], _said(statements, texts, one.pk))
        for one in found
        if one.text_id in texts
    ]


def said_of_all(language: str) -> dict[str, list[Said]]:
    """What is said of mentoring between schools, however it is coordinated. Three queries."""
    statements = list(_statements().filter(way=None))
    texts = texts_for([one.text for one in statements], language)
    return _said(statements, texts, None)


def statement_with(key: str, language: str) -> Said | None:
    """One statement by its key or public id; None if it is not there, or was taken out."""
    found = _statements().filter(key=key).first() or _statements().filter(public_id=key).first()
    if found is None:
        return None
    text = texts_for([found.text], language).get(found.text_id)
    return Said(found, text, list(found.sources.all())) if text else None


def _statements() -> QuerySet[Statement]:
    standing = Statement.objects.filter(withdrawn_at=None)
    return (
        standing.select_related("text", "way")
        .prefetch_related("sources")
        .order_by("position", "pk")
    )


def _said(
    statements: Iterable[Statement], texts: dict[int, Text], way: int | None
) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for one in statements:
        if one.way_id == way and one.text_id in texts:
            said = Said(one, texts[one.text_id], list(one.sources.all()))
            found.setdefault(one.part, []).append(said)
    return found
