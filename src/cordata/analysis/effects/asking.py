"""One question asked of the schools that were looked at, and what belongs together of its answer."""

from dataclasses import dataclass, field

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.columns import Frame, column
from cordata.analysis.contract import Check, Estimate, SpecError
from cordata.analysis.effects.contrast import Draw, Line, evidence
from cordata.analysis.effects.looking import Looked
from cordata.analysis.effects.schools import Schools
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.inference.deciding import Evidence, Shown, decide
from cordata.analysis.inference.lots import NotRandomised


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of whom; ``seed`` of all chance in it."""

    spec: AncovaSpec
    frame: Frame
    looked: Looked
    seed: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One line, tested and decided."""

    evidence: Evidence
    shown: Shown


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a result: estimates, what was looked at, and diagnostics."""

    estimates: dict[str, Estimate] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    more: dict[str, float] = field(default_factory=dict)


def ask(
    asked: Asked,
    line: Line,
    task: int,
    *,
    schools: Schools | None = None,
    rows: Bools | None = None,
) -> Answer:
    """Fit, test and decide one line.

    task     a number of its own, so that its chance is its own
    schools  the same schools with other numbers, instead of those looked at
    rows     some of them only

    Groups count in countries that have both arms. Raises SpecError for lots that cannot have
    been drawn, Dependent.
    """
    mine = asked.looked.schools if schools is None else schools
    kept = np.ones(len(mine.treated), dtype=np.bool_) if rows is None else rows
    mine = mine.only(kept)
    stream = np.random.SeedSequence(asked.seed, spawn_key=(task,))
    try:
        found = evidence(
            mine, line, stream, smaller=min(mine.arms), draw=drawn(asked, mine, kept)
        )
    except NotRandomised as wrong:
        raise not_drawn(wrong) from wrong
    return Answer(found, decide(found, *mine.arms))


def drawn(asked: Asked, schools: Schools, kept: Bools) -> Draw | None:
    """How lots were drawn, if they were: within countries if no stratum is named."""
    spec, rows = asked.spec, asked.looked.rows[kept]
    if not spec.randomised or spec.unit is None:
        return None
    unit = column(asked.frame, "unit", spec.unit)[rows]
    if spec.stratum is None:
        return Draw(unit, schools.country)
    return Draw(unit, column(asked.frame, "stratum", spec.stratum)[rows])


def not_drawn(wrong: NotRandomised) -> SpecError:
    """The same in words for whoever wrote the spec."""
    return SpecError("unit", str(wrong), "Name what lots were drawn for, and within what")
