"""How long schools stay in each stage of taking something up; falling back is allowed.

Stages of the National Implementation Research Network. Source: Fixsen and others (2005),
Implementation Research: A Synthesis of the Literature.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np

from cordata.analysis.spread.survival import Curve, kaplan_meier


class Stage(StrEnum):
    """Where a school is."""

    EXPLORATION = "exploration"
    INSTALLATION = "installation"
    INITIAL = "initial-implementation"
    FULL = "full-implementation"


@dataclass(frozen=True, slots=True)
class Event:
    """A school entered a stage on a day."""

    school: str
    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class Spell:
    """A time a school spent in a stage; ``left`` is False while it is still there."""

    school: str
    stage: Stage
    days: int
    left: bool


def spells(events: Sequence[Event], until: date) -> list[Spell]:
    """Every stay of every school, in order; entering the stage it is in already changes nothing.

    until  last day that was looked at; later events do not count. Two stages on one day: the
           later stage counts.
    """
    order = {stage: at for at, stage in enumerate(Stage)}
    path: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda one: (one.school, one.on, order[one.stage])):
        mine = path.setdefault(event.school, [])
        if event.on > until:
            continue
        if mine and mine[-1].on == event.on:
            mine.pop()
        if not mine or mine[-1].stage is not event.stage:
            mine.append(event)
    found = []
    for school, mine in path.items():
        for one, following in zip(mine, [*mine[1:], None], strict=True):
            end = following.on if following else until
            left = following is not None
            found.append(Spell(school, one.stage, (end - one.on).days, left))
    return found


def durations(stays: Sequence[Spell]) -> Mapping[Stage, Curve]:
    """Curve of leaving each stage that was entered; stays that began on the last day are left out.

    ``Curve.median`` is the median time in a stage, counting those still there.
    """
    found = {}
    for stage in Stage:
        mine = [one for one in stays if one.stage is stage and one.days > 0]
        if mine:
            days = np.array([one.days for one in mine], dtype=np.float64)
            found[stage] = kaplan_meier(days, np.array([one.left for one in mine]))
    return found


def falls(stays: Sequence[Spell]) -> int:
    """How often a school went back to an earlier stage."""
    order = {stage: at for at, stage in enumerate(Stage)}
    return sum(
        a.school == b.school and order[b.stage] < order[a.stage] for a, b in pairwise(stays)
    )
