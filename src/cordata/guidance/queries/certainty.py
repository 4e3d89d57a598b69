"""How sure a version may be, and how strongly it may recommend: the rules on what it rests on."""

from collections.abc import Mapping

from cordata.analysis.advice.decision import (
    Criterion,
    Facts,
    against_strong,
    allowed,
)
from cordata.analysis.advice.decision import Strength as Rule
from cordata.analysis.advice.overall import Overall, overall
from cordata.analysis.advice.quoting import tokens_in
from cordata.analysis.advice.rating import Certainty as Rating
from cordata.analysis.costs.ledger import Payer
from cordata.analysis.costs.views import PAYERS, View
from cordata.evidence.models import Finding
from cordata.evidence.queries.rated import is_bill, payers_of, rated
from cordata.guidance.models import BearerCost, Strength, Support, Version
from cordata.guidance.queries.quoting import findings_under
from cordata.guidance.queries.slots import in_order

RULES = {
    Strength.STRONG_FOR: Rule.STRONG_FOR,
    Strength.CONDITIONAL_FOR: Rule.CONDITIONAL_FOR,
    Strength.ONLY_EVALUATED: Rule.EVALUATION,
    Strength.CONDITIONAL_AGAINST: Rule.CONDITIONAL_AGAINST,
    Strength.STRONG_AGAINST: Rule.STRONG_AGAINST,
    Strength.NONE: Rule.NONE,
}
# Who bears a cost, as a recommendation speaks of those who pay.
BEARERS = {
    **dict.fromkeys(Payer, BearerCost.Bearer.OTHERS),
    **dict.fromkeys(PAYERS[View.AUTHORITY], BearerCost.Bearer.AUTHORITY),
    Payer.MENTOR_SCHOOL: BearerCost.Bearer.MENTOR_SCHOOL,
    Payer.MENTEE_SCHOOL: BearerCost.Bearer.MENTEE_SCHOOL,
}
RATED = (Support.Role.EFFECT, Support.Role.HARM)


def by_rules(version: Version, known: Mapping[str, Finding] | None = None) -> Overall:
    """What the rules say of its effects and harms together.

    known  as ``quoting.findings_under`` finds them, if they are there already
    """
    under = findings_under(version) if known is None else known
    by_key = {one.pk: one for one in under.values()}
    supports = [
        one
        for one in in_order(version.supports.all())
        if one.role in RATED and one.finding_id in by_key
    ]
    ratings = [(one.leads, rated(by_key[one.finding_id].run, one.estimate)) for one in supports]
    leading = [one for leads, one in ratings if leads and one is not None]
    others = [one for leads, one in ratings if not leads and one is not None]
    return overall(leading[0] if leading else None, others)


def facts_for_strength(
    version: Version, found: Overall, known: Mapping[str, Finding] | None = None
) -> Facts:
    """What the limits of strength look at; the certainty is the one that a person left it at.

    known  as ``quoting.findings_under`` finds them, if they are there already
    """
    judged = {one.criterion for one in version.judgements.all()}
    return Facts(
        certainty=Rating(version.certainty),
        verdict=found.verdict,
        costs_known=_costs_known(version, known),
        judged=frozenset(one for one in Criterion if one in judged),
        conflict=found.disagrees and not version.conflict,
    )


def _costs_known(version: Version, known: Mapping[str, Finding] | None) -> dict[str, bool]:
    """By bearer, those whom the bills name among them: whether a number of a bill is quoted.

    An effect that is quoted tells nobody what it costs.
    """
    bills = _bills(version, known)
    bearers = {BEARERS[payer] for one in bills.values() for payer in payers_of(one.run)}
    quoted = {
        one.bearer: any(token.finding in bills for token in tokens_in(one.words))
        for one in version.costs.all()
    }
    return dict.fromkeys(sorted(bearers), False) | quoted


def _bills(version: Version, known: Mapping[str, Finding] | None) -> dict[str, Finding]:
    """Those that it rests on, by public id; no query where no cost is among its supports."""
    costs = {one.finding_id for one in version.supports.all() if one.role == Support.Role.COST}
    if not costs:
        return {}
    under = findings_under(version) if known is None else known
    return {name: one for name, one in under.items() if one.pk in costs and is_bill(one.run)}


def strengths_allowed(
    version: Version, found: Overall, known: Mapping[str, Finding] | None = None
) -> list[Strength]:
    """Those that may be chosen now, the strongest first."""
    may = allowed(facts_for_strength(version, found, known))
    return [one for one in Strength if RULES[one] in may]


def why_not_strong(
    version: Version, found: Overall, known: Mapping[str, Finding] | None = None
) -> tuple[str, ...]:
    """Codes of what stands in the way of a strong recommendation."""
    return against_strong(facts_for_strength(version, found, known))
