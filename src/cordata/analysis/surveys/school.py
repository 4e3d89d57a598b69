"""The report of one school from its answer sheets: scored, cleared, compared.

Every page, file and letter that shows a school's figures shows what this makes of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cordata.analysis.arrays import Ints, Words
from cordata.analysis.disclosure.release import Cell, clear
from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, Thresholds
from cordata.analysis.surveys.codes import Answers
from cordata.analysis.surveys.figures import SchoolReport
from cordata.analysis.surveys.persons import tally
from cordata.analysis.surveys.report import Earlier, school_reports
from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.scoring import SchoolScores, of_scales, score_schools
from cordata.analysis.surveys.shares import point_counts

IN_BOTH = "{}, items of both rounds"  # what is measured where an area's items have changed


@dataclass(frozen=True)
class Sheets:
    """The answers of one round of one school.

    answers  (sheets, items) codes as in ``codes``
    voice    (sheets,) who speaks, from 0
    names    of the sheets; the same one whenever this round is frozen again, and never that
             of a sheet of another round, nor of a person
    """

    answers: Answers
    voice: Ints
    names: Sequence[str]


@dataclass(frozen=True)
class Cleared:
    """A report, and the cells that it tells of: they belong into the ledger once it is seen."""

    report: SchoolReport
    shown: tuple[Cell, ...]


@dataclass(frozen=True)
class Before:
    """The round that a report is compared with.

    sheets  with the columns of the report's own round
    scales  of the items that both rounds asked
    same    areas that asked nothing else in either
    told    its own report: a change is told only of what stands there
    """

    sheets: Sheets
    scales: Sequence[Scale]
    same: frozenset[str]
    told: Cleared


def cells_of(
    sheets: Sheets, scales: Sequence[Scale], voices: Sequence[str], named: str = "{}"
) -> list[Cell]:
    """Every figure that a report could show, with its key (area, voice).

    named  what is measured, where it is not the area as its round asked it
    """
    answers = point_counts(_score(sheets, scales, voices))[0]
    cells = []
    for a, scale in enumerate(scales):
        found = tally(scale, sheets.answers)
        for v, voice in enumerate(voices):
            whose = np.flatnonzero(found.scored & (sheets.voice == v))
            cells.append(
                Cell(
                    key=(scale.key, voice),
                    of=named.format(scale.key),
                    scores={
                        sheets.names[at]: int(found.total[at]) / int(found.answered[at])
                        for at in whose.tolist()
                    },
                    answers=tuple(answers[v, a, : scale.points].tolist()),
                )
            )
    return cells


def report_of(
    now: Sheets,
    *,
    scales: Sequence[Scale],
    voices: Sequence[str],
    invited: Sequence[int] | None = None,
    before: Before | None = None,
    shown_before: Sequence[Cell] = (),
    targets: Mapping[str, float] | None = None,
    thresholds: Thresholds = OWN_SCREEN,
    besides: Mapping[tuple[str, str], Reason] = MappingProxyType({}),
) -> Cleared:
    """What a school may read of a round, compared with an earlier one.

    scales        all that the round asked: its figures are the same whatever it is compared with
    invited       for each voice; 0 where nobody knows
    shown_before  cells of all earlier releases of this school, as ``cells_of`` makes them
    besides       reasons that its sheets alone do not tell, of areas and voices
    """
    cells = cells_of(now, scales, voices)
    reasons = clear(cells, shown_before, thresholds)
    # Last, for it hides more and gives nothing away.
    said = (Reason.SHOWN, Reason.ALIKE)
    reasons |= {one: why for one, why in besides.items() if why and reasons.get(one) in said}
    (report,) = school_reports(
        _score(now, scales, voices),
        voices=voices,
        invited=None if invited is None else np.array([invited], dtype=np.int64),
        hidden=_words(reasons, scales, voices),
        earlier=_earlier(now, before, voices, thresholds) if before else None,
        targets=targets,
    )
    seen = {(one.area, one.voice) for one in report.figures if one.hidden in said}
    return Cleared(report, tuple(cell for cell in cells if cell.key in seen))


def _earlier(
    now: Sheets, before: Before, voices: Sequence[str], thresholds: Thresholds
) -> Earlier:
    unsafe = _unsafe(now, before, voices, thresholds)
    unsafe |= _unsafe(before.sheets, before, voices, thresholds)
    told = [
        [
            before.told.report.figure(scale.key, voice).hidden == Reason.SHOWN
            and (scale.key, voice) not in unsafe
            for scale in before.scales
        ]
        for voice in voices
    ]
    return Earlier(
        now=_score(now, before.scales, voices),
        then=_score(before.sheets, before.scales, voices),
        told=np.array([told], dtype=np.bool_),
        same=before.same,
    )


def _unsafe(
    sheets: Sheets, before: Before, voices: Sequence[str], thresholds: Thresholds
) -> set[tuple[str, ...]]:
    """Figures on other items than their round's own that say too much of these sheets."""
    changed = [scale for scale in before.scales if scale.key not in before.same]
    reasons = clear(cells_of(sheets, changed, voices, IN_BOTH), (), thresholds)
    return {key for key, reason in reasons.items() if reason != Reason.SHOWN}


def _score(sheets: Sheets, scales: Sequence[Scale], voices: Sequence[str]) -> SchoolScores:
    alone = np.zeros(len(sheets.voice), dtype=np.int64)
    answers = of_scales(scales, sheets.answers)
    return score_schools(scales, answers, alone, sheets.voice, schools=1, voices=len(voices))


def _words(
    reasons: Mapping[tuple[str, ...], Reason], scales: Sequence[Scale], voices: Sequence[str]
) -> Words:
    return np.array(
        [[[reasons[scale.key, voice].value for scale in scales] for voice in voices]]
    ).astype("U16")
