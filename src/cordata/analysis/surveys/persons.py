"""The score of one person on one scale."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.surveys.codes import NOT_ASKED, Answers
from cordata.analysis.surveys.scales import Scale


@dataclass(frozen=True)
class Tally:
    """What each person answered on one scale, in whole numbers; one row per person.

    total     sum of the points, reversed items turned round
    answered  items with a point of the scale
    scored    enough of them for a score
    """

    total: Ints
    answered: Ints
    scored: Bools


def needed(asked: Ints) -> Ints:
    """How many of the items asked must be answered: two thirds, and at least two.

    A scale of one item is scored by that item. Whoever was asked nothing has no score.
    """
    two_thirds = -(-2 * asked // 3)
    return np.where(asked == 1, 1, np.maximum(2, two_thirds))


def tally(scale: Scale, answers: Answers) -> Tally:
    """Add up the answers of each person; ``answers`` is (persons, items)."""
    given = answers[:, scale.columns]
    valid = given > 0
    turned = np.where(np.array(scale.reversed), scale.points + 1 - given, given)
    answered = valid.sum(axis=1, dtype=np.int64)
    asked = (given != NOT_ASKED).sum(axis=1, dtype=np.int64)
    return Tally(
        total=np.where(valid, turned, 0).sum(axis=1, dtype=np.int64),
        answered=answered,
        scored=answered >= needed(asked),
    )


def person_scores(scale: Scale, answers: Answers) -> Floats:
    """Mean of each person's answered items, from 1 to the points of the scale; NaN if too few.

    answers  (persons, items) codes as in ``codes``
    """
    found = tally(scale, answers)
    scores = np.full(len(answers), np.nan)
    np.divide(found.total, found.answered, out=scores, where=found.scored)
    return scores


def pomp(mean: Floats, points: Ints | int) -> Floats:
    """Per cent of the most that is possible: 0 at the lowest point, 100 at the highest."""
    return 100.0 * (mean - 1.0) / (points - 1)
