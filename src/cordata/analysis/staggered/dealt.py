"""The summary of cells for many dealings of dates at once, from sums of clusters."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.staggered.group_time import Others
from cordata.analysis.staggered.panel import Panel
from cordata.analysis.staggered.summaries import Kind

type Cell = tuple[
    int, int, Floats, Floats
]  # cohort, wave, (dealings,) effect, size of the cohort


@dataclass(frozen=True, slots=True)
class Dealt:
    """What is summed: ``sums`` (clusters, waves) over units, ``sizes`` (clusters,) of clusters."""

    sums: Floats
    sizes: Floats
    cohorts: list[int]
    kind: Kind
    others: Others

    @classmethod
    def of(cls, panel: Panel, values: Floats, kind: Kind, others: Others) -> Self:
        """Of ``values`` (units, waves), less what covariates of the first wave say in each wave."""
        x = np.column_stack([np.ones(len(values)), panel.x[:, 0]])
        rest = values - x @ np.linalg.lstsq(x, values)[0]
        sums = np.zeros((panel.clusters, len(panel.waves)))
        np.add.at(sums, panel.cluster, rest)
        sizes = np.bincount(panel.cluster).astype(np.float64)
        return cls(sums, sizes, panel.cohorts, kind, others)

    def __call__(self, start: Ints) -> Floats:
        """(dealings, clusters) starts -> (dealings,) the summary of plain cells."""
        cells = [
            self._cell(start, cohort, wave)
            for cohort in self.cohorts
            for wave in range(cohort, self.sums.shape[1])
            if self._compared(start[:1], cohort, wave).any()
        ]
        if self.kind == "simple":
            return _average(cells)
        groups: dict[int, list[Cell]] = {}
        for cell in cells:
            groups.setdefault(self._key(cell), []).append(cell)
        if self.kind == "group":
            return _average([(0, 0, _mean(one), one[0][3]) for one in groups.values()])
        return np.asarray(np.mean([_average(one) for one in groups.values()], axis=0))

    def _key(self, cell: Cell) -> int:
        cohort, wave = cell[:2]
        if self.kind == "group":
            return cohort
        return wave if self.kind == "calendar" else wave - cohort

    def _cell(self, start: Ints, cohort: int, wave: int) -> Cell:
        treated = start == cohort
        other = self._gain(self._compared(start, cohort, wave), cohort, wave)
        return cohort, wave, self._gain(treated, cohort, wave) - other, treated @ self.sizes

    def _compared(self, start: Ints, cohort: int, wave: int) -> Bools:
        if self.others == "never":
            return np.asarray(start == self.sums.shape[1])
        return np.asarray((start > wave) & (start != cohort))

    def _gain(self, who: Bools, cohort: int, wave: int) -> Floats:
        gained = self.sums[:, wave] - self.sums[:, cohort - 1]
        return np.asarray((who @ gained) / (who @ self.sizes))


def _mean(cells: list[Cell]) -> Floats:
    return np.asarray(np.mean([one[2] for one in cells], axis=0))


def _average(cells: list[Cell]) -> Floats:
    """(dealings,) effects weighted by sizes of cohorts."""
    weight = np.array([one[3] for one in cells])
    return np.asarray((weight * [one[2] for one in cells]).sum(axis=0) / weight.sum(axis=0))
