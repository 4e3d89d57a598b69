"""Figures of all schools of a wave together: for whoever coordinates, and nobody's own.

They pass ``analysis.disclosure.release`` against what the schools themselves have seen: even
all schools but one together cannot work out the last one's figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import WIDER, Reason
from cordata.analysis.forms.definition import Form, in_language
from cordata.analysis.forms.document import from_document
from cordata.analysis.surveys.persons import person_scores
from cordata.analysis.surveys.scales import Scale, scales_of
from cordata.surveys.models import Wave
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.gate import Audience, hidden
from cordata.surveys.queries.quality import Quality, quality_of
from cordata.surveys.queries.table import VOICES, Table, aligned


@dataclass(frozen=True)
class Pooled:
    """One voice on one area over all schools; where ``hidden`` has a reason, no number."""

    area: str
    label: str
    voice: str
    hidden: str
    mean: float | None = None
    people: int | None = None
    schools: int | None = None


def pooled_figures(wave: Wave, language: str) -> list[Pooled]:
    """Every area and voice of a wave whose rounds are closed, areas in their order."""
    rounds = list(
        wave.rounds.filter(snapshot__isnull=False).select_related("snapshot").order_by("pk")
    )
    if not rounds:
        return []
    form = from_document(wave.instrument.document)
    first = unpacked(rounds[0].snapshot)
    scales = scales_of(first.items)
    tables = {one.public_id: aligned(unpacked(one.snapshot), first.items) for one in rounds}
    own = [cell for name, table in tables.items() for cell in _own(name, table, scales)]
    read = {
        name: hidden(scores_of(one, 1, scales), Audience.SCHOOL)[0]
        for name, one in tables.items()
    }
    areas = [scale.key for scale in scales]
    seen = [
        cell
        for cell in own
        if str(read[cell.key[2]][VOICES.index(cell.key[1]), areas.index(cell.key[0])])
        == Reason.SHOWN
    ]
    together = _together(own)
    # How many schools there must be is said of the figure; what is left when a school takes
    # its own away must be enough people, whatever number of schools they are from.
    reasons = clear(together, seen, replace(WIDER, schools=1))
    return [_figure(cell, _reason(cell, reasons), form, language) for cell in together]


def _reason(cell: Cell, reasons: Mapping[tuple[str, ...], Reason]) -> Reason:
    few = len(set((cell.schools or {}).values())) < WIDER.schools
    return Reason.SCHOOLS if few else reasons[cell.key]


def wave_quality(wave: Wave) -> list[Quality]:
    """How far figures of this wave can be trusted, over its closed rounds."""
    found = wave.rounds.filter(snapshot__isnull=False).select_related("snapshot").order_by("pk")
    tables = [unpacked(one.snapshot) for one in found]
    if not tables:
        return []
    same = [aligned(one, tables[0].items) for one in tables]
    together = Table(
        items=tables[0].items,
        codes=np.concatenate([one.codes for one in same]),
        round=np.repeat(np.arange(len(same)), [len(one.codes) for one in same]),
        voice=np.concatenate([one.voice for one in same]),
    )
    return quality_of(together, scales_of(together.items))


def _own(name: str, table: Table, scales: tuple[Scale, ...]) -> list[Cell]:
    """The cells of one school: area, voice, school."""
    found = []
    for scale in scales:
        scores = person_scores(scale, table.codes)
        for place, voice in enumerate(VOICES):
            rows = np.flatnonzero((table.voice == place) & ~np.isnan(scores))
            given = table.codes[np.ix_(rows, np.array(scale.columns))]
            turned = np.where(np.array(scale.reversed), scale.points + 1 - given, given)
            answers = np.bincount(turned[given > 0], minlength=scale.points + 1)[1:]
            found.append(
                Cell(
                    key=(scale.key, voice, name),
                    of=f"{scale.key} {voice}",
                    scores={f"{name} {row}": float(scores[row]) for row in rows},
                    answers=tuple(answers.tolist()),
                    schools={f"{name} {row}": name for row in rows},
                )
            )
    return found


def _together(own: list[Cell]) -> list[Cell]:
    """Area and voice over all schools, in the order in which they were found."""
    parts: dict[tuple[str, ...], list[Cell]] = {}
    for cell in own:
        parts.setdefault(cell.key[:2], []).append(cell)
    return [
        Cell(
            key=key,
            of=cells[0].of,
            scores={sheet: score for one in cells for sheet, score in one.scores.items()},
            answers=tuple(np.sum([one.answers for one in cells], axis=0).tolist()),
            schools={sheet: one.key[2] for one in cells for sheet in one.scores},
        )
        for key, cells in parts.items()
        if any(one.scores for one in cells)
    ]


def _figure(cell: Cell, reason: Reason, form: Form, language: str) -> Pooled:
    area, voice = cell.key
    label = in_language(form.areas.get(area, {"en": area}), language)
    if reason != Reason.SHOWN:
        return Pooled(area, label, voice, str(reason))
    return Pooled(
        area=area,
        label=label,
        voice=voice,
        hidden="",
        mean=sum(cell.scores.values()) / len(cell.scores),
        people=len(cell.scores),
        schools=len(set((cell.schools or {}).values())),
    )
