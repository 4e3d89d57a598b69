"""Rank applications by the weighted points that several assessors gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

FAR_APART = 25  # points of 100 between two assessors: somebody should look again


@dataclass(frozen=True)
class Scale:
    """What each criterion weighs, and how many points it can have.

    weights  criterion -> points of 100; they sum to 100
    most     criterion -> the most an assessor can give, 1 or more

    Raises ValueError if the weights do not sum to 100, or a criterion has no scale.
    """

    weights: Mapping[str, int]
    most: Mapping[str, int]

    def __post_init__(self) -> None:
        if sum(self.weights.values()) != 100 or min(self.weights.values()) < 0:  # noqa: PLR2004 - a whole
            raise ValueError(f"weights sum to {sum(self.weights.values())}, not to 100")
        if missing := [one for one in self.weights if self.most.get(one, 0) < 1]:
            raise ValueError(f"no scale for {', '.join(missing)}")


@dataclass(frozen=True)
class Ranked:
    """An application with its score of 100 and its rank, 1 being first.

    shares     criterion -> mean share of the most points, from 0 to 1
    rank       equal scores share a rank: 1, 2, 2, 4
    far_apart  two assessors differ by ``FAR_APART`` points of 100 or more
    """

    key: str
    score: Fraction
    shares: Mapping[str, Fraction]
    rank: int
    far_apart: bool


def shares_of(scale: Scale, marks: Sequence[Mapping[str, int]]) -> dict[str, Fraction]:
    """Mean share of the most points for each criterion; every assessor counts the same.

    How sure an assessor felt moves no points. It is shown beside them, and calls for
    another opinion: people differ in how sure they feel more than in how right they are.

    marks  one mapping per assessor: criterion -> points given
    Raises ValueError for no assessor, a criterion that is not marked, or points off the scale.
    """
    if not marks:
        raise ValueError("nobody has assessed it")
    for one in marks:
        for criterion in scale.weights:
            if not 0 <= one.get(criterion, -1) <= scale.most[criterion]:
                raise ValueError(f"{criterion}: {one.get(criterion)} is not on the scale")
    return {
        criterion: Fraction(sum(one[criterion] for one in marks), len(marks) * most)
        for criterion, most in scale.most.items()
        if criterion in scale.weights
    }


def score_of(scale: Scale, shares: Mapping[str, Fraction]) -> Fraction:
    """Points of 100, exactly: the weighted sum of the shares."""
    zero = Fraction(0)
    return sum((weight * shares[one] for one, weight in scale.weights.items()), zero)


def rank(scale: Scale, marks: Mapping[str, Sequence[Mapping[str, int]]]) -> list[Ranked]:
    """Every application with its rank, first to last; equals in order of their keys.

    marks  application -> one mapping per assessor (see ``shares_of``)

    The weighted-sum model of Fishburn (1967), "Additive utilities with incomplete product
    set", Operations Research 15(3). Whole numbers over one denominator keep equals equal.
    """
    whole = lcm(*(scale.most[one] for one in scale.weights))
    assessors = lcm(*{len(given) for given in marks.values()})
    totals = {key: [_total(scale, whole, one) for one in given] for key, given in marks.items()}
    shares = {key: shares_of(scale, given) for key, given in marks.items()}
    scores = {key: sum(each) * (assessors // len(each)) for key, each in totals.items()}
    ordered = sorted(scores, key=lambda key: (-scores[key], key))
    ranked: list[Ranked] = []
    for place, key in enumerate(ordered, start=1):
        same = place > 1 and scores[ordered[place - 2]] == scores[key]
        ranked.append(
            Ranked(
                key=key,
                score=Fraction(scores[key], assessors * whole),
                shares=shares[key],
                rank=ranked[-1].rank if same else place,
                far_apart=max(totals[key]) - min(totals[key]) >= FAR_APART * whole,
            )
        )
    return ranked


def _total(scale: Scale, whole: int, marks: Mapping[str, int]) -> int:
    """One assessor's points of 100, as so many parts of ``whole``."""
    return sum(
        weight * marks.get(one, 0) * (whole // scale.most[one])
        for one, weight in scale.weights.items()
    )
