"""Figures of all schools of a wave together: for whoever coordinates, and nobody's own.

Told once, when every school of the wave has closed. A closed round never changes and a wave
takes no more of them, so nothing told earlier can be taken away from what is told later.

Even all schools but one together cannot work out the last one's figures: schools whose own
figure is hidden are added only where they hide in each other (``analysis.disclosure.pooling``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Count

from cordata.analysis.disclosure.pooling import poolable
from cordata.analysis.disclosure.rules import WIDER, Reason, first_look
from cordata.analysis.forms.definition import in_language
from cordata.analysis.forms.document import from_document
from cordata.analysis.surveys.scales import scales_of
from cordata.analysis.surveys.scoring import SchoolScores
from cordata.analysis.surveys.shares import point_counts
from cordata.surveys.models import Round, Wave
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.gate import known_to_themselves
from cordata.surveys.queries.quality import Quality, quality_of
from cordata.surveys.queries.table import VOICES, Table, aligned


@dataclass(frozen=True)
class Pooled:
    """One voice on one area over all schools; where ``hidden`` has a reason, no number.

    left_out  schools whose own figure would have been told by this one
    """

    area: str
    label: str
    voice: str
    hidden: str
    mean: float | None = None
    people: int | None = None
    schools: int | None = None
    left_out: int = 0


@dataclass(frozen=True)
class Progress:
    """How many schools of a wave have closed their round, and how many have one."""

    closed: int
    schools: int

    @property
    def is_over(self) -> bool:
        """Whether all have: from then on its figures are told."""
        return 0 < self.schools == self.closed


def progress_of(wave: Wave) -> Progress:
    """One query."""
    counts = wave.rounds.aggregate(closed=Count("snapshot"), schools=Count("pk"))
    return Progress(**counts)


def pooled_figures(wave: Wave, language: str) -> list[Pooled]:
    """Every area of a wave, and every voice that was asked; nothing while a round is open."""
    table, rounds = _together(wave)
    if table is None:
        return []
    labels = from_document(wave.instrument.document).areas
    scores = scores_of(table, len(rounds))
    known = known_to_themselves(scores, rounds)
    answers = point_counts(scores)
    return [
        _figure(scores, answers[:, voice, area], known[:, voice, area], area, voice,
                in_language(labels.get(scale.key, {"en": scale.key}), language))
        for area, scale in enumerate(scores.scales)
        for voice in range(len(VOICES))
        if scores.respondents[:, voice].any()
    ]  # fmt: skip


def _figure(
    scores: SchoolScores, answers: np.ndarray, known: np.ndarray, area: int, voice: int,
    label: str,
) -> Pooled:  # fmt: skip
    n = scores.n[:, voice, area]
    inside = poolable(n, known, least_people=WIDER.people)
    people, schools = int(n[inside].sum()), int(inside.sum())
    reason = str(first_look(np.array(people), answers[inside].sum(axis=0), WIDER))
    if reason == Reason.SHOWN and schools < WIDER.schools:
        reason = Reason.SCHOOLS
    about = (scores.scales[area].key, label, VOICES[voice])
    if reason != Reason.SHOWN:
        return Pooled(*about, str(reason))
    mean = float((n[inside] * scores.mean[inside, voice, area]).sum() / people)
    return Pooled(*about, "", mean, people, schools, int((n > 0).sum()) - schools)


def wave_quality(wave: Wave, figures: Sequence[Pooled]) -> list[Quality]:
    """How far the figures of this wave that are told can be trusted; of the others nothing."""
    table, _rounds = _together(wave)
    told = {(one.area, one.voice) for one in figures if not one.hidden}
    found = quality_of(table, scales_of(table.items)) if table else []
    return [one for one in found if (one.area, one.voice) in told]


def _together(wave: Wave) -> tuple[Table | None, list[Round]]:
    """The answers of all rounds as one table, and the rounds; none before all are closed."""
    if not progress_of(wave).is_over:
        return None, []
    found = wave.rounds.filter(snapshot__isnull=False).select_related("snapshot").order_by("pk")
    rounds = list(found)
    return _joined([unpacked(one.snapshot) for one in rounds]), rounds


def _joined(tables: Sequence[Table]) -> Table:
    same = [aligned(one, tables[0].items) for one in tables]
    return Table(
        items=tables[0].items,
        codes=np.concatenate([one.codes for one in same]),
        round=np.repeat(np.arange(len(same)), [len(one.codes) for one in same]),
        voice=np.concatenate([one.voice for one in same]),
    )
