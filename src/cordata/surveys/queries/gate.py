"""The disclosure gate: the one door through which figures of answers leave.

Page, chart, CSV, spreadsheet, PDF and mail ask here. Nobody else reads a snapshot's answers
or figures; tests/house/test_gate.py makes sure of it.
"""

from dataclasses import replace
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Words
from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, first_look
from cordata.analysis.surveys.figures import SchoolReport
from cordata.analysis.surveys.report import school_reports
from cordata.analysis.surveys.scales import scales_of
from cordata.analysis.surveys.scoring import SchoolScores
from cordata.analysis.surveys.shares import point_counts
from cordata.surveys.models import Round
from cordata.surveys.queries.figures import scores_of, unpacked
from cordata.surveys.queries.table import VOICES, aligned
from cordata.surveys.queries.trust import refused, trust_in


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
        invited=np.array([invited_to(which)], dtype=np.int64),
        hidden=_untold(which, now, audience),
        earlier=old,
        earlier_hidden=_untold(before, old, audience) if before and old else None,
    )
    return report


def hidden(scores: SchoolScores, audience: Audience) -> Words:
    """Why a figure may not be shown to this audience, by school, voice and area.

    A look at each figure is enough: voices share nobody, none are pooled, and a round is
    frozen once. Whatever pools schools asks ``analysis.disclosure.release``.
    """
    return first_look(scores.n, point_counts(scores), THRESHOLDS[audience])


def _untold(which: Round, scores: SchoolScores, audience: Audience) -> Words:
    """What is hidden from this audience, and what the round's wave found to measure nothing."""
    why = hidden(scores, audience).astype("U16")
    areas = [scale.key for scale in scores.scales]
    for area, voice in refused(trust_in(which.wave_id, which.level)):
        if area in areas:
            told = why[:, VOICES.index(voice), areas.index(area)]
            told[told == Reason.SHOWN] = Reason.UNRELIABLE
    return why


def invited_to(which: Round) -> list[int]:
    """How many of each voice could have answered; 0 where nobody knows."""
    people = which.snapshot.manifest["invited"]
    return [people.get(voice, 0) for voice in VOICES]
