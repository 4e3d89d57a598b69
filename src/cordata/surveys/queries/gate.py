"""The disclosure gate: the one door through which figures of answers leave.

Page, chart, CSV, spreadsheet, PDF and mail ask here. Nobody else reads a snapshot's answers
or figures; tests/house/test_gate.py makes sure of it.
"""

from dataclasses import replace
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, first_look
from cordata.analysis.surveys.figures import SchoolReport
from cordata.analysis.surveys.report import reasons_of
from cordata.analysis.surveys.scales import same_areas, scales_of
from cordata.analysis.surveys.school import Before, Cleared, Sheets, report_of
from cordata.analysis.surveys.scoring import SchoolScores
from cordata.analysis.surveys.shares import point_counts
from cordata.surveys.models import Round
from cordata.surveys.queries.figures import unpacked
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
    return report_of(
        _sheets(which, table),
        scales=scales_of(table.items),
        voices=VOICES,
        invited=invited_to(which),
        before=before,
        shown_before=before.told.shown if before else (),
        thresholds=THRESHOLDS[audience],
        unreliable=refused(trust_in(which.wave_id, which.level)),
    )


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
    hidden = first_look(scores.n, point_counts(scores), THRESHOLDS[Audience.SCHOOL])
    invited = np.array([invited_to(one) for one in rounds], dtype=np.int64)
    why = reasons_of(scores, voices=VOICES, invited=invited, hidden=hidden)
    return np.asarray(why == Reason.SHOWN)


def invited_to(which: Round) -> list[int]:
    """How many of each voice could have answered; 0 where nobody knows."""
    people = which.snapshot.manifest["invited"]
    return [people.get(voice, 0) for voice in VOICES]
