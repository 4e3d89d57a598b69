"""From what is written of a thing to the terms it is filed under."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from zlib import crc32

from cordata.analysis.wording.stems import NO_LANGUAGE, terms_of, words_of
from cordata.search.queries.kinds import Kind, Written
from cordata.search.queries.sought import (
    FACET,
    FEW,
    IN_TITLE,
    MANY,
    OWN,
    READER,
    SHARES,
    a_share,
)

MOST_WORDS = 15_000  # of one text; PostgreSQL counts positions to 16,383
MOST_PLACES = 20  # of one term that are kept


@dataclass(frozen=True)
class Terms:
    """Words of title and text in their order, each with its terms; and marks."""

    title: tuple[AbstractSet[str], ...]
    text: tuple[AbstractSet[str], ...]
    marks: tuple[str, ...]


def terms_for(kind: Kind, written: Written) -> Terms:
    """What one card is filed under."""
    titles = [written.title, *written.titles.values()]
    languages = [written.language, *written.titles]
    title = [
        terms for one, language in zip(titles, languages, strict=True)
        for terms in _read(one, language)
    ]  # fmt: skip
    marks = [f"{READER}{one}" for one in sorted(written.readers)]
    marks += [f"{FACET}{one}" for one in written.facets(kind.code)]
    marks += [f"{FACET}l_{written.language}"] if written.language else []
    return Terms(
        title=tuple(title),
        text=tuple(_read(written.text, written.language)),
        marks=(*marks, *_parts(kind, written)),
    )


def as_vector(terms: Terms) -> str:
    """As PostgreSQL writes it: 'pt_avali':1A,7 '=pt_avali' '@public'."""
    places: dict[str, list[str]] = defaultdict(list)
    words = [(one, "A") for one in terms.title] + [(one, "") for one in terms.text]
    for at, (alternatives, weight) in enumerate(words[:MOST_WORDS], 1):
        for term in alternatives:
            if len(places[term]) < MOST_PLACES:
                places[term].append(f"{at}{weight}")
    told = [f"'{term}':{','.join(found)}" for term, found in places.items()]
    return " ".join([*told, *(f"'{mark}'" for mark in bare_marks(terms))])


def bare_marks(terms: Terms) -> Iterator[str]:
    """What has no place in the text: marks, and which terms stand in the title."""
    yield from terms.marks
    yield from sorted({f"{IN_TITLE}{term}" for one in terms.title for term in one})


def in_order(words: Iterable[AbstractSet[str]]) -> str:
    """Terms one after another, as FTS5 reads them."""
    return " ".join(term for alternatives in words for term in sorted(alternatives))


def _read(text: str, language: str) -> Iterator[AbstractSet[str]]:
    for _number, word in zip(range(MOST_WORDS), words_of(text), strict=False):
        if found := terms_of(word, language or NO_LANGUAGE):
            yield found


def _parts(kind: Kind, written: Written) -> tuple[str, ...]:
    """In which part of the catalogue, and in which share of it; the same for a thing each time."""
    if not kind.is_mass:
        return (FEW,)
    part = MANY if written.is_public else OWN
    return part, a_share(part, crc32(written.thing.encode()) % SHARES)
