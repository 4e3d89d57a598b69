"""The lots that could have been drawn: so many units of each stratum."""

from collections.abc import Iterator
from itertools import combinations
from math import comb, prod

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints

MOST = 100_000  # assignments that are all looked at
DRAWS = 9_999


class NotRandomised(ValueError):
    """A unit is in both arms, or in two strata: it cannot have been drawn as one."""


def smallest_p(treated: Ints, untreated: Ints) -> float:
    """The smallest two-sided p that lots of these numbers of units per stratum can reach.

    Twice 1 over the number of lots, where the mirrored lot is one of them; else once.
    """
    every = prod(comb(int(a + b), int(a)) for a, b in zip(treated, untreated, strict=True))
    return min(1.0, (2 if (treated == untreated).all() else 1) / every)


def of_units(here: Ints, size: int, treated: Bools, stratum: Ints) -> tuple[Bools, Ints]:
    """Arm and stratum of every unit."""
    arm = np.zeros(size, dtype=np.bool_)
    pot = np.zeros(size, dtype=np.int64)
    arm[here], pot[here] = treated, stratum
    if (arm[here] != treated).any() or (pot[here] != stratum).any():
        raise NotRandomised("a unit stands in two arms or strata")
    return arm, pot


def every_lot(
    arm: Bools, pot: Ints, chance: np.random.Generator, draws: int, most: int
) -> tuple[Floats, bool]:
    """Lots (lots, units) of 0 and 1 with the real one first, and whether they are all."""
    members = [np.flatnonzero(pot == one) for one in range(int(pot.max()) + 1)]
    picked = [int(arm[one].sum()) for one in members]
    ways = [comb(len(one), k) for one, k in zip(members, picked, strict=True)]
    if prod(ways) <= most:
        lots = np.array(list(_every(len(arm), members, picked, ways)))
        real = (lots == arm).all(axis=1)
        return np.concatenate([lots[real], lots[~real]]), True
    lots = np.empty((draws + 1, len(arm)))
    lots[0] = arm
    for one in members:
        lots[1:, one] = chance.permuted(np.tile(lots[0, one], (draws, 1)), axis=1)
    return lots, False


def _every(
    units: int, members: list[Ints], picked: list[int], ways: list[int]
) -> Iterator[Floats]:
    choices = [
        [one[list(chosen)] for chosen in combinations(range(len(one)), k)]
        for one, k in zip(members, picked, strict=True)
    ]
    for number in range(prod(ways)):
        lot = np.zeros(units)
        for which, choice in zip(np.unravel_index(number, ways), choices, strict=True):
            lot[choice[int(which)]] = 1.0
        yield lot
