"""How alike two groups are, before and after weights, and what weights cost."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats


@dataclass(frozen=True, slots=True)
class Balance:
    """Treated against weighted comparison units.

    differences  (covariates,) difference of means in standard deviations of the treated
    size         effective number of comparison units: 1 / Σw², weights that sum to 1
    units        of them in fact
    heaviest     the largest weight, 0 to 1
    """

    differences: Floats
    size: float
    units: int
    heaviest: float

    @property
    def worst(self) -> float:
        return float(np.abs(self.differences).max(initial=0.0))

    @property
    def thin(self) -> bool:
        """Fewer than half of the units count, or one has more than a tenth: warn."""
        return self.size < self.units / 2 or self.heaviest > 0.1  # noqa: PLR2004 - the rule of 2.12


def balance(x: Floats, treated: Bools, weights: Floats | None = None) -> Balance:
    """Compare the treated with the others.

    x        (units, covariates)
    treated  (units,)
    weights  (comparison units,) of any sum; all alike if None

    The standard deviation of shares is √(p(1 - p)). A covariate that is the same for all treated is
    compared in standard deviations of the others.
    """
    others = x[~treated]
    w = np.ones(len(others)) if weights is None else weights
    w = w / w.sum()
    gap = x[treated].mean(axis=0) - (w[:, None] * others).sum(axis=0)
    share = ((x == 0) | (x == 1)).all(axis=0)
    scale, other = (
        np.where(share, one.std(axis=0), one.std(axis=0, ddof=1))
        for one in (x[treated], others)
    )
    scale = np.where(scale > 0, scale, other)
    with np.errstate(divide="ignore", invalid="ignore"):
        differences = np.where(gap == 0, 0.0, gap / scale)
    return Balance(differences, float(1 / (w**2).sum()), len(others), float(w.max()))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where chances of being treated meet.

    low, high  range of the treated
    kept       (units,) all treated, and the comparison units inside that range
    """

    low: float
    high: float
    kept: Bools

    def lost(self, treated: Bools) -> int:
        """Comparison units that are like no treated one."""
        return int((~self.kept & ~treated).sum())


def overlap(chances: Floats, treated: Bools) -> Overlap:
    """Trim comparison units outside the range of the treated; see ``score.chance``."""
    low, high = float(chances[treated].min()), float(chances[treated].max())
    return Overlap(low, high, treated | ((chances >= low) & (chances <= high)))
