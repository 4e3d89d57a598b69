"""Registered: how many schools were lost, in which arm, and whether that is too much."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Words
from cordata.analysis.cells import numbers, words
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Interval,
    Level,
    Result,
    Size,
    SpecError,
)
from cordata.analysis.coordination.shares import grouped_share
from cordata.analysis.effects.attrition import Boundary, attrition, losses

METHOD = "drop-out/1"
ESTIMAND = "D0"  # what happened to whom, no effect


@dataclass(frozen=True, slots=True)
class DropOut:
    """One row per school that was to be in the comparison.

    kept      column of 1 where it still is, 0 where it was lost
    group     column of clusters
    treated   column of 1 for mentored, 0 for comparison; empty where all are mentored
    boundary  of the What Works Clearinghouse: how strongly staying may hang on the outcome
    """

    kept: str
    group: str
    treated: str = ""
    boundary: Boundary = "cautious"
    level: float = 0.95


def drop_out(spec: DropOut, frame: Frame, seed: int) -> Result:
    """Shares that were lost: "lost", and by arm; ``attrition`` says where they stand.

    Schools of one cluster leave together: intervals count clusters (Korn and Graubard), and none is
    said below four of them. Nothing is drawn by lot: ``seed`` is kept.
    """
    kept = _truth(frame, "kept", spec.kept)
    treated = _truth(frame, "treated", spec.treated) if spec.treated else np.ones_like(kept)
    group = words(frame, "group", spec.group)
    arms = {"treated": treated, "comparison": ~treated}
    both = all(one.any() for one in arms.values())
    checks = (_against_the_boundary(spec, treated, kept, both=both),)
    sizes: dict[Arm, Size] = {
        "all": Size(len(kept), schools=len(kept), groups=len(np.unique(group)))
    }
    found = {"lost": _lost(~kept, group, spec.level)}
    if both:
        found |= {
            f"lost-{name}": _lost(~kept[arm], group[arm], spec.level)
            for name, arm in arms.items()
        }
        found["lost-difference"] = Estimate(
            found["lost-treated"].value - found["lost-comparison"].value
        )
    return Result(METHOD, ESTIMAND, found, sizes, checks, seed=seed)


def _against_the_boundary(spec: DropOut, treated: Bools, kept: Bools, *, both: bool) -> Check:
    if not both:
        return Check("no_comparison", Level.WARN)
    return attrition(losses(treated, kept), spec.boundary)


def _truth(frame: Frame, where: str, name: str) -> Bools:
    found = numbers(frame, where, name)
    if not len(found) or not np.isin(found, (0, 1)).all():
        raise SpecError(where, f"{name!r} is not 1 or 0 in every row", "Code it so")
    return np.asarray(found == 1)


def _lost(gone: Bools, group: Words, level: float) -> Estimate:
    _names, which = np.unique(group, return_inverse=True)
    left = np.bincount(which, weights=gone).astype(np.int64)
    of = grouped_share(left.tolist(), np.bincount(which).tolist(), level)
    if of.low is None or of.high is None:
        return Estimate(float(gone.mean()))
    return Estimate(float(gone.mean()), interval=Interval(of.low, of.high, level))
