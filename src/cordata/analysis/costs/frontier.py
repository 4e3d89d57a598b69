"""Which options are worth a thought: costs against effects, dominance, cost of one more unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Standing(StrEnum):
    """Where an option stands."""

    FRONTIER = "frontier"
    DOMINATED = "dominated"  # another costs no more and does no less
    EXTENDED = "extended-dominated"  # a mixture of two others does


@dataclass(frozen=True, slots=True)
class Option:
    """An option with its cost and its effect, both of the same people and years."""

    name: str
    cost: float
    effect: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An option with its standing.

    icer  cost of one more unit of effect than the option before it on the frontier; None for
          the cheapest, and off the frontier
    """

    option: Option
    standing: Standing
    icer: float | None = None


def frontier(options: Sequence[Option]) -> list[Placed]:
    """All options: those on the frontier by cost, then the extended-dominated, then the dominated.

    Of two that cost and do the same, the first by name counts. Only options whose effect is
    identified may be given. Along the frontier the cost of one more unit rises.

    Source: Drummond and others (2015), Methods for the Economic Evaluation of Health Care
    Programmes, 5; the order is that of the R package dampack.
    """
    left, dominated = _undominated(options)
    extended: list[Option] = []
    while (falls := _first_fall(left)) is not None:
        extended.append(left.pop(falls))
    first = [Placed(left[0], Standing.FRONTIER)] if left else []
    rest = [Placed(b, Standing.FRONTIER, icer(a, b)) for a, b in pairwise(left)]
    return [
        *first,
        *rest,
        *(Placed(one, Standing.EXTENDED) for one in sorted(extended, key=_key)),
        *(Placed(one, Standing.DOMINATED) for one in dominated),
    ]


def icer(one: Option, other: Option) -> float:
    """Cost of one more unit of effect by the second instead of the first."""
    return (other.cost - one.cost) / (other.effect - one.effect)


def net_benefit(effect: float, cost: float, worth: float) -> float:
    """In money, if a unit of effect were worth ``worth``: no such worth is built in anywhere."""
    return worth * effect - cost


def _key(one: Option) -> tuple[float, float, str]:
    return (one.cost, -one.effect, one.name)


def _undominated(options: Sequence[Option]) -> tuple[list[Option], list[Option]]:
    left: list[Option] = []
    dominated: list[Option] = []
    for one in sorted(options, key=_key):
        better = not left or one.effect > left[-1].effect
        (left if better else dominated).append(one)
    return left, dominated


def _first_fall(left: Sequence[Option]) -> int | None:
    """Where one more unit costs more than with the next option; that one is skipped."""
    for at in range(1, len(left) - 1):
        if icer(left[at - 1], left[at]) > icer(left[at], left[at + 1]):
            return at
    return None
