"""Columns of a table by their names, or a plain word about which one is missing."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.contract import SpecError

type Frame = Mapping[str, NDArray[np.generic]]


def numbers(frame: Frame, where: str, name: str, *, gaps: bool = False) -> NDArray[np.float64]:
    """A column of numbers; NaN is a gap, refused unless ``gaps`` are allowed."""
    column = _column(frame, where, name)
    if column.dtype.kind not in "bif":
        raise SpecError(where, f"{name} is not a number", "Choose a column of numbers")
    found = column.astype(np.float64)
    if not gaps and not np.isfinite(found).all():
        raise SpecError(where, f"{name} has gaps", "Fill or leave out rows without a number")
    return found


def words(frame: Frame, where: str, name: str) -> NDArray[np.str_]:
    """A column of names, codes or ids."""
    return _column(frame, where, name).astype(np.str_)


def amounts(frame: Frame, where: str, name: str) -> list[Decimal]:
    """A column of money: exact if it is written as text, else the shortest decimal of the float."""
    column = _column(frame, where, name)
    try:
        return [Decimal(str(one)) for one in column.tolist()]
    except InvalidOperation:
        raise SpecError(
            where, f"{name} is not an amount", "Choose a column of amounts"
        ) from None


def chosen[E: StrEnum](kinds: type[E], where: str, word: str) -> E:
    """A word of a closed list."""
    try:
        return kinds(word)
    except ValueError:
        do = f"Choose one of: {', '.join(kinds)}"
        raise SpecError(where, f"{word} is not known", do) from None


def named[T, V](kind: type[T], where: str, pairs: Iterable[tuple[str, V]]) -> T:
    """A dataclass from (field, value) pairs."""
    try:
        return kind(**dict(pairs))
    except (TypeError, ValueError) as wrong:
        known = ", ".join(getattr(kind, "__match_args__", ()))
        raise SpecError(where, str(wrong), f"The names are: {known}") from wrong


def _column(frame: Frame, where: str, name: str) -> NDArray[np.generic]:
    if name not in frame:
        known = ", ".join(sorted(frame))
        raise SpecError(where, f"no column is called {name}", f"Choose one of: {known}")
    return np.asarray(frame[name])
