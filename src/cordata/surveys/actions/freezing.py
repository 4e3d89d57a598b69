"""Freeze the answers of rounds that have closed, and score them, one or ten thousand alike."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import batched
from typing import Any

from django.db import transaction

from cordata.analysis.address import address
from cordata.analysis.forms.definition import Form
from cordata.analysis.forms.document import from_document
from cordata.surveys.models import Round, Snapshot
from cordata.surveys.queries.figures import METHOD, figures_at, packed, scores_of
from cordata.surveys.queries.table import VOICES, Table, table_of, texts_of

AT_ONCE = 500  # rounds whose answers are in memory together


def freeze(rounds: Iterable[Round]) -> int:
    """Snapshot every round that has none yet; returns how many were made.

    Called by the actions that close rounds, within their transaction.
    """
    by_version: dict[int, list[Round]] = {}
    for one in rounds:
        by_version.setdefault(one.instrument_id, []).append(one)
    return sum(
        _freeze_some(list(some))
        for same in by_version.values()
        for some in batched(same, AT_ONCE, strict=False)
    )


@transaction.atomic
def _freeze_some(rounds: Sequence[Round]) -> int:
    """Rounds of one version of an instrument."""
    form = from_document(rounds[0].instrument.document)
    table = table_of(form, rounds)
    scores = scores_of(table, len(rounds))
    made = [
        _snapshot(one, form, _part(table, at), figures_at(scores, at))
        for at, one in enumerate(rounds)
    ]
    return len(Snapshot.objects.bulk_create(made))


def _part(table: Table, at: int) -> Table:
    mine = table.round == at
    return Table(table.items, table.codes[mine], table.round[mine], table.voice[mine])


def _snapshot(one: Round, form: Form, part: Table, figures: dict[str, Any]) -> Snapshot:
    manifest = {
        "round": one.public_id,
        "instrument": one.instrument.address,
        "occasion": one.occasion,
        "level": one.level,
        "voices": list(VOICES),
        "invited": {each.voice: each.people for each in one.invited.all()},
        "items": [asdict(item) for item in part.items],
        "texts": texts_of(form, one),
    }
    return Snapshot(
        round=one,
        address=address(manifest, part.numbers),
        manifest=manifest,
        content=packed(part.codes, part.voice),
        figures=figures,
        method=METHOD,
    )
