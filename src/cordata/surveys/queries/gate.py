"""The disclosure gate: the one door through which figures of answers leave.

Page, chart, CSV, spreadsheet, PDF and mail ask here. Nobody else reads a snapshot's answers
or figures; tests/house/test_gate.py makes sure of it.
"""

from dataclasses import replace
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Ints, Words
from cordata.analysis.disclosure.items import clear_item
from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, first_look
from cordata.analysis.surveys.figures import Figure, SchoolReport
from cordata.analysis.surveys.persons import tally
from cordata.analysis.surveys.report import school_reports
from cordata.analysis.surveys.scales import Scale, scales_of
from cordata.analysis.surveys.scoring import SchoolScores
from cordata.analysis.surveys.shares import point_counts
from cordata.surveys.models import Round
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.table import VOICES, Table, aligned


class Audience(StrEnum):
    """Who reads: the school itself, or anybody else."""

    SCHOOL = "school"
    WIDER = "wider"


# One school's figures: whoever else reads them needs more people behind each.
THRESHOLDS = {Audience.SCHOOL: OWN_SCREEN, Audience.WIDER: replace(OWN_SCREEN, people=10)}


def report_figures(which: Round, audience: Audience, before: Round | None) -> SchoolReport:
    """What this audience may read of a closed round, and how it moved since ``before``."""
    table = unpacked(which.snapshot)
    then = unpacked(before.snapshot) if before else None
    scales = scales_of(table.items, *([then.items] if then else []))
    now = scores_of(table, 1, scales)
    old = scores_of(aligned(then, table.items), 1, scales) if then else None
    (report,) = school_reports(
        now,
        voices=VOICES,
        invited=_invited(which),
        hidden=hidden(now, audience),
        earlier=old,
        earlier_hidden=hidden(old, audience) if old else None,
    )
    return report


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
    # Not turned round: its words stand beside it, and mean what they say.
    alone = scores_of(table, 1, [Scale(area.key, (area.columns[at],), (False,), area.points)])
    why = hidden(alone, audience)
    beside = hidden(scores_of(table, 1, [area]), audience)
    why = np.where((why == "") & (beside != ""), Reason.COMPLEMENT.value, why).astype("U16")
    scored = tally(area, table.codes).scored
    answered = table.codes[:, area.columns] > 0
    for place in range(len(VOICES)):
        theirs = table.voice == place
        found = clear_item(scored[theirs], answered[theirs], at, THRESHOLDS[audience])
        why[0, place, 0] = why[0, place, 0] or found.value
    (report,) = school_reports(alone, voices=VOICES, invited=_invited(which), hidden=why)
    return list(report.figures)


def hidden(scores: SchoolScores, audience: Audience) -> Words:
    """Why a figure may not be shown to this audience, by school, voice and area.

    A look at each figure is enough: voices share nobody, none are pooled, and a round is
    frozen once. Whatever pools schools asks ``analysis.disclosure.release``.
    """
    return first_look(scores.n, point_counts(scores), THRESHOLDS[audience])


def _invited(which: Round) -> Ints:
    people = which.snapshot.manifest["invited"]
    return np.array([[people.get(voice, 0) for voice in VOICES]], dtype=np.int64)
