"""Draws from what is said of a single figure, to check the resampling of clusters.

Gamma for quantities and prices, beta for shares, t for effects with few clusters. ``numpy`` floats:
these are draws, not money that is owed.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from cordata.analysis.arrays import Floats

Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its standard error; an error of 0 is taken as known."""

    mean: float
    error: float = 0.0


def gamma(of: Figure, chance: np.random.Generator, draws: int) -> Floats:
    """Quantities and prices: above 0, skewed. Raises ValueError for a mean of 0 with an error."""
    if of.error == 0:
        return np.full(draws, of.mean)
    if of.mean <= 0:
        raise ValueError("a quantity or price with an error is above 0")
    shape = (of.mean / of.error) ** 2
    return chance.gamma(shape, of.mean / shape, draws)


def gamma_at(of: Figure, shares: Floats) -> Floats:
    """The same as quantiles: figures drawn at the same ``shares`` are high and low together.

    Raises ValueError for a mean of 0 or an error of 0.
    """
    if of.mean <= 0 or of.error <= 0:
        raise ValueError("a quantity or price with an error is above 0")
    shape = (of.mean / of.error) ** 2
    return np.asarray(gammaincinv(shape, shares) * (of.mean / shape))


def beta(of: Figure, chance: np.random.Generator, draws: int) -> Floats:
    """Shares: within 0 and 1. Raises ValueError where the error is too large for any."""
    if of.error == 0:
        return np.full(draws, of.mean)
    size = of.mean * (1.0 - of.mean) / of.error**2 - 1.0
    if not size > 0:
        raise ValueError(f"no share of {of.mean} has an error of {of.error}")
    return chance.beta(of.mean * size, (1.0 - of.mean) * size, draws)


def within(low: float, mean: float, high: float) -> Figure:
    """A figure that lies between two others in 95 of 100 cases."""
    return Figure(mean, (high - low) / (2 * Z))


def effect(of: Figure, df: float, chance: np.random.Generator, draws: int) -> Floats:
    """An effect: t with the degrees of freedom of its standard error (CR2)."""
    return of.mean + of.error * chance.standard_t(df, draws)


def cost(
    quantity: Figure, price: Figure, share: Figure, chance: np.random.Generator, draws: int
) -> Floats:
    """One line of a ledger: quantity * price * share, drawn independently."""
    drawn = gamma(quantity, chance, draws) * gamma(price, chance, draws)
    return drawn * beta(share, chance, draws)
