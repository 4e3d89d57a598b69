"""Stepped wedge: every group begins in the end, the lot decides when."""

import numpy as np

from cordata.analysis.arrays import Floats


def staircase(groups: int, waves: int) -> Floats:
    """(groups, waves) 1 where a group has begun: equal steps, the first wave without anybody.

    Raises ValueError where groups cannot be dealt equally to the steps.
    """
    steps = waves - 1
    if steps < 1 or groups < steps or groups % steps:
        raise ValueError("groups must be a multiple of steps, and there must be a step")
    begins = 1 + np.repeat(np.arange(steps), groups // steps)
    return (np.arange(waves) >= begins[:, None]).astype(np.float64)


def stepped_variance(x: Floats, cell: float, between: float) -> float:
    """Variance of the effect, groups random and waves fixed.

    x        (groups, waves) 1 where a group has begun
    cell     variance of the mean of one group in one wave about the group's own level
    between  variance of groups' levels; all in the units of the outcome squared

    Raises ValueError where begun and not begun cannot be told from waves.
    Source: Hussey and Hughes (2007), Contemporary Clinical Trials 28.
    """
    groups, waves = x.shape
    total = x.sum()
    by_wave = (x.sum(axis=0) ** 2).sum()
    by_group = (x.sum(axis=1) ** 2).sum()
    below = (groups * total - by_wave) * cell + (
        total**2 + groups * waves * total - waves * by_wave - groups * by_group
    ) * between
    if not below > 0:
        raise ValueError("all groups begin at once: nothing to compare")
    return float(groups * cell * (cell + waves * between) / below)
