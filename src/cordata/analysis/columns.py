"""Columns of a frozen table as arrays, or a word about what is wrong with the spec that names them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import SpecError

type Frame = Mapping[str, NDArray[np.generic]]

NUMBERS = "biuf"


@dataclass(frozen=True, slots=True)
class Keys:
    """Who each row belongs to: ``code`` (rows,) counts from 0 along ``names``, which are sorted."""

    code: Ints
    names: tuple[str | float | int, ...]

    @property
    def count(self) -> int:
        return len(self.names)


def column(frame: Frame, where: str, name: str) -> NDArray[np.generic]:
    """The column that the field ``where`` of a spec calls ``name``."""
    if name not in frame:
        known = ", ".join(sorted(frame))
        raise SpecError(where, f"no column is called {name!r}", f"Choose one of: {known}")
    return frame[name]


def numbers(frame: Frame, where: str, name: str) -> Floats:
    """The same as numbers, NaN where missing."""
    found = column(frame, where, name)
    if found.dtype.kind not in NUMBERS:
        raise SpecError(where, f"{name!r} holds no numbers", "Choose a column of numbers")
    return found.astype(np.float64)


def matrix(frame: Frame, where: str, names: tuple[str, ...]) -> Floats:
    """(rows, names) several columns of numbers; (rows, 0) if none is named."""
    rows = len(next(iter(frame.values()))) if frame else 0
    found = [numbers(frame, where, name) for name in names]
    return np.column_stack(found) if found else np.empty((rows, 0))


def keys(frame: Frame, where: str, name: str) -> Keys:
    """The same as keys: numbers or words, none missing."""
    found = column(frame, where, name)
    if found.dtype.kind == "f" and not np.isfinite(found.astype(np.float64)).all():
        raise SpecError(where, f"{name!r} is empty in some rows", "Give every row its key")
    names, code = np.unique(found, return_inverse=True)
    return Keys(code.astype(np.int64), tuple(names.tolist()))


def within(value: float, where: str, low: float, high: float) -> None:
    """Refuse a number of a spec that is not strictly between two others."""
    if not low < value < high:
        raise SpecError(where, f"{value:g} is not between {low:g} and {high:g}", "Change it")
