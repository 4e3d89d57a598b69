"""From evidence to a decision: twelve judgements, and how strong a recommendation may be at most.

The rule gives a ceiling. Nothing here recommends: people do, at or below it.
Source: Alonso-Coello and others (2016), BMJ 353, GRADE Evidence to Decision frameworks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cordata.analysis.advice.rating import Certainty


class Criterion(StrEnum):
    """What is judged, each with a link to its evidence."""

    PRIORITY = "priority"
    DESIRABLE = "desirable-effects"
    UNDESIRABLE = "undesirable-effects"
    CERTAINTY = "certainty"
    VALUES = "values"
    BALANCE = "balance"
    RESOURCES = "resources"
    RESOURCE_CERTAINTY = "certainty-about-resources"
    COST_EFFECTIVENESS = "cost-effectiveness"
    EQUITY = "equity"
    ACCEPTABILITY = "acceptability"
    FEASIBILITY = "feasibility"


class Verdict(StrEnum):
    """What the interval of an effect says against the least effect that matters."""

    BENEFICIAL = "beneficial"
    HARMFUL = "harmful"
    EQUAL = "practically-equal"
    INCONCLUSIVE = "inconclusive"


class Strength(StrEnum):
    """A recommendation's strength and direction."""

    STRONG_FOR = "strong-for"
    CONDITIONAL_FOR = "conditional-for"
    EVALUATION = "only-inside-evaluation"
    CONDITIONAL_AGAINST = "conditional-against"
    STRONG_AGAINST = "strong-against"
    NONE = "none"


STRONG = frozenset({Strength.STRONG_FOR, Strength.STRONG_AGAINST})
CONDITIONAL = frozenset({Strength.CONDITIONAL_FOR, Strength.CONDITIONAL_AGAINST})
OFFERS = {  # by verdict: what there may be at all
    Verdict.BENEFICIAL: frozenset({Strength.STRONG_FOR, Strength.CONDITIONAL_FOR}),
    Verdict.HARMFUL: frozenset({Strength.STRONG_AGAINST, Strength.CONDITIONAL_AGAINST}),
    Verdict.EQUAL: frozenset({Strength.CONDITIONAL_AGAINST}),
    Verdict.INCONCLUSIVE: frozenset[Strength](),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule looks at.

    costs_known  by bearer: whether a cost band is known for it
    judged       criteria with a judgement and a link
    conflict     evidence that disagrees and was not resolved in the text
    """

    certainty: Certainty
    verdict: Verdict
    costs_known: Mapping[str, bool]
    judged: frozenset[Criterion]
    conflict: bool


def against_strong(facts: Facts) -> tuple[str, ...]:
    """Codes of what stands in the way of a strong recommendation; empty if nothing does."""
    reasons = {
        "certainty_below_moderate": facts.certainty < Certainty.MODERATE,
        "verdict_not_clear": facts.verdict not in {Verdict.BENEFICIAL, Verdict.HARMFUL},
        "cost_unknown": not facts.costs_known or not all(facts.costs_known.values()),
        "equity_not_judged": Criterion.EQUITY not in facts.judged,
        "conflict": facts.conflict,
    }
    return tuple(code for code, is_so in reasons.items() if is_so)


def allowed(facts: Facts) -> frozenset[Strength]:
    """Every strength that may be chosen; "none" always may.

    Inconclusive allows none, certainty 1 at most evaluation, certainty 2 at most conditional.
    """
    if facts.verdict is Verdict.INCONCLUSIVE:
        return frozenset({Strength.NONE})
    found = {Strength.NONE, Strength.EVALUATION}
    if facts.certainty >= Certainty.LOW:
        found |= OFFERS[facts.verdict] & CONDITIONAL
    if not against_strong(facts):
        found |= OFFERS[facts.verdict] & STRONG
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What every recommendation states."""

    strength: Strength
    for_whom: str
    not_for_whom: str
    cost_by_bearer: str
    would_change_it: str


def missing(
    recommendation: Recommendation, facts: Facts, links: Mapping[Criterion, str]
) -> tuple[str, ...]:
    """Codes of what must still be done before it may be shown: judgements, links, statements."""
    found = [] if recommendation.strength in allowed(facts) else ["too_strong"]
    found += [
        f"judgement:{one}" for one in Criterion if one not in facts.judged or not links.get(one)
    ]
    stated = ("for_whom", "not_for_whom", "cost_by_bearer", "would_change_it")
    found += [one for one in stated if not getattr(recommendation, one).strip()]
    return tuple(found)
