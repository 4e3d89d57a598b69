"""When a figure may be used: fixed limits that every report shares, as codes without words.

The limits are our own defaults, named in docs/methods/scores.md; each is an argument.
"""

from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.surveys.codes import NOT_APPLICABLE, NOT_SAID, REASONS


class Gate(StrEnum):
    """What to do with a figure."""

    OK = "ok"
    WARN = "warn"
    REFUSE = "refuse"  # no number is shown; the reason is
    UNKNOWN = "unknown"  # what would decide is not known


def response_gate(
    respondents: int, invited: int | None, *, warn: float = 0.5, refuse: float = 0.3
) -> Gate:
    """Whether enough of those invited answered.

    invited  None, or fewer than answered: nobody knows how many there are
    """
    if not invited or invited < respondents:
        return Gate.UNKNOWN
    rate = respondents / invited
    if rate < refuse:
        return Gate.REFUSE
    return Gate.WARN if rate < warn else Gate.OK


def not_applicable(counts: Ints) -> Floats:
    """Share of "does not apply" among those who came to an item; NaN if nobody did.

    counts  (..., items, points + 4) as in ``SchoolScores``; add up schools first
    returns (..., items)
    """
    points = counts.shape[-1] - len(REASONS)
    at = points + REASONS.index(NOT_APPLICABLE)
    reached = counts[..., : points + REASONS.index(NOT_SAID) + 1].sum(axis=-1)
    share = np.full(reached.shape, np.nan)
    np.divide(counts[..., at], reached, out=share, where=reached > 0)
    return share


def often_not_applicable(share: Floats, *, limit: float = 0.2) -> Bools:
    """Items that do not fit many who got them: more than ``limit`` said "does not apply"."""
    return np.asarray(share > limit)


def not_applicable_moved(share: Floats, earlier: Floats, *, limit: float = 0.1) -> Bools:
    """Items whose share of "does not apply" differs between two rounds by more than ``limit``.

    A warning: a change of the scale may come from who could answer, not from what they said.
    """
    return np.asarray(np.abs(share - earlier) > limit + 1e-12)
