"""Saved simulations: who sees which, and what they answer today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cordata.accounts.models import User
from cordata.analysis.spread.asked import Ask
from cordata.analysis.spread.scaling import Projection
from cordata.exchange.models import Scenario
from cordata.exchange.queries.terms import Basis, basis, simulated
from cordata.exchange.rules import delegations_of

MOST_COMPARED = 4


@dataclass(frozen=True)
class Answered:
    """A saved simulation with its answer of today.

    then  what it answered when it was saved: "total", "low", "high", "mentors", "chance"
    """

    scenario: Scenario
    basis: Basis
    found: Projection
    then: Mapping[str, float]

    @property
    def has_moved(self) -> bool:
        """Records or prices were changed since: the numbers are others now."""
        return any(self.then.get(name) != value for name, value in told(self.found).items())


def scenarios_seen_by(person: User) -> QuerySet[Scenario]:
    """The set-wise twin of ``rules.may_see_scenario``, the newest first."""
    if not person.is_authenticated:
        return Scenario.objects.none()
    mine = Q(saved_by=person) | Q(organisation__in=delegations_of(person))
    return _whole().filter(mine).order_by("-saved_at", "-pk")


def scenario_with(digest: str) -> Scenario | None:
    """The one whose link has this secret (its digest), while the link holds."""
    return _whole().filter(link_digest=digest).first() if digest else None


def answered(scenarios: Iterable[Scenario]) -> list[Answered]:
    """Each with its answer, in their order. Five queries for each country and model."""
    bases: dict[tuple[str, str], Basis] = {}
    found = []
    for one in scenarios:
        key = one.country_id, one.model
        if key not in bases:
            bases[key] = basis(*key)
        answer = simulated(Ask(**one.asked), bases[key].terms)
        found.append(Answered(one, bases[key], answer, one.told))
    return found


def told(found: Projection) -> dict[str, Any]:
    """What is kept of an answer: enough to say that it has moved."""
    likely = found.total.likely
    value = found.total.value
    return {
        "total": round(value),
        "low": round(likely.low if likely else value),
        "high": round(likely.high if likely else value),
        "mentors": found.mentors,
        "chance": round(found.chance, 2),
    }


def _whole() -> QuerySet[Scenario]:
    return Scenario.objects.select_related("country", "organisation", "saved_by")
