"""How long something lasts when some of it still goes on: the curve of Kaplan and Meier.

Our own twenty lines, not those of statsmodels: bands by drawing clusters again need the curve for
a whole matrix of weights at once. A test holds the two together.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints

BLOCK = 250  # draws at a time: a country's mentors would not fit into memory otherwise


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
    at_risk = len(time) - np.searchsorted(np.sort(time), steps, side="left").astype(np.float64)
    gone = np.unique(time[ended], return_counts=True)[1].astype(np.float64)
    return Curve(steps, at_risk, gone, _shares(at_risk[None], gone[None])[0])


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
    groups, steps = int(group.max()) + 1, np.unique(time[ended])
    still, gone = np.zeros((2, groups, len(steps)))
    np.add.at(still, group, time[:, None] >= steps)
    np.add.at(gone, group, ended[:, None] & (time[:, None] == steps))
    step = np.searchsorted(steps, times, side="right")
    found = np.empty((draws, len(times)))
    for begin in range(0, draws, BLOCK):
        size = min(BLOCK, draws - begin)
        picked = chance.multinomial(groups, np.full(groups, 1.0 / groups), size).astype(float)
        shares = _shares(picked @ still, picked @ gone)  # sums of whole numbers are exact
        found[begin : begin + size] = np.hstack([np.ones((size, 1)), shares])[:, step]
    return found


def _shares(at_risk: Floats, gone: Floats) -> Floats:
    """Products of the shares that go on at each step; nobody at risk changes nothing."""
    lost = np.zeros_like(at_risk)
    np.divide(gone, at_risk, out=lost, where=at_risk > 0)
    return np.cumprod(1.0 - lost, axis=1)
