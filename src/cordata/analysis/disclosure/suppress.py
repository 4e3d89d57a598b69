"""Which further numbers to hide, at the least cost, so that hidden ones stay hidden.

An integer programme picks numbers; the attack looks for a hidden number that is known too
well; what it finds becomes a new condition (a cut), until nothing is found.
Source: Fischetti and Salazar (2001), Management Science 47(7), with sliding protection.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.disclosure.attack import answer, work_out, work_out_whole
from cordata.analysis.disclosure.tables import Tables

WIDTH = 5.0  # how much must be open of a hidden count
SMALL = 200  # up to so many numbers, whole values are checked as such
CLOSE = 1e-6


@dataclass(frozen=True)
class Suppressed:
    """What must be hidden.

    hidden  (numbers,) primary and complementary
    cost    of all that is hidden
    cuts    conditions that the attack had to teach
    known   number -> ends between which a reader knows it
    """

    hidden: Bools
    cost: float
    cuts: int
    known: Mapping[int, tuple[float, float]]


def suppress(
    tables: Tables,
    protect: Mapping[int, float],
    *,
    hide: Bools | None = None,
    shown: Bools | None = None,
    whole: bool = False,
) -> Suppressed:
    """The cheapest numbers to hide so that every protected one stays open widely enough.

    protect  number -> how wide the interval must be that a reader can work out. What was
             known too well before is held as open as it still can be.
    hide     (numbers,) hidden in any case; the protected ones always are
    shown    (numbers,) published long ago: cannot be hidden any more
    whole    all numbers are counts, and readers know it
    """
    size = len(tables.numbers)
    must = np.zeros(size, dtype=np.bool_) if hide is None else hide.copy()
    out = np.zeros(size, dtype=np.bool_) if shown is None else shown & ~must
    must[[one for one in protect if not out[one]]] = True
    game = _Game(_bounded(tables, max(protect.values(), default=0.0)), must, out, whole)
    needed = {
        one: min(width, game.openness(~out, one)) for one, width in sorted(protect.items())
    }
    while True:
        hidden = game.cheapest()
        before = len(game.cuts)
        for one, width in needed.items():
            game.challenge(hidden, one, width)
        if len(game.cuts) == before:
            break
    known = {one: game.ends(hidden, one) for one in needed}
    return Suppressed(hidden, float(tables.cost[hidden].sum()), len(game.cuts), known)


def _bounded(tables: Tables, width: float) -> Tables:
    """Numbers without a known end get one so far away that it takes nothing from an interval."""
    far = 2 * float(tables.value.sum()) + 10 * width + 10
    return replace(
        tables, numbers=tuple(replace(one, high=min(one.high, far)) for one in tables.numbers)
    )


class _Game:
    """The programme so far: numbers that must, may or cannot be hidden, and learnt cuts."""

    def __init__(self, tables: Tables, must: Bools, out: Bools, whole: bool) -> None:  # noqa: FBT001
        self.tables, self.must, self.out = tables, must, out
        self.whole = whole and len(must) <= SMALL
        self.cuts: list[tuple[Floats, float]] = []

    def cheapest(self) -> Bools:
        rules = [LinearConstraint(row, least, np.inf) for row, least in self.cuts]
        found = milp(
            np.where(self.must, 0.0, np.maximum(self.tables.cost, CLOSE)),
            constraints=rules,
            bounds=Bounds(self.must.astype(float), 1.0 - self.out.astype(float)),
            integrality=1,
        )
        return np.asarray(answer(found) > 0.5)  # noqa: PLR2004 - rounded

    def ends(self, hidden: Bools, one: int) -> tuple[float, float]:
        if self.whole:
            return work_out_whole(self.tables, hidden, one)
        known = work_out(self.tables, hidden, one)
        return known.low, known.high

    def openness(self, hidden: Bools, one: int) -> float:
        low, high = self.ends(hidden, one)
        return high - low

    def challenge(self, hidden: Bools, one: int, width: float) -> None:
        """Learn a cut if a reader knows that number too well."""
        known = work_out(self.tables, hidden, one)
        if known.width < width - CLOSE:
            slack = np.stack(
                [self.tables.value - self.tables.low, self.tables.high - self.tables.value],
                axis=1,
            )
            row = np.minimum((known.reach * slack).sum(axis=1), width)
            row[row < CLOSE] = 0.0
            broken = float(row @ hidden) < width - CLOSE
            self.cuts.append((row, width - CLOSE / 2) if broken else self._more(hidden))
        elif self.whole and self.openness(hidden, one) < width - CLOSE:
            self.cuts.append(self._more(hidden))

    @staticmethod
    def _more(hidden: Bools) -> tuple[Floats, float]:
        """Hide at least one more than these."""
        return (~hidden).astype(np.float64), 1.0
