"""Figures of all schools of a wave together: for whoever coordinates, and nobody's own.

Told once, when every school of the wave has closed. A closed round never changes and a wave
takes no more of them, so nothing told earlier can be taken away from what is told later.

Even all schools but one together cannot work out the last one's figures: schools whose own
figure is hidden are added only where they hide in each other (``analysis.disclosure.pooling``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db.models import Count

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.disclosure.pooling import poolable
from cordata.analysis.disclosure.rules import WIDER, Reason, first_look
from cordata.analysis.forms.definition import in_language
from cordata.analysis.forms.document import from_document
from cordata.analysis.surveys.shares import point_counts
from cordata.analysis.surveys.weights import mean_over_schools
from cordata.surveys.models import Round, Wave
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.gate import invited_to, known_to_themselves
from cordata.surveys.queries.quality import Quality
from cordata.surveys.queries.table import VOICES, Table, joined
from cordata.surveys.queries.trust import quality_in, refused, trust_in


@dataclass(frozen=True)
class Pooled:
    """One voice on one area over all schools; where ``hidden`` has a reason, no number.

    mean       of all people of these schools: each counts by how many it invited
    effective  so many people of equal weight would be as precise
    weighted   False where a school did not tell how many it invited: everybody counts once
    left_out   schools whose own figure would have been told by this one
    """

    area: str
    label: str
    voice: str
    hidden: str
    mean: float | None = None
    people: int | None = None
    schools: int | None = None
    effective: float | None = None
    weighted: bool = False
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
    unreliable = refused(trust_in(wave.pk))
    invited = np.array([invited_to(one) for one in rounds], dtype=np.int64)
    found = []
    for area, scale in enumerate(scores.scales):
        label = in_language(labels.get(scale.key, {"en": scale.key}), language)
        for voice, name in enumerate(VOICES):
            if scores.respondents[:, voice].any():
                cell = _Cell(
                    n=scores.n[:, voice, area],
                    means=scores.mean[:, voice, area],
                    answers=answers[:, voice, area],
                    known=known[:, voice, area],
                    invited=invited[:, voice],
                    reliable=(scale.key, name) not in unreliable,
                )
                found.append(_figure(Pooled(scale.key, label, name, Reason.SHOWN), cell))
    return found


@dataclass(frozen=True)
class _Cell:
    """What each school says in one voice on one area, and whether a school has read its own."""

    n: Ints
    means: Floats
    answers: Ints
    known: Bools
    invited: Ints
    reliable: bool


def _figure(about: Pooled, cell: _Cell) -> Pooled:
    inside = poolable(cell.n, cell.known, least_people=WIDER.people)
    people, schools = int(cell.n[inside].sum()), int(inside.sum())
    reason = str(first_look(np.array(people), cell.answers[inside].sum(axis=0), WIDER))
    if reason == Reason.SHOWN and schools < WIDER.schools:
        reason = Reason.SCHOOLS
    if reason == Reason.SHOWN and not cell.reliable:
        reason = Reason.UNRELIABLE
    if reason != Reason.SHOWN:
        return replace(about, hidden=str(reason))
    found = mean_over_schools(cell.means[inside], cell.n[inside], cell.invited[inside])
    return replace(
        about,
        mean=found.mean,
        people=people,
        schools=schools,
        effective=found.effective,
        weighted=found.weighted,
        left_out=int((cell.n > 0).sum()) - schools,
    )


def wave_quality(wave: Wave, figures: Sequence[Pooled]) -> list[Quality]:
    """How far the figures of this wave can be trusted that are told, or refused for it."""
    told = {(one.area, one.voice) for one in figures
            if one.hidden in (Reason.SHOWN, Reason.UNRELIABLE)}  # fmt: skip
    return [one for one in quality_in(wave.pk) if (one.area, one.voice) in told]


def _together(wave: Wave) -> tuple[Table | None, list[Round]]:
    """The answers of all rounds as one table, and the rounds; none before all are closed."""
    if not progress_of(wave).is_over:
        return None, []
    found = wave.rounds.filter(snapshot__isnull=False).select_related("snapshot").order_by("pk")
    rounds = list(found)
    return joined([unpacked(one.snapshot) for one in rounds]), rounds
