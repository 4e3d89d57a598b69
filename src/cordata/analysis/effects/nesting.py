"""Who moves together: mentees with their mentor, comparison schools each alone."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Ints
from cordata.analysis.inference.arrays import codes


def groups(mentored: Bools, mentor: NDArray[Any], school: NDArray[Any]) -> Ints:
    """What was mentored as one, as integers from 0: (n,).

    mentored  (n,) whether the school has a mentor: in both arms, where two models are compared
    mentor    (n,) who it is; looked at only where mentored
    school    (n,) its own key

    The group of a mentee is its mentor, always: counted by school, mentees of one mentor that
    grow alike reject a true null up to three times as often as promised.
    """
    own, size = codes(school)
    theirs, _ = codes(mentor)
    return codes(np.where(mentored, size + theirs, own))[0]


def per_arm(treated: Bools, group: Ints) -> tuple[int, int]:
    """How many groups there are among the treated, and in the comparison."""
    return len(np.unique(group[treated])), len(np.unique(group[~treated]))
