"""How long something lasts when some of it still goes on: the curve of Kaplan and Meier.

Our own twenty lines, not those of statsmodels: bands by drawing clusters again need the curve for
a whole matrix of weights at once. A test holds the two together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve that steps down at each time at which something ended.

    time     (steps,) rising
    at_risk  (steps,) how many still went on just before
    ended    (steps,) how many ended then
    share    (steps,) of all that go on after it
    """

    time: Floats
    at_risk: Floats
    ended: Floats
    share: Floats

    def at(self, time: float) -> float:
        """Share that goes on after ``time``; 1 before the first end."""
        step = int(np.searchsorted(self.time, time, side="right"))
        return float(self.share[step - 1]) if step else 1.0

    def median(self) -> float | None:
        """First time by which half have ended; None if fewer than half ever did."""
        below = np.flatnonzero(self.share <= 0.5 + 1e-12)
        return float(self.time[below[0]]) if len(below) else None


def kaplan_meier(time: Floats, ended: Bools) -> Curve:
    """Shares that go on, where the end of some was not seen (they count until last seen).

    time   (n,) until the end, or until last seen; in any unit, above 0
    ended  (n,) whether the end was seen

    Source: Kaplan and Meier (1958), Journal of the American Statistical Association 53.
    """
    if len(time) and time.min() <= 0:
        raise ValueError("a time of 0 or less: leave out what never began")
    steps = np.unique(time[ended])
    at_risk, gone = _counts(time, ended, steps, np.ones((1, len(time)), dtype=np.int64))
    return Curve(steps, at_risk[0], gone[0], _shares(at_risk, gone)[0])


def redrawn(
    time: Floats,
    ended: Bools,
    group: Ints,
    times: Floats,
    chance: np.random.Generator,
    draws: int,
) -> Floats:
    """Shares at given times when whole clusters are drawn again: (draws, times).

    group  (n,) the cluster of each, from 0 without gaps
    """
    groups = int(group.max()) + 1
    picked = chance.multinomial(groups, np.full(groups, 1.0 / groups), draws)
    steps = np.unique(time[ended])
    if not len(steps):
        return np.ones((draws, len(times)))
    shares = _shares(*_counts(time, ended, steps, picked[:, group].astype(np.int64)))
    step = np.searchsorted(steps, times, side="right")
    return np.column_stack([np.ones(draws), shares])[:, step]


def _counts(time: Floats, ended: Bools, steps: Floats, weight: Ints) -> tuple[Floats, Floats]:
    """At risk and ended at each step: (draws, steps), whole numbers."""
    still = (time[:, None] >= steps).astype(np.int64)
    gone = (ended[:, None] & (time[:, None] == steps)).astype(np.int64)
    return (weight @ still).astype(np.float64), (weight @ gone).astype(np.float64)


def _shares(at_risk: Floats, gone: Floats) -> Floats:
    """Products of the shares that go on at each step; nobody at risk changes nothing."""
    lost = np.zeros_like(at_risk)
    np.divide(gone, at_risk, out=lost, where=at_risk > 0)
    return np.cumprod(1.0 - lost, axis=1)
