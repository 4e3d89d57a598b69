"""The truth table: every combination of conditions, which cases are in it, whether it suffices."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.coding.minimize import Implicant, Model, Row, minimal
from cordata.analysis.coding.sets import Fit, sufficiency

EDGE = 1e-12  # 4 of 5 is .8, however it is rounded


class Out(StrEnum):
    """What a row says."""

    IN = "in"  # its cases suffice for the outcome
    NOT = "not"
    FREE = "free"  # too few cases: a logical remainder


@dataclass(frozen=True, slots=True)
class Cuts:
    """When a row counts, and when it suffices."""

    cases: int = 2
    consistency: float = 0.80
    pri: float = 0.70


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; ``cases`` are those more in it than out."""

    row: Row
    cases: tuple[int, ...]
    fit: Fit
    out: Out


def every_row(conditions: int) -> list[Row]:
    """All combinations, in order."""
    return list(product((0, 1), repeat=conditions))


def membership(implicant: Implicant, sets: Floats) -> Floats:
    """Of each case in a combination: the least of its memberships. sets (cases, conditions)."""
    parts = [
        sets[:, at] if said else 1.0 - sets[:, at]
        for at, said in enumerate(implicant)
        if said is not None
    ]
    return np.min(parts, axis=0) if parts else np.ones(len(sets))


def of_model(model: Model, sets: Floats) -> Floats:
    """Of each case in a model: the greatest of its memberships in the terms; 0 without terms."""
    parts = [membership(one, sets) for one in model]
    return np.max(parts, axis=0) if parts else np.zeros(len(sets))


def table(sets: Floats, outcome: Floats, cuts: Cuts) -> list[Line]:
    """Every row with its cases and its fit.

    sets     (cases, conditions) 0 to 1; a case at exactly a half is in no row
    outcome  (cases,) 0 to 1
    """
    found = []
    for row in every_row(sets.shape[1]):
        member = membership(row, sets)
        cases = tuple(np.flatnonzero(member > 0.5).tolist())  # noqa: PLR2004 - more in than out
        fit = sufficiency(member, outcome)
        found.append(Line(row, cases, fit, _decide(len(cases), fit, cuts)))
    return found


def _decide(cases: int, fit: Fit, cuts: Cuts) -> Out:
    if cases < cuts.cases:
        return Out.FREE
    enough = fit.consistency >= cuts.consistency - EDGE and not fit.pri < cuts.pri - EDGE
    return Out.IN if enough else Out.NOT


def conservative(lines: list[Line]) -> list[Model]:
    """Models that assume nothing about combinations without cases."""
    return minimal([one.row for one in lines if one.out is Out.IN])


def parsimonious(lines: list[Line]) -> list[Model]:
    """Models that assume of combinations without cases whatever makes them shortest."""
    free = [one.row for one in lines if one.out is Out.FREE]
    return minimal([one.row for one in lines if one.out is Out.IN], free)


def unique_coverage(model: Model, sets: Floats, outcome: Floats) -> list[float]:
    """Coverage that each term has alone: of the whole model minus that of the others."""
    whole = sufficiency(of_model(model, sets), outcome).coverage
    others = [tuple(o for o in model if o is not one) for one in model]
    return [whole - sufficiency(of_model(rest, sets), outcome).coverage for rest in others]
