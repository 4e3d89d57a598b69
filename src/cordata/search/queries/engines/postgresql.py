"""Search on PostgreSQL: a ``tsvector`` of our own terms and a GIN index.

An index scan reads the lists of all terms of a query and skips along the shortest. So each question
about a word that stands everywhere carries one rare mark (a share, "few"), and takes milliseconds.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

from django.db import connection, transaction

from cordata.search.queries.engines.engine import IN_A_POOL
from cordata.search.queries.engines.ranking import ranked
from cordata.search.queries.sought import FEW, IN_TITLE, MANY, OWN, READER, Sought, a_share

COUNT = """
    WITH found AS (
        SELECT facets, string_agg(language, ' ' ORDER BY language) AS languages FROM search_card
        WHERE terms @@ %s::tsquery AND NOT id = ANY(%s) GROUP BY thing, facets
    )
    SELECT facets, languages, count(*) FROM found GROUP BY facets, languages
"""
MATCHING = "SELECT id FROM search_card WHERE terms @@ %s::tsquery AND NOT id = ANY(%s)"
WORTH = "SELECT id, ts_rank(terms, %s::tsquery) AS worth FROM search_card WHERE id IN ({pool})"


class PostgreSQL:
    """See ``engine.Engine``."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Never look through the whole table: a term that no statistics name seems frequent."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
            yield

    def count(self, sought: Sought, part: str = "") -> Iterator[tuple[str, str, int]]:
        """One question."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [_whole(sought, part), list(sought.without)])
            yield from cursor.fetchall()

    def best(self, sought: Sought, *, of_very_many: bool) -> list[int]:
        """One question."""
        without = list(sought.without)
        if of_very_many:
            parts = (FEW, OWN, a_share(MANY))
            pools = (*(_whole(sought, part) for part in parts), _in_title(sought))
            limited = f"({MATCHING} LIMIT {IN_A_POOL})"
        else:
            pools, limited = (_whole(sought),), MATCHING
        pool = " UNION ".join([limited] * len(pools))
        given = [part for query in pools for part in (query, without)]
        return ranked(WORTH.format(pool=pool), [_words(sought), *given], sought.language)


def _whole(sought: Sought, part: str = "") -> str:
    parts = [_words(sought), *map(_quoted, sought.marks())]
    if part:
        parts.append(_quoted(part))
    if not part.startswith(MANY):  # which everybody may read
        parts.append(_any(f"{READER}{key}" for key in sought.keys))
    return _and(parts)


def _in_title(sought: Sought) -> str:
    found = [_any((f"{IN_TITLE}{term}" for term in one), sought) for one in sought.words]
    readers = _any(f"{READER}{key}" for key in sought.keys)
    return _and([*found, *map(_quoted, sought.marks()), readers])


def _words(sought: Sought) -> str:
    return _and([_any(one, sought) for one in sought.words])


def _any(terms: Iterable[str] | AbstractSet[str], sought: Sought | None = None) -> str:
    end = ":*" if sought and sought.as_beginnings else ""
    return f"({' | '.join(f'{_quoted(term)}{end}' for term in sorted(terms))})"


def _and(parts: list[str]) -> str:
    return " & ".join(parts)


def _quoted(term: str) -> str:
    doubled = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
