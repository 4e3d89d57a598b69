"""The report of one school from its answer sheets: scored, cleared, compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Ints, Words
from cordata.analysis.disclosure.release import Cell, clear, look_at
from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, Thresholds
from cordata.analysis.surveys.codes import Answers
from cordata.analysis.surveys.figures import SchoolReport
from cordata.analysis.surveys.persons import tally
from cordata.analysis.surveys.report import school_reports
from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.scoring import SchoolScores, score_schools
from cordata.analysis.surveys.shares import point_counts


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


def cells_of(sheets: Sheets, scales: Sequence[Scale], voices: Sequence[str]) -> list[Cell]:
    """Every figure that a report could show, with its key (area, voice)."""
    scores = _score(sheets, scales, voices)
    answers = point_counts(scores)[0]
    cells = []
    for a, scale in enumerate(scales):
        found = tally(scale, sheets.answers)
        for v, voice in enumerate(voices):
            whose = np.flatnonzero(found.scored & (sheets.voice == v))
            cells.append(
                Cell(
                    key=(scale.key, voice),
                    of=scale.key,
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
    then: Sheets | None = None,
    shown_before: Sequence[Cell] = (),
    targets: Mapping[str, float] | None = None,
    thresholds: Thresholds = OWN_SCREEN,
) -> Cleared:
    """What a school may read of a round, compared with an earlier one.

    invited       for each voice; 0 where nobody knows
    then          the earlier round, and ``scales`` are of items that both have
    shown_before  cells of all earlier releases of this school, of both rounds, as ``cells_of``
                  makes them; a change is told only of what was shown then
    """
    cells = cells_of(now, scales, voices)
    reasons = clear(cells, shown_before, thresholds)
    earlier, old = None, None
    if then is not None:
        earlier = _score(then, scales, voices)
        past = cells_of(then, scales, voices)
        old = _words(_told(past, shown_before, thresholds), scales, voices)
    (report,) = school_reports(
        _score(now, scales, voices),
        voices=voices,
        invited=None if invited is None else np.array([invited], dtype=np.int64),
        hidden=_words(reasons, scales, voices),
        earlier=earlier,
        earlier_hidden=old,
        targets=targets,
    )
    said = (Reason.SHOWN, Reason.ALIKE)
    seen = {(one.area, one.voice) for one in report.figures if one.hidden in said}
    return Cleared(report, tuple(cell for cell in cells if cell.key in seen))


def _told(
    past: Sequence[Cell], shown: Sequence[Cell], thresholds: Thresholds
) -> dict[tuple[str, ...], Reason]:
    """Which figures of an earlier round were told with their mean."""
    told = {(cell.of, frozenset(cell.scores.items())) for cell in shown}
    found = {}
    for cell in past:
        own = look_at(cell, thresholds)
        seen = (cell.of, frozenset(cell.scores.items())) in told
        found[cell.key] = own if seen or own != Reason.SHOWN else Reason.FEW
    return found


def _score(sheets: Sheets, scales: Sequence[Scale], voices: Sequence[str]) -> SchoolScores:
    alone = np.zeros(len(sheets.voice), dtype=np.int64)
    return score_schools(
        scales, sheets.answers, alone, sheets.voice, schools=1, voices=len(voices)
    )


def _words(
    reasons: Mapping[tuple[str, ...], Reason], scales: Sequence[Scale], voices: Sequence[str]
) -> Words:
    return np.array(
        [[[reasons[scale.key, voice].value for scale in scales] for voice in voices]]
    ).astype("U16")
