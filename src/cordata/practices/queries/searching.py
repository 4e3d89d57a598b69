"""Practices by need, level, rurality, language, outcome and country; the nearest if none fits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from cordata.practices.models import Edition
from cordata.practices.queries.published import published

FACETS = ("need", "level", "rurality", "language", "outcome", "country")
Asked = dict[str, str]  # by facet; one that is not asked for is not there


@dataclass(frozen=True, slots=True)
class Row:
    """One practice (the key of its edition), and its values by facet."""

    key: int
    values: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """Keys in the order of the list, and which filters were dropped to find any.

    counts  by facet and value: how many there would be with this value and the other filters
    """

    keys: list[int]
    counts: dict[str, Counter[str]]
    dropped: list[str] = field(default_factory=list)


def rows() -> list[Row]:
    """Every public practice with its facets, the newest first. Two queries, however many."""
    plain = published().select_related(None).prefetch_related(None)
    values = plain.values_list(
        "pk", "levels", "rurality", "practice__language", "outcome",
        "practice__participation__school__country",
    )  # fmt: skip
    needs: dict[int, set[str]] = {}
    tied = Edition.needs.through.objects.filter(edition__in=plain.order_by().values("pk"))
    for key, slug in tied.values_list("edition_id", "topic__slug"):
        needs.setdefault(key, set()).add(slug)
    return [
        Row(
            key,
            {
                "need": frozenset(needs.get(key, ())),
                "level": frozenset(levels),
                "rurality": frozenset({rurality}),
                "language": frozenset({language}),
                "outcome": frozenset({outcome}),
                "country": frozenset({country}),
            },
        )
        for key, levels, rurality, language, outcome, country in values
    ]


def search(every: Sequence[Row], asked: Asked) -> Found:
    """Those that fit all that is asked; if none does, the nearest, and what was dropped."""
    counts = {facet: _counted(every, asked, facet) for facet in FACETS}
    if keys := _fitting(every, asked):
        return Found(keys, counts)
    for size in range(1, len(asked) + 1):
        tries = [
            (_fitting(every, {f: v for f, v in asked.items() if f not in without}), without)
            for without in combinations([f for f in FACETS if f in asked], size)
        ]
        # The first of the best: filters are dropped in the order in which they stand.
        keys, without = max(tries, key=lambda one: len(one[0]), default=([], ()))
        if keys:
            return Found(keys, counts, list(without))
    return Found([], counts)


def _counted(every: Sequence[Row], asked: Asked, facet: str) -> Counter[str]:
    others = {one: value for one, value in asked.items() if one != facet}
    return Counter(
        value for row in every if _fits(row, others) for value in row.values[facet] if value
    )


def _fitting(every: Sequence[Row], asked: Asked) -> list[int]:
    return [row.key for row in every if _fits(row, asked)]


def _fits(row: Row, asked: Asked) -> bool:
    return all(value in row.values[facet] for facet, value in asked.items())
