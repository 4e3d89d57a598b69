"""What a mixed model needs of a million rows: sums of products per group, and nothing else."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints

SAME = (
    1e-10  # what is left of a column after the others, relative to it: below, it repeats them
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of products of the random columns z and the fixed ones with the outcome, (x, y).

    rows    how many rows there are
    total   (terms + 1, terms + 1) products of (x, y), each column less its mean but the constant
    lowest  (random, random + terms + 1, groups) products of z with (z, x, y) in the lowest groups
    above   for each level above: where its groups begin among those below, which are in order
    centre  (terms + 1,) the means that were taken off
    """

    rows: int
    total: Floats
    lowest: Floats
    above: tuple[Ints, ...]
    centre: Floats


def centred(y: Floats, x: Floats) -> tuple[Floats, Floats]:
    """(rows, terms + 1) of x with y last, less their means; and those means.

    x  (rows, terms) with the constant first: it keeps its ones
    """
    both = np.column_stack([x, y])
    centre = both.mean(axis=0)
    centre[0] = 0
    return both - centre, centre


def checked(total: Floats) -> None:
    """Refuse terms that repeat each other: ValueError."""
    scale = np.sqrt(np.diag(total)[:-1])
    if not (scale > 0).all():
        raise ValueError("a term is the same in every row")
    smallest = np.linalg.eigvalsh(total[:-1, :-1] / np.outer(scale, scale))[0]
    if smallest < SAME:
        raise ValueError("terms repeat each other")


def sums_of(y: Floats, x: Floats, z: Floats, levels: list[Ints]) -> Sums:
    """Sums for groups within groups.

    y       (rows,) outcome
    x       (rows, terms) fixed part, the constant first
    z       (rows, random) columns whose slopes differ between groups, the constant first
    levels  (rows,) codes from 0, the lowest first; a group below is split where it crosses one above

    Raises ValueError for terms that repeat each other.
    """
    both, centre = centred(y, x)
    total = both.T @ both
    checked(total)
    code, above = _nested(levels)
    count = int(code.max()) + 1
    wide = np.column_stack([z, both]).T
    lowest = np.empty((z.shape[1], len(wide), count))
    for i in range(z.shape[1]):
        for j, column in enumerate(wide):
            product = column if i == 0 else z[:, i] * column
            lowest[i, j] = np.bincount(code, product, minlength=count)
    return Sums(len(y), total, lowest, above, centre)


def _nested(levels: list[Ints]) -> tuple[Ints, tuple[Ints, ...]]:
    """(rows,) codes of the lowest level, in order of the levels above, and where those begin."""
    code = levels[-1]
    above = []
    for lower in levels[-2::-1]:
        pair = code * (int(lower.max()) + 1) + lower
        names, below = np.unique(pair, return_inverse=True)
        upper = names // (int(lower.max()) + 1)
        above.append(np.flatnonzero(np.diff(upper, prepend=-1)))
        code = below
    return code, tuple(above[::-1])
