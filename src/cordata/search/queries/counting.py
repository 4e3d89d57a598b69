"""How many were found, and of which kinds: exact as long as that is quick, then "about"."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cordata.search.queries.engines import Engine
from cordata.search.queries.sought import FEW, MANY, OWN, SHARES, Sought, a_share

MOST_EXACT = 10_000


@dataclass(frozen=True)
class Counts:
    """How many things match, and how many carry each mark ("k_school", "l_pt").

    is_about  some of them were counted by a 64th: unbiased, and off by a tenth where it says 10,000
    """

    total: int = 0
    by_mark: Counter[str] = field(default_factory=Counter)
    is_about: bool = False


def counted(engine: Engine, sought: Sought) -> Counts:
    """Kinds with few things are always exact; one's own, unless one coordinates very many."""
    shares = [_added(engine.count(sought, a_share(part))) for part in _parts_of(sought)]
    if sum(share.total for share in shares) * SHARES <= MOST_EXACT:
        return _added(engine.count(sought))
    found = [_added(engine.count(sought, FEW))]
    for part, share in zip(_parts_of(sought), shares, strict=True):
        is_many = share.total * SHARES > MOST_EXACT
        found.append(_times(share, SHARES) if is_many else _added(engine.count(sought, part)))
    total = sum(one.total for one in found)
    by_mark = sum((one.by_mark for one in found), Counter[str]())
    is_about = any(one.is_about for one in found)
    return Counts(_rounded(total) if is_about else total, _all_rounded(by_mark), is_about)


def _parts_of(sought: Sought) -> tuple[str, ...]:
    return (MANY, OWN) if len(sought.keys) > 1 else (MANY,)


def _added(rows: Iterable[tuple[str, str, int]]) -> Counts:
    """A thing that matches in several languages is one thing, and one of each language."""
    total, by_mark = 0, Counter[str]()
    for marks, languages, number in rows:
        total += number
        for mark in [*marks.split(), *(f"l_{one}" for one in languages.split())]:
            by_mark[mark] += number
    return Counts(total, by_mark)


def _times(share: Counts, number: int) -> Counts:
    scaled = Counter({mark: number * count for mark, count in share.by_mark.items()})
    return Counts(number * share.total, scaled, is_about=True)


def _all_rounded(numbers: Counter[str]) -> Counter[str]:
    return Counter({mark: _rounded(number) for mark, number in numbers.items()})


def _rounded(number: int) -> int:
    """To two digits, which is what an estimate is good for."""
    return int(round(number, min(0, 2 - len(str(number)))))
