"""Randomisation inference: the lots that could have been drawn, and what each would have shown."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.contract import Interval
from cordata.analysis.inference.arrays import codes, sums
from cordata.analysis.inference.invert import interval
from cordata.analysis.inference.least_squares import basis
from cordata.analysis.inference.lots import DRAWS, MOST, every_lot, of_units

TIE = 1e-9


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

    @property
    def smallest(self) -> float:
        """The smallest p that any of these lots could have had: .10 for three against three."""
        away = np.abs(self.top)
        return float((away >= away.max() * (1.0 - TIE)).mean())

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
    arm, pot = of_units(here, size, treated, codes(stratum)[0])
    lots, exact = every_lot(arm, pot, chance, draws, most)
    q = basis(others)
    column = treated.astype(np.float64)
    left = [one - q @ (q.T @ one) for one in (y, column)]
    inside = lots @ sums(q, here, size)
    square = lots @ sums(np.ones(len(y)), here, size) - (inside**2).sum(axis=1)
    apart = square > TIE * len(y)  # a lot that the others explain shows nothing
    safe = np.where(apart, square, 1.0)
    top, shift = (np.where(apart, lots @ sums(one, here, size) / safe, 0.0) for one in left)
    return Lots(top, shift, exact)


def randomise_product(
    y: Floats,
    treated: Bools,
    trait: Floats,
    others: Floats,
    unit: NDArray[Any],
    stratum: NDArray[Any],
    chance: np.random.Generator,
    *,
    draws: int = DRAWS,
    most: int = MOST,
) -> Lots:
    """The same for ``treated`` times ``trait``: is the effect the same for everybody?

    trait   (n,) numbers from before the lots
    others  (n, k) must hold the trait, and a column of ones

    Tested are outcomes less the estimated common effect, as if it were known.
    Raises NotRandomised. Source: Ding, Feller and Miratrix (2016), Journal of the Royal
    Statistical Society B 78, plug-in.
    """
    here, size = codes(unit)
    arm, pot = of_units(here, size, treated, codes(stratum)[0])
    lots, exact = every_lot(arm, pot, chance, draws, most)
    column = treated.astype(np.float64)
    q = basis(others)
    full = basis(np.column_stack([others, column]))
    left = [one - full @ (full.T @ one) for one in (y, column * trait)]

    def across(a: Floats, b: Floats) -> Floats:
        """Under each lot, products of lot × a and lot × b less what the others make of them."""
        inside = [lots @ sums(q * one[:, None], here, size) for one in (a, b)]
        found: Floats = lots @ sums(a * b, here, size) - (inside[0] * inside[1]).sum(axis=1)
        return found

    one = np.ones(len(y))
    arms, both, traits = across(one, one), across(one, trait), across(trait, trait)
    slope = np.divide(both, arms, out=np.zeros(len(arms)), where=arms > TIE * len(y))
    square = traits - slope * both
    apart = square > TIE * float((trait**2).sum())
    safe = np.where(apart, square, 1.0)
    top, shift = (
        np.where(
            apart,
            (lots @ sums(trait * u, here, size) - slope * (lots @ sums(u, here, size))) / safe,
            0.0,
        )
        for u in left
    )
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
