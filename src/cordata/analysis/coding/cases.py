"""Cases as rows of a table become members of sets."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.cells import numbers, words
from cordata.analysis.coding.gate import DRAWS
from cordata.analysis.coding.sets import calibrate
from cordata.analysis.coding.truth import Cuts
from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError

type Anchors = tuple[str, float, float, float]


@dataclass(frozen=True, slots=True)
class Qca:
    """One row of the table per case.

    case        column of names
    conditions  columns, at most four
    outcome     column
    anchors     (column, out, cross, full) of columns that are not memberships yet
    registered  whether conditions and anchors were chosen before the outcome was seen
    """

    case: str
    conditions: tuple[str, ...]
    outcome: str
    anchors: tuple[Anchors, ...] = ()
    cases_cut: int = 2
    consistency_cut: float = 0.80
    pri_cut: float = 0.70
    registered: bool = True
    draws: int = DRAWS

    @property
    def cuts(self) -> Cuts:
        return Cuts(self.cases_cut, self.consistency_cut, self.pri_cut)


def read(
    spec: Qca, frame: Frame, moved: int | None = None, by: float = 0.0
) -> tuple[tuple[str, ...], Floats, Floats]:
    """Names, memberships (cases, conditions), outcome; in order of names. One anchor may move."""
    _sane(spec)
    case = words(frame, "case", spec.case)
    if len(np.unique(case)) < len(case):
        raise SpecError("case", "two rows have one name", "Give each case one row")
    order = np.argsort(case, kind="stable")
    anchors = {name: points for name, *points in spec.anchors}
    if moved is not None:
        name, out, cross, full = spec.anchors[moved]
        anchors[name] = [out, cross + by * (full - out), full]
    columns = []
    for where, name in [
        *(("conditions", one) for one in spec.conditions),
        ("outcome", spec.outcome),
    ]:
        x = numbers(frame, where, name)[order]
        columns.append(_member(where, name, x, anchors.get(name)))
    return tuple(case[order].tolist()), np.column_stack(columns[:-1]), columns[-1]


def _member(where: str, name: str, x: Floats, anchors: list[float] | None) -> Floats:
    if anchors is not None:
        try:
            return calibrate(x, *anchors)
        except ValueError as wrong:
            raise SpecError("anchors", f"{name}: {wrong}", "Give out, cross, full") from wrong
    if len(x) and (x.min() < 0 or x.max() > 1):
        raise SpecError(where, f"{name} is not from 0 to 1", "Give its anchors")
    return x


def _sane(spec: Qca) -> None:
    columns = (*spec.conditions, spec.outcome)
    if not spec.conditions or len(set(columns)) < len(columns):
        raise SpecError("conditions", "none, or one is named twice", "Name each once")
    if unknown := sorted({one[0] for one in spec.anchors} - set(columns)):
        raise SpecError("anchors", f"{unknown[0]} is no condition", "Name a condition")
    if spec.draws < 1:
        raise SpecError("draws", "no draws", "Give 2000")
