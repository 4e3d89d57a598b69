"""Figures of all schools of a wave together: for whoever coordinates, and nobody's own.

Even all schools but one together cannot work out the last one's figures: schools whose own
figure is hidden are added only where they hide in each other (``analysis.disclosure.pooling``).
"""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.disclosure.pooling import poolable
from cordata.analysis.disclosure.rules import WIDER, Reason, first_look
from cordata.analysis.forms.definition import in_language
from cordata.analysis.forms.document import from_document
from cordata.analysis.surveys.shares import point_counts
from cordata.analysis.surveys.weights import mean_over_schools
from cordata.surveys.models import Round, Wave
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.gate import Audience, hidden, invited_to
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


def pooled_figures(wave: Wave, language: str) -> list[Pooled]:
    """Every area of a wave whose rounds are closed, and every voice that was asked."""
    table, rounds = _together(wave)
    if table is None:
        return []
    labels = from_document(wave.instrument.document).areas
    scores = scores_of(table, len(rounds))
    own = hidden(scores, Audience.SCHOOL)
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
                    known=own[:, voice, area] == Reason.SHOWN,
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


def wave_quality(wave: Wave) -> list[Quality]:
    """How far figures of this wave can be trusted; nothing while a round is open."""
    return quality_in(wave.pk)


def _together(wave: Wave) -> tuple[Table | None, list[Round]]:
    """The answers of all closed rounds as one table, and the rounds."""
    found = wave.rounds.filter(snapshot__isnull=False).select_related("snapshot").order_by("pk")
    rounds = list(found)
    return (joined([unpacked(one.snapshot) for one in rounds]) if rounds else None), rounds
