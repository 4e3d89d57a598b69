"""What other rules would change, before anybody saves them."""

from dataclasses import dataclass, replace

from cordata.analysis.matching.compare import Price, price_of
from cordata.analysis.matching.flow import solve
from cordata.analysis.matching.rules import Rules
from cordata.clusters.queries.inputs import matching_inputs, without_position
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries.taking_part import taking_part


@dataclass(frozen=True)
class PriceOfRules:
    """The price, and the schools that would move."""

    price: Price
    moving: list[Participation]


def price_of_rules(cohort: Cohort, rules: Rules) -> PriceOfRules | None:
    """Solve with the rules of now and with others; None where there is nobody to match."""
    if without_position(cohort):
        return None
    inputs = matching_inputs(cohort)
    if not inputs.mentors or not inputs.mentees:
        return None
    price = price_of(solve(inputs), replace(inputs, rules=rules))
    schools = {one.public_id: one for one in taking_part(cohort)}
    moving = [schools[one.mentee] for one in price.differences if one.mentee in schools]
    return PriceOfRules(price, moving)
