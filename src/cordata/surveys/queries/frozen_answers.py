"""Frozen answers of many rounds as files with a row for each answer, for the scoring query.

These are single people's answers: only tables for research are made of them, and forget them.
"""

from collections.abc import Sequence
from itertools import batched
from pathlib import Path

import numpy as np

from cordata.analysis.surveys.scales import Item, scales_of
from cordata.kit.frames import Column, to_parquet
from cordata.surveys.models import Round
from cordata.surveys.queries.figures import unpacked
from cordata.surveys.queries.table import VOICES, Table, aligned

AT_ONCE = 500  # rounds whose answers are in memory together


def common_items(rounds: Sequence[Round]) -> list[Item]:
    """Statements that may be compared: core, and the same in every version that was asked."""
    versions = {one.instrument_id: one.snapshot.manifest["items"] for one in rounds}
    if not versions:
        return []
    first, *others = ([Item(**item) for item in items] for items in versions.values())
    return [first[column] for scale in scales_of(first, *others) for column in scale.columns]


def write_answers(
    rounds: Sequence[Round], items: Sequence[Item], voice: str, folder: Path
) -> list[Path]:
    """The frozen answers of one voice to these statements, as ``scores_from`` reads them.

    The school of a row is the place of its round. Statements are few, so a row says their key.
    """
    files = []
    for number, some in enumerate(batched(enumerate(rounds), AT_ONCE, strict=False)):
        tables = [(at, aligned(unpacked(one.snapshot), tuple(items))) for at, one in some]
        file = folder / f"{number}.parquet"
        file.write_bytes(to_parquet(_long(tables, items, VOICES.index(voice))))
        files.append(file)
    return files


def _long(
    tables: Sequence[tuple[int, Table]], items: Sequence[Item], voice: int
) -> dict[str, Column]:
    """A row for each answer of the voice; people are counted through."""
    kept = [(at, table.codes[table.voice == voice]) for at, table in tables]
    codes = np.concatenate([codes for _at, codes in kept])
    people = np.repeat([at for at, _codes in kept], [len(codes) for _at, codes in kept])
    size = codes.size
    return {
        "school": np.repeat(people, len(items)),
        "voice": np.full(size, voice, dtype=np.int8),
        "person": np.repeat(np.arange(len(codes)), len(items)),
        "item": np.tile(np.array([one.key for one in items]), len(codes)),
        "code": codes.ravel(),
    }
