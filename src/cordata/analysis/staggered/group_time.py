"""Effects by cohort and wave: ATT(g, t) of Callaway and Sant'Anna (2021), Journal of Econometrics 225.

A cohort is everybody that began in one wave. Its gain from the last wave before that (the base) is
set against the gain of units not treated yet, or never. Before its start the base is one wave back:
these cells should be 0, and test what is assumed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.staggered.comparison import Gain, Scored, doubly_robust, plain, scored
from cordata.analysis.staggered.panel import Panel

type Others = Literal["never", "not-yet"]
type Base = Literal["varying", "universal"]


@dataclass(frozen=True, slots=True)
class Cells:
    """One effect for each cohort and wave that has somebody to compare with.

    cohort, wave  (cells,) indices of waves; ``wave >= cohort`` after the start
    effect        (cells,)
    parts         (units, cells) each unit's part: the error of a cell is the mean of its column
    weight        (cells,) share of the cell's cohort among all units
    start         (units,) as in the panel
    cluster       (units,)
    times         (waves,)
    """

    cohort: Ints
    wave: Ints
    effect: Floats
    parts: Floats
    weight: Floats
    start: Ints
    cluster: Ints
    times: Floats

    @property
    def after(self) -> Bools:
        return np.asarray(self.wave >= self.cohort)

    @property
    def covariance(self) -> Floats:
        """(cells, cells) from sums of clusters."""
        return covariance(self.parts, self.cluster)


def group_time(panel: Panel, *, others: Others = "not-yet", base: Base = "varying") -> Cells:
    """ATT(g, t) for every cohort and wave; cells without comparison units are left out.

    others  who is compared with: those that never begin, or all that have not begun
    base    "universal": the last wave before the start, for waves before it too

    Raises NoOverlap where a cell's covariates tell the two groups apart.
    """
    found: list[tuple[int, int, Gain, Bools]] = []
    fits: dict[tuple[int, int, int], Scored] = {}  # covariates of one base serve many waves
    for cohort, wave, before, latest, used in _comparisons(panel, others, base):
        gain = panel.y[used, wave] - panel.y[used, before]
        treated = panel.start[used] == cohort
        if panel.x.shape[2] == 0:
            found.append((cohort, wave, plain(gain, treated), used))
            continue
        seen = min(before, wave)
        if (cohort, seen, latest) not in fits:
            x = np.column_stack([np.ones(len(gain)), panel.x[used, seen]])
            fits[cohort, seen, latest] = scored(treated, x)
        cell = doubly_robust(gain, fits[cohort, seen, latest])
        found.append((cohort, wave, cell, used))
    return _together(panel, found)


def _comparisons(
    panel: Panel, others: Others, base: Base
) -> Iterator[tuple[int, int, int, int, Bools]]:
    """Cohort, wave, its base, the wave by which others may not have begun, and who is in it."""
    for cohort in panel.cohorts:
        for wave in range(len(panel.waves)):
            before = cohort - 1 if base == "universal" or wave >= cohort else wave - 1
            latest = max(wave, before) if others == "not-yet" else panel.never - 1
            compared = (panel.start > latest) & (panel.start != cohort)
            if before >= 0 and before != wave and compared.any():
                yield cohort, wave, before, latest, compared | (panel.start == cohort)


def _together(panel: Panel, found: list[tuple[int, int, Gain, Bools]]) -> Cells:
    units = len(panel.start)
    parts = np.zeros((units, len(found)))
    for at, (_cohort, _wave, gain, used) in enumerate(found):
        parts[used, at] = gain.parts * (units / used.sum())
    cohort = np.array([one[0] for one in found], dtype=np.int64)
    return Cells(
        cohort=cohort,
        wave=np.array([one[1] for one in found], dtype=np.int64),
        effect=np.array([one[2].effect for one in found]),
        parts=parts,
        weight=np.array([(panel.start == one).mean() for one in cohort]),
        start=panel.start,
        cluster=panel.cluster,
        times=panel.waves,
    )


def covariance(parts: Floats, cluster: Ints) -> Floats:
    """Covariance of estimates from each unit's parts, units of one cluster taken together.

    parts    (units, estimates)
    cluster  (units,) from 0
    """
    sums = cluster_sums(parts, cluster)
    return np.asarray(np.einsum("ci,cj->ij", sums, sums) / len(parts) ** 2)


def cluster_sums(parts: Floats, cluster: Ints) -> Floats:
    """(clusters, estimates) sums of parts."""
    order = np.argsort(cluster, kind="stable")
    starts = np.flatnonzero(np.diff(cluster[order], prepend=-1))
    return np.asarray(np.add.reduceat(parts[order], starts, axis=0))
