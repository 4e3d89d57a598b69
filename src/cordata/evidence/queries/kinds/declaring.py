"""How a table kind is declared: what it is told, its columns in words, and what may be asked of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cordata.analysis.columns import Frame
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.words.saying import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what it says, and whether in words or in numbers.

    rests_on  the columns that count the people (or schools) whose answers it sums up; () if none.
              Of several, whatever tells one of them from another rests on all
    """

    says: Text
    is_word: bool = False
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One declared query.

    params   the dataclass of what it is told
    outcome  its column that nobody may know yet when a confirmatory question is written down
    title    what one row is, in words
    keys     the columns that tell its rows apart; none where rows are people
    columns  by name; empty where they follow from an instrument
    fits     the methods that read it, each with the columns that it reads if nothing else is said
    subject  the column that names whose answers a row holds; "" where nobody can tell
    shown    the columns (after, before) whose difference is published, or the one; () where no
             answers stand behind a row
    """

    params: type[Any]
    build: Callable[[Project, Any], Built]
    outcome: str
    title: Text = ""
    keys: tuple[str, ...] = ("school",)
    columns: Mapping[str, Column] = field(default_factory=dict)
    fits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    subject: str = ""
    shown: tuple[str, ...] = ()


def word(says: Text) -> Column:
    """A column of names, ids or codes; "" is missing."""
    return Column(says, is_word=True)


def number(says: Text, *, rests_on: str | tuple[str, ...] = ()) -> Column:
    """A column of numbers; NaN is missing."""
    return Column(says, rests_on=(rests_on,) if isinstance(rests_on, str) else rests_on)


def framed(columns: Mapping[str, Column], rows: Iterable[Mapping[str, Any]]) -> Frame:
    """Rows as columns; what a row does not tell is missing."""
    every = list(rows)
    return {
        name: np.array([row.get(name, "") for row in every], dtype=np.str_)
        if column.is_word
        else np.array([_number(row.get(name)) for row in every], dtype=np.float64)
        for name, column in columns.items()
    }


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)
