"""Who is missing beside a result: schools of its frozen table that lack what is compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cordata.analysis.effects.attrition import attrition, losses
from cordata.evidence.models import Run
from cordata.evidence.queries.tables import KINDS, frame_of


@dataclass(frozen=True)
class Arm:
    """Schools of one arm, and how many of them lack one of the rounds."""

    name: str
    schools: int
    lost: int


@dataclass(frozen=True)
class Lost:
    """By arm, and against the boundary as a check of a result; without two arms there is none."""

    arms: tuple[Arm, ...]
    check: Mapping[str, Any] | None = None


def lost_in(run: Run) -> Lost | None:
    """None where a row of the table is no school with its rounds."""
    kind = KINDS[run.table.kind]
    if not kind.shown or kind.keys != ("school",):
        return None
    rows = frame_of(run.table)
    kept = np.isfinite(np.column_stack([rows[name] for name in kind.shown])).all(axis=1)
    every = Arm("all", len(kept), int((~kept).sum()))
    treated = np.asarray(rows["treated"]) == 1 if "treated" in rows else np.ones_like(kept)
    if treated.all() or not treated.any():
        return Lost((every,))
    arms = tuple(
        Arm(name, int(one.sum()), int((one & ~kept).sum()))
        for name, one in (("treated", treated), ("comparison", ~treated))
    )
    look = attrition(losses(treated, kept))
    said = {"code": look.code, "level": look.level.name.lower(), "facts": dict(look.facts)}
    return Lost((*arms, every), said)
