"""Certainty of findings that are not effects: of documents, and of costs."""

from collections.abc import Mapping
from enum import StrEnum

from cordata.analysis.advice.rating import Certainty


class Concern(StrEnum):
    """How much one component of CERQual worries."""

    NONE = "none"
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


class Component(StrEnum):
    """What is judged of a qualitative finding."""

    LIMITS = "methodological-limits"
    COHERENCE = "coherence"
    ADEQUACY = "adequacy"
    RELEVANCE = "relevance"


def qualitative(concerns: Mapping[Component, Concern]) -> Certainty:
    """Starts high; minus one per serious concern and per two moderate ones; not below very low.

    Raises ValueError if a component was not judged.
    Source: Lewin and others (2018), Implementation Science 13, GRADE-CERQual.
    """
    if missing := sorted(set(Component) - set(concerns)):
        raise ValueError(f"not judged: {', '.join(missing)}")
    seen = list(concerns.values())
    taken = seen.count(Concern.SERIOUS) + seen.count(Concern.MODERATE) // 2
    return Certainty(max(4 - taken, 1))


def of_cost(measured: float) -> Certainty:
    """By the share of the cost that was measured, 0 to 1: 75, 50 and 25 % are the steps."""
    if not 0 <= measured <= 1:
        raise ValueError(f"{measured} is no share")
    return Certainty(1 + sum(measured >= step for step in (0.25, 0.50, 0.75)))
