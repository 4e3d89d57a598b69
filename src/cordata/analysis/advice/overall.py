"""How sure a recommendation is that rests on several effects: as its weakest, never more.

Source: Guyatt and others (2013), Journal of Clinical Epidemiology 66, on the overall rating across
outcomes: the lowest of those that are critical. Here every effect that is shown is critical.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cordata.analysis.advice.decision import Verdict
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.results import Rated

VERDICTS = {
    "beneficial": Verdict.BENEFICIAL,
    "harmful": Verdict.HARMFUL,
    "practically_equal": Verdict.EQUAL,
    "inconclusive": Verdict.INCONCLUSIVE,
}
OPPOSITE = {Verdict.BENEFICIAL: Verdict.HARMFUL, Verdict.HARMFUL: Verdict.BENEFICIAL}


@dataclass(frozen=True, slots=True)
class Overall:
    """What the rules say of all effects together.

    certainty  of the weakest; very low where no effect was shown
    verdict    of the effect that the statement rests on
    disagrees  whether another effect points the other way
    """

    certainty: Certainty
    verdict: Verdict
    disagrees: bool


def overall(leading: Rated | None, others: Sequence[Rated] = ()) -> Overall:
    """``leading`` is the effect that the statement rests on; without one nothing is known."""
    if leading is None:
        return Overall(Certainty.VERY_LOW, Verdict.INCONCLUSIVE, disagrees=False)
    verdict = VERDICTS[leading.verdict]
    weakest = min(one.rating.value for one in (leading, *others))
    against = OPPOSITE.get(verdict)
    return Overall(
        Certainty(weakest),
        verdict,
        disagrees=any(VERDICTS[one.verdict] == against for one in others),
    )


def within_a_step(computed: Certainty, chosen: Certainty) -> bool:
    """Whether a person may choose it: the rules' own, or one step beside it."""
    return abs(computed - chosen) <= 1
