"""What the one scoring function makes of frozen answers. Nothing here may be shown as it is:

``queries.gate`` decides what leaves a school.
"""

import datetime as dt
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from cordata.analysis.surveys.lacking import as_lowest
from cordata.analysis.surveys.scales import Item, Scale, same_areas, scales_of
from cordata.analysis.surveys.scoring import SchoolScores, of_scales, score_schools
from cordata.surveys.models import Round, Snapshot
from cordata.surveys.queries.forms import form_of
from cordata.surveys.queries.table import VOICES, Table, scored_items

LATELY = dt.timedelta(days=550)
MOST_BESIDE = 500  # rounds, those that closed last: enough for a band
METHOD = "scores 2"  # named in docs/methods/scores.md; raised when a figure would change


def scores_of(table: Table, rounds: int, scales: Sequence[Scale] | None = None) -> SchoolScores:
    """Scores of every round of the table, by voice and area; all areas, if not told which."""
    wanted = scales_of(table.items) if scales is None else scales
    return score_schools(
        wanted,
        of_scales(wanted, table.codes),
        table.round,
        table.voice,
        schools=rounds,
        voices=len(VOICES),
    )


def figures_at(scores: SchoolScores, at: int) -> dict[str, Any]:
    """One round's scores as JSON, by voice; areas in the order of the instrument."""
    return {
        "areas": [scale.key for scale in scores.scales],
        "voices": {
            voice: {
                "respondents": int(scores.respondents[at, place]),
                "n": scores.n[at, place].tolist(),
                "mean": _plain(scores.mean[at, place]),
                "variance": _plain(scores.variance[at, place]),
            }
            for place, voice in enumerate(VOICES)
            if scores.respondents[at, place]
        },
    }


def packed(table: Table) -> bytes:
    """The answers of one round as bytes: of each person voice, language and codes."""
    letters = np.stack([table.language >> 8, table.language & 255], axis=1)  # ASCII
    parts = [table.voice[:, None].astype(np.int8), letters.astype(np.int8), table.codes]
    return zlib.compress(np.concatenate(parts, axis=1).tobytes(), 6)


def unpacked(snapshot: Snapshot) -> Table:
    """The table that ``packed`` froze."""
    items = tuple(Item(**one) for one in snapshot.manifest["items"])
    flat = np.frombuffer(zlib.decompress(bytes(snapshot.content)), dtype=np.int8)
    rows = flat.reshape(-1, len(items) + 3)
    voice, first, second = rows[:, :3].T.astype(np.int64)
    return Table(items, rows[:, 3:], np.zeros_like(voice), voice, first << 8 | second)


def computed_again(snapshot: Snapshot) -> dict[str, Any]:
    """The figures of a snapshot, from its frozen answers alone."""
    return figures_at(scores_of(unpacked(snapshot), 1), 0)


def figures_with_lowest(snapshot: Snapshot) -> dict[str, Any]:
    """The same figures with "does not apply" as the lowest point; for research alone."""
    table = unpacked(snapshot)
    lowest = replace(table, codes=as_lowest(scales_of(table.items), table.codes))
    return figures_at(scores_of(lowest, 1), 0)


def figures_beside(which: Round) -> list[tuple[dict[str, Any], frozenset[str]]]:
    """Of each other school of its level in the country the last figures, as ``figures_at`` says.

    Asked before the round closed, and not long before: what a report says of others does not
    move as they go on. With any version of the instrument; beside the figures stand the areas
    for which that version scores the same statements. One query, and one for a version.
    """
    if which.participation is None:
        return []
    alike = Snapshot.objects.filter(
        round__participation__cohort__country=which.participation.cohort.country_id,
        round__instrument__instrument=which.instrument.instrument_id,
        round__level=which.level,
        round__closed_at__gte=which.opens_at - LATELY,
        round__opens_at__lte=which.closes_at,
    ).exclude(round__participation__school=which.participation.school_id)
    rows = alike.order_by("-round__closed_at", "-round").values_list(
        "round__participation__school", "figures", "round__instrument"
    )
    ours = scored_items(form_of(which.instrument_id))
    same: dict[int, frozenset[str]] = {}
    latest: dict[int, tuple[dict[str, Any], frozenset[str]]] = {}
    for school, figures, version in rows[:MOST_BESIDE]:
        if version not in same:
            same[version] = same_areas(ours, scored_items(form_of(version)))
        latest.setdefault(school, (figures, same[version]))
    return list(latest.values())


def _plain(numbers: Any) -> list[float | None]:
    return [None if np.isnan(one) else float(one) for one in numbers]
