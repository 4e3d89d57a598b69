"""How many were found, and of which kinds: exact as long as that is quick, then "about"."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cordata.search.queries.engines import Engine
from cordata.search.queries.sought import FEW, SHARE, SHARES, Sought

MOST_EXACT = 10_000
A_SHARE = f"{SHARE}00"


@dataclass(frozen=True)
class Counts:
    """How many cards match, and how many carry each mark ("k_school").

    is_about  kinds with very many things were counted by a 64th of them
    """

    total: int = 0
    by_mark: Counter[str] = field(default_factory=Counter)
    is_about: bool = False


def counted(engine: Engine, sought: Sought) -> Counts:
    """Two questions. What few kinds and one's own places hold is exact in any case."""
    sample = _added(engine.count(sought, A_SHARE))
    if sample.total * SHARES <= MOST_EXACT:
        return _added(engine.count(sought))
    few = _added(engine.count(sought, FEW))
    by_mark = few.by_mark.copy()
    for mark, number in sample.by_mark.items():
        by_mark[mark] += number * SHARES
    return Counts(
        _rounded(few.total + sample.total * SHARES), _all_rounded(by_mark), is_about=True
    )


def _added(rows: Iterable[tuple[str, int]]) -> Counts:
    total, by_mark = 0, Counter[str]()
    for marks, number in rows:
        total += number
        for mark in marks.split():
            by_mark[mark] += number
    return Counts(total, by_mark)


def _all_rounded(numbers: Counter[str]) -> Counter[str]:
    return Counter({mark: _rounded(number) for mark, number in numbers.items()})


def _rounded(number: int) -> int:
    """To two digits where it is an estimate; small numbers were counted."""
    digits = max(0, len(str(number)) - 2) if number > SHARES else 0
    return int(round(number, -digits))
