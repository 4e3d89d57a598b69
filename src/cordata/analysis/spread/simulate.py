"""Schools that become mentors of others, cycle by cycle, within places, schools and money."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Interval

type Counts = Ints | Floats  # schools; in fractions where nothing is left to chance


@dataclass(frozen=True, slots=True)
class Start:
    """Where it starts from, and what limits it.

    waiting  schools that could be mentored
    budget   a cycle, in the unit of ``unit_cost``; None is no limit
    most     (runs,) schools that can be paid for in a cycle, where that differs between runs
    """

    mentors: int
    waiting: int
    capacity: int
    unit_cost: float = 0.0
    budget: float | None = None
    most: Ints | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """What happened in each run and cycle: (runs, cycles).

    mentors    at the end of the cycle; ``new`` of them were mentees in it
    begun      schools that began in it
    completed  of those
    weighted   the same, each weighted by phi^generation of its mentor: fidelity
    """

    mentors: Counts
    begun: Counts
    completed: Counts
    weighted: Floats
    new: Counts


def simulate(
    start: Start,
    shares: tuple[Floats, Floats, Floats],
    cycles: int,
    chance: np.random.Generator,
    *,
    fidelity: float = 1.0,
) -> Paths:
    """Runs of the process; its shares differ between runs, as they are not known exactly.

    shares  each (runs,): who completes, who is willing then, who stays

    Each cycle min(places, waiting, money) schools begin, fall on generations of mentors by
    chance, complete, become mentors of the next generation; mentors stay or leave.
    """
    completes, willing, stays = shares
    runs = len(completes)
    mentors = np.zeros((runs, cycles + 1), dtype=np.int64)  # by generation
    mentors[:, 0] = start.mentors
    waiting = np.full(runs, start.waiting, dtype=np.int64)
    kept = np.empty((4, runs, cycles), dtype=np.int64)
    weighted = np.empty((runs, cycles))
    weight = fidelity ** np.arange(cycles + 1)
    for cycle in range(cycles):
        there = mentors[:, : cycle + 1]  # later generations are not born yet
        places = there * start.capacity
        begun = _shared_out(_begin(start, places.sum(axis=1), waiting), places, chance)
        completed = chance.binomial(begun, completes[:, None])
        new = chance.binomial(completed, willing[:, None])
        there[:] = chance.binomial(there, stays[:, None])
        mentors[:, 1 : cycle + 2] += new
        waiting -= begun.sum(axis=1)
        for store, value in zip(kept, (mentors, begun, completed, new), strict=True):
            store[:, cycle] = value.sum(axis=1)
        weighted[:, cycle] = completed @ weight[: cycle + 1]
    return Paths(kept[0], kept[1], kept[2], weighted, kept[3])


def flow(start: Start, shares: tuple[Floats, Floats, Floats], cycles: int) -> Paths:
    """The same process where exactly the shares complete, are willing and stay: in fractions.

    shares  each (runs,), or (1,) where ``start.most`` alone differs between runs

    Nothing is lost on the way from mentor to mentor: ``weighted`` is ``completed``.
    """
    completes, willing, stays = shares
    mentors: Floats
    waiting: Floats
    mentors, waiting = (np.full(1, float(one)) for one in (start.mentors, start.waiting))
    kept: tuple[list[Floats], ...] = ([], [], [], [])
    for _cycle in range(cycles):
        begun: Floats = _begin(start, mentors * start.capacity, waiting)
        completed: Floats = begun * completes
        new: Floats = completed * willing
        mentors, waiting = mentors * stays + new, waiting - begun
        for store, value in zip(kept, (mentors, begun, completed, new), strict=True):
            store.append(value)
    ended, begins, done, fresh = (_columns(one) for one in kept)
    return Paths(ended, begins, done, done, fresh)


def _columns(some: list[Floats]) -> Floats:
    return np.stack(np.broadcast_arrays(*some), axis=-1)


def middle(drawn: Floats, level: float) -> Interval:
    """Between what the middle ``level`` of all runs lies."""
    low, high = np.quantile(drawn, [0.5 - level / 2, 0.5 + level / 2])
    return Interval(float(low), float(high), level)


def _begin[Many: (Ints, Floats)](start: Start, places: Many, waiting: Many) -> Many:
    """How many begin in each run."""
    begin = np.minimum(places, waiting)
    if start.budget is not None and start.unit_cost > 0:
        begin = np.minimum(begin, int(start.budget // start.unit_cost))
    if start.most is not None:
        begin = np.minimum(begin, start.most)
    return begin


def _shared_out(begin: Ints, places: Ints, chance: np.random.Generator) -> Ints:
    """Those who begin, on the places of each generation: every place is as likely."""
    found = np.zeros_like(places)
    left, rest = begin.copy(), places.sum(axis=1)
    for generation in range(places.shape[1]):
        here = places[:, generation]
        rest = rest - here
        found[:, generation] = chance.hypergeometric(here, rest, left)
        left = left - found[:, generation]
    return found
