"""The disclosure gate: the one door through which figures of answers leave.

Page, chart, CSV, spreadsheet, PDF and mail ask here. Nobody else reads a snapshot's answers
or figures; tests/house/test_gate.py makes sure of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Bools, Words
from cordata.analysis.disclosure.items import clear_item
from cordata.analysis.disclosure.rules import (
    OWN_SCREEN,
    Reason,
    Thresholds,
    filled_up,
    first_look,
)
from cordata.analysis.surveys.figures import Figure, SchoolReport
from cordata.analysis.surveys.persons import tally
from cordata.analysis.surveys.report import reasons_of
from cordata.analysis.surveys.scales import Scale, same_areas, scales_of
from cordata.analysis.surveys.school import Before, Cleared, Sheets, report_of
from cordata.analysis.surveys.scoring import SchoolScores
from cordata.analysis.surveys.shares import point_counts
from cordata.surveys.models import Round
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.table import VOICES, Table, aligned
from cordata.surveys.queries.trust import refused, trust_in


class Audience(StrEnum):
    """Who reads: the school itself, or anybody else."""

    SCHOOL = "school"
    WIDER = "wider"


# One school's figures: whoever else reads them needs more people behind each.
THRESHOLDS = {Audience.SCHOOL: OWN_SCREEN, Audience.WIDER: replace(OWN_SCREEN, people=10)}


def report_figures(which: Round, audience: Audience, before: Round | None) -> SchoolReport:
    """What this audience may read of a closed round, and how it moved since ``before``.

    Its figures do not depend on ``before``: each round is told in one way only.
    """
    table = unpacked(which.snapshot)
    return _cleared(which, table, audience, _before(before, table, audience)).report


def _cleared(
    which: Round, table: Table, audience: Audience, before: Before | None = None
) -> Cleared:
    scales = scales_of(table.items)
    unreliable = dict.fromkeys(refused(trust_in(which.wave_id, which.level)), Reason.UNRELIABLE)
    return report_of(
        _sheets(which, table),
        scales=scales,
        voices=VOICES,
        invited=invited_to(which),
        before=before,
        shown_before=before.told.shown if before else (),
        thresholds=THRESHOLDS[audience],
        besides=unreliable | _filled_up(which, table, scales, audience),
    )


def _filled_up(
    which: Round, table: Table, scales: Sequence[Scale], audience: Audience
) -> dict[tuple[str, str], Reason]:
    """Areas and voices that whoever reads them could have filled up with sheets of their own."""
    scores = scores_of(table, 1, scales)
    (why,) = _by_filling(scores, [which], THRESHOLDS[audience])
    return {
        (scale.key, voice): Reason(why[v, a])
        for a, scale in enumerate(scores.scales)
        for v, voice in enumerate(VOICES)
        if why[v, a]
    }


def _by_filling(scores: SchoolScores, rounds: list[Round], thresholds: Thresholds) -> Words:
    invited = np.array([invited_to(one) for one in rounds], dtype=np.int64)
    typed = np.array([typed_in(one) for one in rounds], dtype=np.int64)
    return filled_up(scores.n, scores.respondents, typed, invited, thresholds)


def statement_figures(which: Round, item: str, audience: Audience) -> list[Figure]:
    """What each voice of a closed round says of one scored statement, as it was answered.

    It stands beside the mean of its area, which the report shows: ``clear_item`` keeps the two
    from telling what a few people said. None for a statement that is not scored.
    """
    table = unpacked(which.snapshot)
    for area in scales_of(table.items):
        keys = [table.items[column].key for column in area.columns]
        if item in keys:
            return _statement(which, table, area, keys.index(item), audience)
    return []


def _statement(
    which: Round, table: Table, area: Scale, at: int, audience: Audience
) -> list[Figure]:
    told = _cleared(which, table, audience).report
    scored = tally(area, table.codes).scored
    answered = table.codes[:, area.columns] > 0
    # Not turned round: its words stand beside it, and mean what they say.
    alone = Scale(area.key, (area.columns[at],), (False,), area.points)
    besides = _filled_up(which, table, [alone], audience)
    for place, voice in enumerate(VOICES):
        theirs = table.voice == place
        why = besides.get((area.key, voice), Reason.SHOWN) or clear_item(
            scored[theirs], answered[theirs], at, THRESHOLDS[audience]
        )
        if told.figure(area.key, voice).hidden not in (Reason.SHOWN, Reason.ALIKE):
            why = why or Reason.COMPLEMENT
        besides[area.key, voice] = why
    cleared = report_of(
        _sheets(which, table),
        scales=[alone],
        voices=VOICES,
        invited=invited_to(which),
        thresholds=THRESHOLDS[audience],
        besides=besides,
    )
    return list(cleared.report.figures)


def _before(before: Round | None, table: Table, audience: Audience) -> Before | None:
    """The earlier round in the columns of the later one, and what its own report told."""
    if before is None:
        return None
    then = unpacked(before.snapshot)
    return Before(
        sheets=_sheets(before, aligned(then, table.items)),
        scales=scales_of(table.items, then.items),
        same=same_areas(table.items, then.items),
        told=_cleared(before, then, audience),
    )


def _sheets(which: Round, table: Table) -> Sheets:
    """A frozen table never changes: a row's place is its name for good."""
    names = [f"{which.public_id} {row}" for row in range(len(table.codes))]
    return Sheets(table.codes, table.voice, names)


def known_to_themselves(scores: SchoolScores, rounds: list[Round]) -> Bools:
    """Which figures the schools' own reports tell with a mean: by school, voice and area.

    The same as ``report_figures`` for thousands at once: of one round by itself, each look at
    a figure alone is enough, since voices share nobody.
    """
    thresholds = THRESHOLDS[Audience.SCHOOL]
    hidden = first_look(scores.n, point_counts(scores), thresholds)
    hidden = np.where(hidden == "", _by_filling(scores, rounds, thresholds), hidden)
    invited = np.array([invited_to(one) for one in rounds], dtype=np.int64)
    why = reasons_of(scores, voices=VOICES, invited=invited, hidden=hidden)
    return np.asarray(why == Reason.SHOWN)


def invited_to(which: Round) -> list[int]:
    """How many of each voice could have answered; 0 where nobody knows."""
    people = which.snapshot.manifest["invited"]
    return [people.get(voice, 0) for voice in VOICES]


def typed_in(which: Round) -> list[int]:
    """How many sheets of each voice somebody typed in."""
    sheets = which.snapshot.manifest["typed"]
    return [sheets.get(voice, 0) for voice in VOICES]
