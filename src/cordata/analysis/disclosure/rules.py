"""Rules that look at one figure by itself: too few, one giant, all alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from cordata.analysis.arrays import Ints, Words


class Reason(StrEnum):
    """Why a figure is not shown; the empty one is shown."""

    SHOWN = ""
    NOBODY = "nobody"
    FEW = "few"  # fewer people than the minimum
    TYPED = "typed"  # less what somebody typed in, fewer than the minimum
    MORE = "more"  # more answers than people who were invited
    RESPONSE = "response"  # too few of those who were invited answered
    UNRELIABLE = "unreliable"  # its statements do not measure one thing
    SCHOOLS = "schools"  # fewer schools than the minimum
    ALIKE = "alike"  # (nearly) all said the same: only "95 % or more" is told
    DIFFERENCE = "difference"  # less an earlier figure, it would be about too few
    COMPLEMENT = "complement"  # hidden so that other hidden figures cannot be worked out


@dataclass(frozen=True)
class Thresholds:
    """How many there must be, and how unlike.

    people   in a figure, and in what is left when two figures are subtracted
    schools  the same for schools
    alike    share of one answer from which a distribution tells what everybody said
    left     share of what was unknown of a small group before, that must still be unknown
    """

    people: int = 5
    schools: int = 1
    alike: float = 0.95
    left: float = 0.5


OWN_SCREEN = Thresholds()
WIDER = Thresholds(people=10, schools=5)


def first_look(people: Ints, answers: Ints, thresholds: Thresholds = OWN_SCREEN) -> Words:
    """Reasons that each figure has in itself, for any number of figures at once.

    Enough for figures that share nobody with each other or with anything shown before: one
    release of each round, voices apart, nothing pooled. Else ``release.clear`` has the word.

    people   (...)          with a score
    answers  (..., points)  answers at each point
    returns  (...)          values of ``Reason``
    """
    total = answers.sum(axis=-1)
    alike = (total > 0) & (answers.max(axis=-1, initial=0) >= thresholds.alike * total)
    choices = [str(Reason.NOBODY), str(Reason.FEW), str(Reason.ALIKE)]
    return np.select([people == 0, people < thresholds.people, alike], choices, "")


def filled_up(
    people: Ints, sheets: Ints, typed: Ints, invited: Ints, thresholds: Thresholds = OWN_SCREEN
) -> Words:
    """Reasons of figures that whoever reads them could have filled up, to read who is left.

    Who types four sheets beside one real answer knows the four. So what nobody typed must
    reach the minimum by itself; and a voice is never larger than the people it has.

    people   (..., areas)  with a score
    sheets   (...)         of the voice, with a score or without
    typed    (...)         of these, typed in by somebody of the school
    invited  (...)         how many could have answered; 0 where nobody knows
    returns  (..., areas)  values of ``Reason``
    """
    mixed = (typed > 0) & (sheets > typed)
    # Nobody noted which sheets have a score: as if all that were typed in had one.
    hidden_in = mixed[..., None] & (people - typed[..., None] < thresholds.people)
    more = (invited > 0) & (sheets > invited)
    small = (invited > 0) & (invited < thresholds.people)
    conditions = [np.broadcast_to(one[..., None], people.shape) for one in (more, small)]
    choices = [str(Reason.MORE), str(Reason.FEW), str(Reason.TYPED)]
    return np.select([*conditions, hidden_in], choices, "")


def dominated(shares: Sequence[float], *, one: float = 0.5, two: float = 0.85) -> bool:
    """Whether one or two contributors make most of a total of costs or visits.

    shares  what each contributes, none negative, in any order
    """
    ordered, total = sorted(shares, reverse=True), sum(shares)
    return total > 0 and (ordered[0] > one * total or sum(ordered[:2]) > two * total)


def nearly_known(shares: Sequence[float], *, p: float = 10) -> bool:
    """The p % rule: the second largest could work out the largest to within p per cent.

    shares  what each contributes, none negative, in any order

    Source: Hundepool and others (2012), Statistical Disclosure Control, 4.2.
    """
    ordered = sorted(shares, reverse=True)
    if not ordered or ordered[0] <= 0:
        return False
    return sum(ordered[2:]) < p / 100 * ordered[0]
