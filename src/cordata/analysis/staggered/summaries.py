"""Cells put together: one number, by time since the start, by cohort, by wave.

Weights are shares of cohorts, so a summary's error has two sources: the cells, and the shares,
which come from a sample too. Source: Callaway and Sant'Anna (2021), section 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.staggered.group_time import Cells, covariance

type Kind = Literal["simple", "event", "group", "calendar"]


@dataclass(frozen=True, slots=True)
class Summary:
    """One number, and the numbers by ``key`` it is the average of.

    key      (keys,) waves since the start, first wave of the cohort, or wave, in units of time
    effect   (keys,) and (units, keys) ``parts`` of each unit
    overall  the average after the start, with (units,) ``overall_parts``
    """

    key: Floats
    effect: Floats
    parts: Floats
    overall: float
    overall_parts: Floats
    cluster: Ints

    @property
    def error(self) -> float:
        """Standard error of ``overall``, by clusters."""
        return float(np.sqrt(covariance(self.overall_parts[:, None], self.cluster)[0, 0]))

    @property
    def errors(self) -> Floats:
        """(keys,) standard errors, by clusters."""
        return np.asarray(np.sqrt(np.diag(covariance(self.parts, self.cluster))))


def summary(cells: Cells, kind: Kind) -> Summary:
    """Put cells together.

    simple    all cells after the start, by size of cohort: large and early cohorts count most
    event     by waves since the start (before it too); the average over those after it
    group     by cohort, waves alike; the average over cohorts by size
    calendar  by wave, cohorts by size; the average over waves

    Raises ValueError where no cell lies after a start.
    """
    if not cells.after.any():
        raise ValueError("no cohort has a wave after its start to compare")
    if kind == "simple":
        overall, parts = _by_size(cells, cells.after)
        return Summary(
            np.empty(0), np.empty(0), np.empty((len(parts), 0)), overall, parts, cells.cluster
        )
    groups = list(_grouped(cells, kind))
    made = [
        _alike(cells, used) if kind == "group" else _by_size(cells, used)
        for _key, used in groups
    ]
    key = np.array([one for one, _used in groups])
    effect = np.array([one for one, _parts in made])
    parts = np.column_stack([part for _one, part in made])
    if kind == "group":
        overall, overall_parts = _cohorts(cells, effect, parts)
    else:
        later = key >= 0 if kind == "event" else np.ones(len(key), bool)
        overall, overall_parts = float(effect[later].mean()), parts[:, later].mean(axis=1)
    return Summary(key, effect, parts, overall, overall_parts, cells.cluster)


def _grouped(cells: Cells, kind: Kind) -> Iterator[tuple[float, Bools]]:
    """Keys in order, each with its cells."""
    if kind == "event":
        key = cells.times[cells.wave] - cells.times[cells.cohort]
        used = np.ones(len(key), bool)
    else:
        key = cells.times[cells.cohort if kind == "group" else cells.wave]
        used = cells.after
    for one in np.unique(key[used]):
        yield float(one), (key == one) & used


def _alike(cells: Cells, used: Bools) -> tuple[float, Floats]:
    return float(cells.effect[used].mean()), cells.parts[:, used].mean(axis=1)


def _by_size(cells: Cells, used: Bools) -> tuple[float, Floats]:
    """Average by size of cohorts; the parts hold that shares are estimated."""
    share = cells.weight[used] / cells.weight[used].sum()
    effect = cells.effect[used]
    overall = float(share @ effect)
    there = cells.start[:, None] == cells.cohort[used]
    by_share = ((there - cells.weight[used]) @ (effect - overall)) / cells.weight[used].sum()
    return overall, cells.parts[:, used] @ share + by_share


def _cohorts(cells: Cells, effect: Floats, parts: Floats) -> tuple[float, Floats]:
    """Average over cohorts by size."""
    cohort = np.unique(cells.cohort[cells.after])
    there = cells.start[:, None] == cohort
    weight = there.mean(axis=0)
    share = weight / weight.sum()
    overall = float(share @ effect)
    return overall, parts @ share + ((there - weight) @ (effect - overall)) / weight.sum()
