"""Schools over waves, each with the wave in which it began: what every method here reads."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.effects.attrition import Losses, losses


@dataclass(frozen=True, slots=True)
class Panel:
    """Every unit in every wave, in the order of their keys.

    y        (units, waves) outcome
    waves    (waves,) the times, rising
    start    (units,) index of the first treated wave; ``len(waves)`` where never
    cluster  (units,) what was assigned as one, from 0
    stratum  (units,) within which dates might have been dealt otherwise
    x        (units, waves, covariates) as seen in each wave; the base wave's is used
    dropped  units that missed a wave; ``always`` units treated from the first wave on
    lost     shares of units that missed a wave, see ``losses_of``
    """

    y: Floats
    waves: Floats
    start: Ints
    cluster: Ints
    stratum: Ints
    x: Floats
    dropped: int = 0
    always: int = 0
    lost: Losses | None = None

    @property
    def never(self) -> int:
        """The ``start`` of those that never begin."""
        return len(self.waves)

    @property
    def cohorts(self) -> list[int]:
        """Starts that occur, without never."""
        return [int(one) for one in np.unique(self.start) if one < self.never]

    @property
    def clusters(self) -> int:
        return int(self.cluster.max()) + 1 if len(self.cluster) else 0

    @classmethod
    def of(
        cls,
        unit: Ints,
        wave: Floats,
        y: Floats,
        first: Floats,
        *,
        cluster: Ints | None = None,
        stratum: Ints | None = None,
        x: Floats | None = None,
    ) -> Self:
        """Build from long rows; units that miss a value or a wave, or always were treated, go.

        first             (rows,) time of the first treated wave of the row's unit, NaN for never
        cluster, stratum  (rows,) any whole numbers; each unit its own, and one for all, if None
        x                 (rows, covariates)

        Raises ValueError for two rows of one unit and wave, and for a unit with two starts,
        clusters or strata.
        """
        waves, at = np.unique(wave, return_inverse=True)
        units, row = np.unique(unit, return_inverse=True)
        cell = row * len(waves) + at
        if len(cell) and np.bincount(cell).max() > 1:
            raise ValueError("a unit has two rows in one wave")
        begins = np.where(np.isfinite(first), np.searchsorted(waves, first), len(waves))
        groups = (
            begins,
            unit if cluster is None else cluster,
            np.zeros_like(unit) if stratum is None else stratum,
        )
        begin, group, layer = (_one_each(row, values, len(units)) for values in groups)
        rows = y[:, None] if x is None else np.column_stack([y, x])
        table = np.full((len(units) * len(waves), rows.shape[1]), np.nan)
        table[cell] = rows
        cube = table.reshape(len(units), len(waves), -1)
        whole = np.isfinite(cube).all(axis=(1, 2))
        kept = whole & (begin > 0)
        return cls(
            y=cube[kept, :, 0],
            waves=waves,
            start=begin[kept],
            cluster=np.unique(group[kept], return_inverse=True)[1],
            stratum=layer[kept],
            x=cube[kept, :, 1:],
            dropped=int((~whole).sum()),
            always=int((whole & (begin == 0)).sum()),
            lost=losses_of(begin, whole, len(waves)),
        )


def losses_of(start: Ints, whole: Bools, never: int) -> Losses | None:
    """Losses of units that begin, and of those that never do; None where one of both is nobody.

    Where everybody begins, the first cohort stands against those that still wait.
    """
    there = start > 0
    if not there.any():
        return None
    latest = never if (start == never).any() else int(start[there].min()) + 1
    begun = start[there] < latest
    return None if begun.all() or not begun.any() else losses(begun, whole[there])


def _one_each(row: Ints, values: Ints, units: int) -> Ints:
    """(units,) the value of each unit, which must be the same in all of its rows."""
    found = np.empty(units, np.int64)
    found[row] = values
    if (found[row] != values).any():
        raise ValueError("a unit has two starts or two clusters")
    return found
