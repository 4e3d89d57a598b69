"""The table of schools of a round of answers, however large: files are read, never all at once.

Nothing here may be shown as it is: a table is for research, and for whoever owns the answers.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cordata.analysis.columns import Frame
from cordata.analysis.surveys.engine import (
    ANSWERS,
    CODES,
    SCORES,
    asked_twice,
    items_table,
    wrong_codes,
)
from cordata.analysis.surveys.scales import Item
from cordata.kit.frames import Column, Unreadable, queries


class BadAnswers(Exception):
    """Files that are no answers; the text says what is wrong and what to do."""


def scores_from(
    files: Sequence[Path], items: Sequence[Item], *, memory: str | None = None
) -> dict[str, Column]:
    """A row for every school, voice and area, in their order; columns as in the query.

    files   all Parquet or all CSV, with the columns of ``engine.ANSWERS``
    memory  the most that the engine holds, such as "3GB"

    Raises BadAnswers; ValueError for statements that cannot be scored. A hundred million answers
    take some ten seconds on two cores and less than 4 GB.
    """
    frame = items_table(items)
    tables: Mapping[str, Frame | Sequence[Path]] = {"answers": list(files), "items": frame}
    rows = queries([CODES, SCORES], tables, memory=memory)
    try:
        if odd := wrong_codes(next(rows)):
            raise BadAnswers(
                f"These codes mean nothing: {', '.join(odd)}. See docs/methods/scores.md."
            )
        (scores,) = rows
    except Unreadable as wrong:
        raise BadAnswers(f"{wrong}. Columns: {', '.join(ANSWERS)}.") from wrong
    if twice := asked_twice(frame, scores):
        raise BadAnswers(
            f"Somebody answers a statement twice in {', '.join(twice)}. "
            "A person's number must be one's own within school and voice."
        )
    del scores["most"]
    return scores
