"""From how well cards match to the order of things; the same on both databases."""

from typing import Any

from django.db import connection

MOST_RANKED = 1_000  # found things that can be paged through
LANGUAGE_BONUS = 0.1

RANKED = """
    WITH matching AS ({matching}),
    cards AS (
        SELECT id, kind, thing,
               CASE language WHEN %s THEN 2 WHEN '' THEN 1 ELSE 0 END AS near,
               worth + weight + CASE WHEN language IN (%s, '') THEN %s ELSE 0 END AS worth
        FROM matching JOIN search_card USING (id)
    ),
    things AS (
        SELECT id, max(worth) OVER (PARTITION BY kind, thing) AS best,
               row_number() OVER (PARTITION BY kind, thing ORDER BY near DESC, worth DESC, id) AS nth
        FROM cards
    )
    SELECT id FROM things WHERE nth = 1 ORDER BY best DESC, id LIMIT %s
"""


def ranked(matching: str, given: list[Any], language: str) -> list[int]:
    """Keys of cards, each thing once, the best first.

    matching  SQL of ``id`` and ``worth`` (0 to about 1) of what matches, with ``given`` for its %s
    language  of the reader: a thing is shown in it where it matches in it
    """
    asked = [*given, language, language, LANGUAGE_BONUS, MOST_RANKED]
    with connection.cursor() as cursor:
        cursor.execute(RANKED.format(matching=matching), asked)
        return [number for (number,) in cursor.fetchall()]
