"""Agreement beyond chance of two coders (Cohen), or of as many for every unit (Fleiss)."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Interval

Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two coders, with how each of them used the codes: show both.

    value, error  NaN where both gave all units the same one code
    """

    value: float
    error: float
    rows: Ints
    columns: Ints

    @property
    def interval(self) -> Interval:
        """95 %, of a large number of independent units."""
        return Interval(self.value - Z * self.error, self.value + Z * self.error)


def cohen(table: Ints) -> Kappa:
    """Kappa from a square table of counts: first coder's code by second coder's.

    Source: Cohen (1960), Educational and Psychological Measurement 20; error by Fleiss, Cohen
    and Everitt (1969), Psychological Bulletin 72.
    """
    n = int(table.sum())
    row, column = table.sum(axis=1), table.sum(axis=0)
    p, by_row, by_column = table / n, row / n, column / n
    agreed, chance = float(np.trace(p)), float(by_row @ by_column)
    if chance >= 1.0:
        return Kappa(np.nan, np.nan, row, column)
    value = (agreed - chance) / (1.0 - chance)
    on = (np.diag(p) * (1.0 - (by_row + by_column) * (1.0 - value)) ** 2).sum()
    cross = p * (by_column[:, None] + by_row[None, :]) ** 2
    off = (1.0 - value) ** 2 * (cross.sum() - np.trace(cross))
    rest = (value - chance * (1.0 - value)) ** 2
    variance = float(on + off - rest) / (n * (1.0 - chance) ** 2)
    return Kappa(value, float(np.sqrt(max(variance, 0.0))), row, column)


def fleiss(counts: Ints) -> float:
    """Kappa of several coders: (units, codes) how many gave each code, the same sum everywhere.

    NaN where all codes are the same. Raises ValueError for sums that differ or are below 2.
    Source: Fleiss (1971), Psychological Bulletin 76.
    """
    coders = counts.sum(axis=1)
    if len(coders) == 0 or coders.min() != coders.max() or coders[0] < 2:  # noqa: PLR2004 - nobody agrees alone
        raise ValueError("every unit needs the same number of coders, two or more")
    m = int(coders[0])
    agreed = float((counts * (counts - 1)).sum()) / (len(counts) * m * (m - 1))
    share: Floats = counts.sum(axis=0) / counts.sum()
    chance = float(share @ share)
    return (agreed - chance) / (1.0 - chance) if chance < 1.0 else float("nan")
