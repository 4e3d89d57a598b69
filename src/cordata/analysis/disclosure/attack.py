"""What a reader can work out of hidden numbers: the attack that protection must withstand."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.disclosure.tables import Tables

CLOSE = 1e-7


@dataclass(frozen=True)
class Known:
    """Between which ends a reader knows a hidden number to be.

    reach  (numbers,) by how much the interval widens per unit by which each number is free
           to fall and to rise: the dual solution, from which cuts are made; columns low, high
    """

    low: float
    high: float
    reach: Floats

    @property
    def width(self) -> float:
        """How much is still open."""
        return self.high - self.low


def bounds_of(tables: Tables, hidden: Bools) -> tuple[Floats, Floats]:
    """Ends between which each number must lie for a reader: shown ones are what they are."""
    value = tables.value
    return np.where(hidden, tables.low, value), np.where(hidden, tables.high, value)


def answer(found: OptimizeResult) -> Floats:
    """What a solver found; RuntimeError if it gave up, so that nothing passes unchecked."""
    if not found.success:
        raise RuntimeError(f"HiGHS: {found.message}")
    return np.asarray(found.x)


def work_out(tables: Tables, hidden: Bools, number: int) -> Known:
    """Smallest and largest value that number can have, given everything that is shown.

    Two linear programmes (HiGHS). Ends are infinite where nothing bounds them.
    """
    low, high = bounds_of(tables, hidden)
    ends, reach = [], np.zeros((len(low), 2))
    for sign in (1.0, -1.0):
        aim = np.zeros(len(low))
        aim[number] = sign
        found = linprog(
            aim,
            A_eq=tables.sums if len(tables.sums) else None,
            b_eq=np.zeros(len(tables.sums)) if len(tables.sums) else None,
            bounds=np.stack([low, high], axis=1),
            method="highs",
        )
        if found.status == 3:  # noqa: PLR2004 - unbounded, in SciPy's numbering
            ends.append(-sign * np.inf)
            continue
        ends.append(float(answer(found)[number]))
        reduced = aim - (tables.sums.T @ found.eqlin.marginals if len(tables.sums) else 0.0)
        reach += np.stack([np.maximum(reduced, 0), np.maximum(-reduced, 0)], axis=1)
    return Known(ends[0], ends[1], reach)


def work_out_whole(tables: Tables, hidden: Bools, number: int) -> tuple[float, float]:
    """The same for numbers known to be whole, which can only tell more. For small tables."""
    known = work_out(tables, hidden, number)
    low, high = bounds_of(tables, hidden)
    rules = [LinearConstraint(tables.sums, 0, 0)] if len(tables.sums) else []
    ends = []
    for sign, end in ((1.0, known.low), (-1.0, known.high)):
        if np.isinf(end):
            ends.append(end)
            continue
        aim = np.zeros(len(low))
        aim[number] = sign
        found = milp(aim, constraints=rules, bounds=Bounds(low, high), integrality=1)
        ends.append(float(round(answer(found)[number])))
    return ends[0], ends[1]


def solved(tables: Tables, hidden: Bools) -> Bools:
    """Hidden numbers that follow exactly from what is shown, by linear algebra alone.

    Weaker than ``work_out``, which also uses that nothing is below 0; an independent check.
    """
    free = tables.sums[:, hidden]
    found = np.zeros(len(hidden), dtype=np.bool_)
    if not hidden.any():
        return found
    _u, size, right = np.linalg.svd(free, full_matrices=True)
    rank = int((size > CLOSE).sum())
    open_ways = right[rank:]  # directions in which the hidden numbers can still move
    found[hidden] = np.abs(open_ways).max(axis=0, initial=0.0) < CLOSE
    return found
