"""Schools of two rounds as a spec names their columns: one row each, sorted, checked."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.columns import Frame, column, keys, matrix, numbers
from cordata.analysis.contract import SpecError
from cordata.analysis.effects.nesting import groups, per_arm


@dataclass(frozen=True, slots=True)
class Schools:
    """Schools sorted by key; NaN where a number is not there.

    treated        (n,)
    group          (n,) mentees with their mentor, others alone; from 0
    country        (n,) from 0
    before, after  (n,) school means in points
    covariates     (n, k)
    earlier        (n, q) means of rounds before the first, the oldest first
    """

    treated: Bools
    group: Ints
    country: Ints
    before: Floats
    after: Floats
    covariates: Floats
    earlier: Floats

    @property
    def complete(self) -> Bools:
        """Nothing is missing in the two rounds: (n,)."""
        numbers_ = np.column_stack([self.before, self.after, self.covariates])
        found: Bools = np.isfinite(numbers_).all(axis=1)
        return found

    @property
    def informative(self) -> Bools:
        """Schools in countries that have both arms; the others help with covariates only."""
        arms = [
            np.isin(self.country, self.country[arm]) for arm in (self.treated, ~self.treated)
        ]
        both: Bools = arms[0] & arms[1]
        return both

    @property
    def arms(self) -> tuple[int, int]:
        """Groups that are treated, and of the comparison, among the informative."""
        rows = self.informative
        return per_arm(self.treated[rows], self.group[rows])

    def only(self, rows: Bools) -> "Schools":
        """Some of them."""
        return Schools(
            self.treated[rows], self.group[rows], self.country[rows], self.before[rows],
            self.after[rows], self.covariates[rows], self.earlier[rows],
        )  # fmt: skip


def order(frame: Frame, school: str) -> Ints:
    """Rows by the key of their school, so that sums never depend on how a table came.

    Raises SpecError for a school that is there twice.
    """
    found = keys(frame, "school", school)
    if found.count < len(found.code):
        twice = found.names[int(np.argmax(np.bincount(found.code) > 1))]
        raise SpecError("school", f"{twice!r} is there twice", "Give one row for every school")
    return np.argsort(found.code, kind="stable").astype(np.int64)


def flags(frame: Frame, where: str, name: str) -> Bools:
    """A column of yes and no, written as booleans or as 1 and 0."""
    found = numbers(frame, where, name)
    if not np.isin(found, (0.0, 1.0)).all():
        raise SpecError(
            where, f"{name!r} is not 0 or 1 in every row", "Use 1 for yes, 0 for no"
        )
    yes: Bools = found == 1.0
    return yes


def mentors(frame: Frame, name: str, mentored: Bools) -> NDArray[Any]:
    """Who mentors each school; anything, or nothing, where none does."""
    found = column(frame, "mentor", name)
    wanted = found[mentored]
    empty = ~np.isfinite(wanted) if wanted.dtype.kind == "f" else wanted.astype(str) == ""
    if empty.any():
        what = f"{name!r} is empty for a school that has a mentor"
        raise SpecError("mentor", what, "Name the mentor of every mentee")
    return found


def read(
    frame: Frame,
    *,
    school: str,
    treated: str,
    mentor: str,
    country: str,
    before: str,
    after: str,
    covariates: tuple[str, ...] = (),
    earlier: tuple[str, ...] = (),
    all_mentored: bool = False,
) -> Schools:
    """Schools from the columns that carry these names.

    all_mentored  schools of both arms have mentors: two models are compared

    Raises SpecError.
    """
    rows = order(frame, school)
    arm = flags(frame, "treated", treated)
    mentored = arm | all_mentored
    together = groups(
        mentored, mentors(frame, mentor, mentored), keys(frame, "school", school).code
    )
    return Schools(
        arm[rows],
        together[rows],
        keys(frame, "country", country).code[rows],
        numbers(frame, "before", before)[rows],
        numbers(frame, "after", after)[rows],
        matrix(frame, "covariates", covariates)[rows],
        matrix(frame, "earlier", earlier)[rows],
    )
