"""Shares that are known as well as they were asked: who completes, who is willing, who stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.special import betaincinv

from cordata.analysis.arrays import Floats

SHARES = ("completes", "willing", "stays")


@dataclass(frozen=True, slots=True)
class Known:
    """A share as far as it is known: Beta(yes + prior, no + prior)."""

    yes: int
    no: int
    prior: float = field(default=0.5)

    @property
    def asked(self) -> int:
        """Of how many it is known."""
        return self.yes + self.no

    @property
    def mean(self) -> float:
        return (self.yes + self.prior) / (self.yes + self.no + 2 * self.prior)

    def at(self, level: float) -> float:
        """Quantile."""
        return float(betaincinv(self.yes + self.prior, self.no + self.prior, level))

    def draw(self, chance: np.random.Generator, runs: int) -> Floats:
        return chance.beta(self.yes + self.prior, self.no + self.prior, runs)


def draw_shares(
    known: Mapping[str, Known], chance: np.random.Generator, runs: int
) -> tuple[Floats, Floats, Floats]:
    """Each of ``SHARES`` once for every run, as ``simulate`` takes them."""
    completes, willing, stays = (known[one].draw(chance, runs) for one in SHARES)
    return completes, willing, stays


def growth(shares: tuple[Floats, Floats, Floats], capacity: int) -> Floats:
    """Lambda in every run: by how much mentors multiply in a cycle where nothing is short."""
    completes, willing, stays = shares
    return stays + capacity * completes * willing
