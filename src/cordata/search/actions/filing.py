"""Write cards: of rows as they are now, or away with those that nobody may find any more."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cordata.analysis.wording.stems import plain, words_of
from cordata.search.models import Card, Word
from cordata.search.queries.kinds import Kind, Written
from cordata.search.queries.terms import Terms, as_vector, in_order, terms_for

SHORTEST = 4  # letters of a word that is offered to whoever mistypes it
MOST_WORDS = 400  # of one thing that are remembered for spelling
FIELDS = [
    "title", "titles", "text", "route", "place", "anchor", "weight", "readers", "facets",
    "terms", "filed_at",
]  # fmt: skip
PUT = "INSERT OR REPLACE INTO search_terms (rowid, title, text, marks) VALUES (%s, %s, %s, %s)"


def file_things(kind: Kind, things: set[str]) -> None:
    """File things of a kind (by their ids) as they are now; those that are no more, not at all."""
    rows = list(kind.rows().filter(**{f"{kind.id_of}__in": things}))
    with transaction.atomic():
        filed = file_rows(kind, rows)
        Card.objects.filter(kind=kind.code, thing__in=things - filed).delete()


def file_rows(kind: Kind, rows: list[Any]) -> set[str]:
    """One card for each row and language; the ids of the things that have one now."""
    now = timezone.now()
    written = [(one, terms_for(kind, one)) for one in kind.cards(rows)]
    things = {one.thing for one, _terms in written}
    with transaction.atomic():
        Card.objects.bulk_create(
            [_card(kind, one, terms, now) for one, terms in written],
            update_conflicts=True,
            unique_fields=["kind", "thing", "language"],
            update_fields=FIELDS,
        )
        mine = Card.objects.filter(kind=kind.code, thing__in=things)
        mine.exclude(filed_at=now).delete()  # languages that a thing is no longer written in
        if connection.vendor == "sqlite":
            keys = {(one.thing, one.language): one.pk for one in mine.only("thing", "language")}
            _put(keys, written)
        _remember(one for one, _terms in written if one.is_public)
    return things


def _card(kind: Kind, written: Written, terms: Terms, now: Any) -> Card:
    return Card(
        kind=kind.code,
        thing=written.thing,
        language=written.language,
        title=written.title[:300],
        titles=dict(written.titles),
        text=written.text,
        route=kind.route,
        place=dict(written.place),
        anchor=written.anchor,
        weight=kind.weight,
        readers=sorted(written.readers),
        facets=" ".join(written.facets(kind.code)),
        terms=as_vector(terms) if connection.vendor == "postgresql" else "",
        filed_at=now,
    )


def _put(keys: dict[tuple[str, str], int], written: list[tuple[Written, Terms]]) -> None:
    rows = [
        (
            keys[one.thing, one.language],
            in_order(terms.title),
            in_order(terms.text),
            " ".join(terms.marks),
        )
        for one, terms in written
    ]
    with connection.cursor() as cursor:
        cursor.executemany(PUT, rows)


def _remember(written: Iterable[Written]) -> None:
    """Words that everybody may read, for whoever mistypes one. Never words of one's own places."""
    shown: dict[str, str] = {}
    for one in written:
        words = list(words_of(f"{one.title} {one.text}"))[:MOST_WORDS]
        for word in words:
            bare = plain(word)
            if len(bare) >= SHORTEST and bare.isalpha():
                shown.setdefault(bare, word.lower())
    Word.objects.bulk_create(
        (
            Word(plain=bare, shown=word, head=bare[:2], tail=bare[-3:])
            for bare, word in shown.items()
        ),
        ignore_conflicts=True,
    )
