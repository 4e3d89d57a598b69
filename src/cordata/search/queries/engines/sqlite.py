"""Search on the embedded database: an FTS5 table of our own terms beside the cards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from cordata.search.queries.engines.engine import IN_A_POOL
from cordata.search.queries.engines.ranking import ranked
from cordata.search.queries.sought import FEW, MANY, OWN, READER, Sought, a_share

COUNT = """
    WITH found AS (
        SELECT facets, group_concat(language, ' ') AS languages
        FROM search_terms JOIN search_card ON id = search_terms.rowid
        WHERE search_terms MATCH %s AND id NOT IN ({without}) GROUP BY thing, facets
    )
    SELECT facets, languages, count(*) FROM found GROUP BY facets, languages
"""
# Its rank is bm25, as the table was made with it: the smaller the better.
MATCHING = """
    SELECT rowid AS id, -rank AS worth FROM search_terms
    WHERE search_terms MATCH %s AND rowid NOT IN ({without})
"""
WORTH = "SELECT id, max(worth) / (1 + max(worth)) AS worth FROM ({pool}) GROUP BY id"


class SQLite:
    """See ``engine.Engine``."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Nothing to prepare."""
        yield

    def count(self, sought: Sought, part: str = "") -> Iterator[tuple[str, str, int]]:
        """One question."""
        question = COUNT.format(without=_numbers(sought))
        with connection.cursor() as cursor:
            cursor.execute(question, [_whole(sought, part)])
            yield from cursor.fetchall()

    def best(self, sought: Sought, *, of_very_many: bool) -> list[int]:
        """One question."""
        matching = MATCHING.format(without=_numbers(sought))
        if of_very_many:
            parts = (FEW, OWN, a_share(MANY))
            pools = [*(_whole(sought, part) for part in parts), _in_title(sought)]
            matching = f"SELECT * FROM ({matching} LIMIT {IN_A_POOL})"  # noqa: S608 - constants
        else:
            pools = [_whole(sought)]
        pool = " UNION ALL ".join([matching] * len(pools))
        return ranked(WORTH.format(pool=pool), pools, sought.language)


def _whole(sought: Sought, part: str = "") -> str:
    parts = [_any(one, sought) for one in sought.words]
    parts += [_quoted(mark) for mark in sought.marks()]
    parts.append(_any(f"{READER}{key}" for key in sought.keys))
    return " AND ".join([*parts, *([_quoted(part)] if part else [])])


def _in_title(sought: Sought) -> str:
    titles = [f"title : {_any(one, sought)}" for one in sought.words]
    return " AND ".join([*titles, _whole(sought)])


def _any(terms: Iterable[str], sought: Sought | None = None) -> str:
    end = " *" if sought and sought.as_beginnings else ""
    return f"({' OR '.join(f'{_quoted(term)}{end}' for term in sorted(terms))})"


def _quoted(term: str) -> str:
    doubled = term.replace('"', '""')
    return f'"{doubled}"'


def _numbers(sought: Sought) -> str:
    return ",".join(str(int(one)) for one in sorted(sought.without))
