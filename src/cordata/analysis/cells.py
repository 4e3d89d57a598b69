"""Columns without gaps, as exact money, as words; words of a closed list: beside ``columns``."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum

import numpy as np

from cordata.analysis import columns
from cordata.analysis.arrays import Floats, Words
from cordata.analysis.columns import Frame, column
from cordata.analysis.contract import SpecError


def numbers(frame: Frame, where: str, name: str, *, gaps: bool = False) -> Floats:
    """A column of numbers; NaN is a gap, refused unless ``gaps`` are allowed."""
    found = columns.numbers(frame, where, name)
    if not gaps and not np.isfinite(found).all():
        raise SpecError(where, f"{name!r} has gaps", "Fill or leave out rows without a number")
    return found


def words(frame: Frame, where: str, name: str) -> Words:
    """A column of names, codes or ids."""
    return column(frame, where, name).astype(np.str_)


def amounts(frame: Frame, where: str, name: str) -> list[Decimal]:
    """A column of money: exact if it is written as text, else the shortest decimal of the float."""
    try:
        found = [Decimal(str(one)) for one in column(frame, where, name).tolist()]
    except InvalidOperation:
        found = [Decimal("NaN")]
    if not all(one.is_finite() for one in found):
        raise SpecError(where, f"{name!r} is not an amount in every row", "Fill or correct it")
    return found


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
