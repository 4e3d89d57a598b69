"""Randomisation inference: the lots that could have been drawn, and what each would have shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.contract import Interval
from cordata.analysis.inference.arrays import Bools, Floats, Ints, codes, sums
from cordata.analysis.inference.invert import interval

MOST = 100_000  # assignments that are all looked at
DRAWS = 9_999
TIE = 1e-9


class NotRandomised(ValueError):
    """A unit is in both arms, or in two strata: it cannot have been drawn as one."""


@dataclass(frozen=True, slots=True)
class Lots:
    """Estimates under every lot, for any truth b: top - b * shift; the first lot is the real one.

    exact  all lots there are, so p is a share; otherwise (1 + b) / (1 + B)
    """

    top: Floats
    shift: Floats
    exact: bool

    @property
    def estimate(self) -> float:
        return float(self.top[0])

    def p(self, truth: float = 0.0) -> float:
        """Two-sided: share of lots at least as far from the truth as the real one."""
        away = np.abs(self.top - truth * self.shift)
        return float((away >= away[0] * (1.0 - TIE)).mean())

    def one_sided(self) -> float:
        """Share of lots with an estimate at least as large."""
        real = self.top[0]
        return float((self.top >= real - TIE * abs(real)).mean())

    def interval(self, step: float, level: float = 0.95) -> Interval | None:
        """Constant effects that are not rejected; None where too few lots can reject any."""
        return interval(self.p, self.estimate, step, level)


def randomise(
    y: Floats,
    treated: Bools,
    others: Floats,
    unit: NDArray[Any],
    stratum: NDArray[Any],
    chance: np.random.Generator,
    *,
    draws: int = DRAWS,
    most: int = MOST,
) -> Lots:
    """Draw the lots again, as they were drawn: so many treated units in each stratum.

    y        (n,) outcome
    treated  (n,) the real arm
    others   (n, k) everything the estimate is adjusted for, with its column of ones
    unit     (n,) what a lot was drawn for: all its rows are in one arm
    stratum  (n,) within which lots were drawn; all alike if there was only one pot

    The statistic is the least-squares coefficient of ``treated``. All lots if there are at
    most ``most``, else ``draws`` beside the real one.

    Raises NotRandomised. Source: Fisher (1935), The Design of Experiments; Imbens and Rubin
    (2015), Causal Inference, 5.
    """
    here, size = codes(unit)
    arm, pot = _of_units(here, size, treated, codes(stratum)[0])
    lots, exact = _lots(arm, pot, chance, draws, most)
    q = np.linalg.qr(others)[0]
    column = treated.astype(np.float64)
    left = [one - q @ (q.T @ one) for one in (y, column)]
    inside = lots @ sums(q, here, size)
    square = lots @ sums(np.ones(len(y)), here, size) - (inside**2).sum(axis=1)
    apart = square > TIE * len(y)  # a lot that the others explain shows nothing
    safe = np.where(apart, square, 1.0)
    top, shift = (np.where(apart, lots @ sums(one, here, size) / safe, 0.0) for one in left)
    return Lots(top, shift, exact)


def sign_flips(differences: Floats) -> Lots:
    """Pairs in which one of two was drawn: every flip of the signs of their differences.

    At most 16 pairs.
    """
    pairs = len(differences)
    arm = np.tile([True, False], pairs)
    y = np.stack([differences, np.zeros(pairs)], axis=1).ravel()
    pair = np.repeat(np.arange(pairs), 2)
    others = (pair[:, None] == np.arange(pairs)).astype(np.float64)
    return randomise(y, arm, others, np.arange(2 * pairs), pair, np.random.default_rng(0))


def smallest_p(treated: Ints, untreated: Ints) -> float:
    """The smallest two-sided p that lots of these numbers of units per stratum can reach.

    Twice 1 over the number of lots, where the mirrored lot is one of them; else once.
    """
    every = prod(comb(int(a + b), int(a)) for a, b in zip(treated, untreated, strict=True))
    return min(1.0, (2 if (treated == untreated).all() else 1) / every)


def _of_units(here: Ints, size: int, treated: Bools, stratum: Ints) -> tuple[Bools, Ints]:
    """Arm and stratum of every unit."""
    arm = np.zeros(size, dtype=np.bool_)
    pot = np.zeros(size, dtype=np.int64)
    arm[here], pot[here] = treated, stratum
    if (arm[here] != treated).any() or (pot[here] != stratum).any():
        raise NotRandomised("a unit stands in two arms or strata")
    return arm, pot


def _lots(
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
