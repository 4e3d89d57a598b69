"""Freeze the answers of rounds that have closed, and score them, one or ten thousand alike."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import batched
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Count, prefetch_related_objects

from cordata.analysis.address import address
from cordata.analysis.datasets import commitment
from cordata.analysis.forms.document import from_document
from cordata.surveys.models import Answers, Round, Snapshot
from cordata.surveys.queries.figures import METHOD, figures_at, packed, scores_of
from cordata.surveys.queries.table import VOICES, Table, read_answers, rows_of

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
    prefetch_related_objects(rounds, "invited")
    form = from_document(rounds[0].instrument.document)
    table, texts = read_answers(form, rounds)
    scores = scores_of(table, len(rounds))
    ends = np.searchsorted(table.round, np.arange(len(rounds) + 1))  # its rows are by round
    typed = _typed_in(rounds)
    common = {
        "instrument": rounds[0].instrument.address,
        "voices": list(VOICES),
        "items": [asdict(item) for item in table.items],
    }
    made = [
        _snapshot(
            one,
            common | {"texts": texts[at], "typed": typed.get(one.pk, {})},
            rows_of(table, slice(ends[at], ends[at + 1])),
            figures_at(scores, at),
        )
        for at, one in enumerate(rounds)
    ]
    return len(Snapshot.objects.bulk_create(made))


def _typed_in(rounds: Sequence[Round]) -> dict[int, dict[str, int]]:
    """By round (key) and voice, how many sheets somebody of the school typed in."""
    sheets = Answers.objects.filter(invited__round__in=rounds).exclude(
        source=Answers.Source.SCREEN
    )
    counts = sheets.values_list("invited__round", "invited__voice").annotate(Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for round_, voice, number in counts.order_by("invited__round", "invited__voice"):
        found.setdefault(round_, {})[voice] = number
    return found


def _snapshot(
    one: Round, common: dict[str, Any], part: Table, figures: dict[str, Any]
) -> Snapshot:
    manifest = common | {
        "round": one.public_id,
        "occasion": one.occasion,
        "level": one.level,
        "invited": {each.voice: each.people for each in one.invited.all()},
    }
    seal, nonce = commitment(address(manifest, part.numbers))
    return Snapshot(
        round=one,
        address=seal,
        nonce=nonce,
        manifest=manifest,
        content=packed(part),
        figures=figures,
        method=METHOD,
    )
