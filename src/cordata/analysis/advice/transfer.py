"""Would it work here? How much of the evidence comes from schools such as those of a place.

One transparent rule, no score: a school of the evidence is comparable where its level, its size, its
rurality and its language are all usual in the place. See docs/methods/transfer.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

DIMENSIONS = ("level", "size", "rurality", "language")
USUAL = 0.05  # share of the schools of a place from which something is usual there
LEAST = 5  # schools of the evidence, below which a kind of school has not been studied
SMALL, LARGE = 200, 600  # pupils: as the gap map parts schools

# How many schools there are, by dimension and value. A dimension that is not there is not told.
type Place = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Traits:
    """One school of the evidence; "" and the empty set are not known.

    level     of ISCED; a school of several levels is of each
    size      "small" up to 200 pupils, "large" from 600, else "middle"
    rurality  "remote" or "other"
    language  of teaching
    """

    level: frozenset[str]
    size: str
    rurality: str
    language: str

    def of(self, dimension: str) -> frozenset[str]:
        """What it is in a dimension; nothing where that is not known."""
        value: frozenset[str] | str = getattr(self, dimension)
        if isinstance(value, frozenset):
            return value
        return frozenset({value} - {""})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something usual in the place that too few schools of the evidence are.

    share    of the schools of the place
    schools  of the evidence
    """

    dimension: str
    value: str
    share: float
    schools: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """How far evidence reaches a place.

    schools   of the evidence; ``alike`` of them are comparable
    by        in each dimension that is told: how many are alike in it
    unknown   in each: of how many it is not known; they do not count as alike
    lacks     the most usual in the place first: what to pilot first
    untold    dimensions of which nobody told anything about the place
    apart     (dimension, value), each the most usual there: what too few schools are at once, where
              too few are comparable; () else
    """

    schools: int
    alike: int
    by: Mapping[str, int]
    unknown: Mapping[str, int]
    lacks: tuple[Lack, ...]
    untold: tuple[str, ...]
    apart: tuple[tuple[str, str], ...] = ()


def size_of(pupils: int | None) -> str:
    """The band of a school; "" where nobody said how many pupils it has."""
    if pupils is None:
        return ""
    return "small" if pupils <= SMALL else "large" if pupils >= LARGE else "middle"


def shares(place: Place, dimension: str) -> dict[str, float]:
    """Of all schools of the place; nothing where none is told of in this dimension.

    A school may be of two levels, so their numbers add up to more schools than there are.
    """
    told = place.get(dimension, {})
    total = _schools(place) if dimension == "level" else _all_of(told)
    return {value: number / total for value, number in told.items()} if total > 0 else {}


def _schools(place: Place) -> float:
    """With a level: as the dimensions say in which a school is one thing only, as far as that can be.

    There are no fewer than of the commonest level, and no more than of all levels together.
    """
    levels = place.get("level", {})
    told = max(_all_of(place.get(one, {})) for one in DIMENSIONS if one != "level")
    together = _all_of(levels)
    return min(max(told, *levels.values(), 0.0), together) if told else together


def _all_of(told: Mapping[str, float]) -> float:
    return sum(told[value] for value in sorted(told))


def usual(place: Place, dimension: str) -> frozenset[str]:
    """What at least one school in twenty of the place is."""
    found = shares(place, dimension)
    # Rounding must not turn 5 of 100 into less.
    return frozenset(value for value, share in found.items() if share >= USUAL - 1e-12)


def transfer(place: Place, evidence: Sequence[Traits]) -> Transfer:
    """Counts, whatever the order. Nothing of the place told: nothing is comparable."""
    there = {one: usual(place, one) for one in DIMENSIONS}
    told = [one for one in DIMENSIONS if there[one]]
    alike = _alike(evidence, there, told)
    return Transfer(
        schools=len(evidence),
        alike=alike,
        by={each: sum(bool(one.of(each) & there[each]) for one in evidence) for each in told},
        unknown={each: sum(not one.of(each) for one in evidence) for each in told},
        lacks=_lacks(place, evidence, told),
        untold=tuple(one for one in DIMENSIONS if not there[one]),
        apart=_apart(place, evidence, there, told) if alike < LEAST else (),
    )


def _alike(
    evidence: Sequence[Traits], there: Mapping[str, frozenset[str]], told: Sequence[str]
) -> int:
    return sum(
        bool(told) and all(one.of(each) & there[each] for each in told) for one in evidence
    )


def _apart(
    place: Place,
    evidence: Sequence[Traits],
    there: Mapping[str, frozenset[str]],
    told: Sequence[str],
) -> tuple[tuple[str, str], ...]:
    """The fewest dimensions in which too few schools are alike at once; all, in the end."""
    for many in range(1, len(told) + 1):
        for some in combinations(told, many):
            if _alike(evidence, there, some) < LEAST:
                return tuple((each, _most_usual(place, each)) for each in some)
    return ()


def _most_usual(place: Place, dimension: str) -> str:
    found = shares(place, dimension)
    return min(found, key=lambda one: (-found[one], one))


def _lacks(place: Place, evidence: Sequence[Traits], told: Sequence[str]) -> tuple[Lack, ...]:
    found = [
        Lack(each, value, shares(place, each)[value], number)
        for each in told
        for value in usual(place, each)
        if (number := sum(value in one.of(each) for one in evidence)) < LEAST
    ]
    found.sort(key=lambda one: (-one.share, DIMENSIONS.index(one.dimension), one.value))
    return tuple(found)
