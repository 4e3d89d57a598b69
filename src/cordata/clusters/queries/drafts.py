"""Drafts as coordinators see them."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import QuerySet

from cordata.accounts.models import User
from cordata.analysis.matching.compare import pairs_of
from cordata.clusters.models import Draft, Plan
from cordata.clusters.queries.explain import solved
from cordata.clusters.queries.inputs import without_position
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries import cohorts_seen_by
from cordata.networks.queries.taking_part import taking_part


def drafts_seen_by(person: User) -> QuerySet[Draft]:
    """The set-wise twin of ``rules.may_see_draft``."""
    return Draft.objects.filter(cohort__in=cohorts_seen_by(person)).select_related(
        "cohort__country", "cohort__programme", "chosen", "asked_by"
    )


def newest_draft(cohort: Cohort) -> Draft | None:
    """The draft that counts: the one with the highest number."""
    return Draft.objects.filter(cohort=cohort).order_by("-number").first()


def earlier_drafts(draft: Draft) -> QuerySet[Draft]:
    """The other drafts of the cohort, newest first; they are kept."""
    return (
        Draft.objects.filter(cohort=draft.cohort_id)
        .exclude(pk=draft.pk)
        .select_related("asked_by")
        .order_by("-number")
    )


@dataclass(frozen=True)
class Readiness:
    """What a cohort has for matching, and what it still needs."""

    mentors: int
    mentees: int
    without_needs: int
    without_agreement: int
    without_position: list[Participation]
    fewest: int
    most: int

    @property
    def can_compute(self) -> bool:
        """Whether there is something to match."""
        return bool(self.mentors and self.mentees and not self.without_position)


def readiness(cohort: Cohort) -> Readiness:
    """Count who is there, and who has still to say something."""
    schools: list[Any] = list(taking_part(cohort))
    mentors = [one for one in schools if one.is_mentor]
    mentees = [one for one in schools if not one.is_mentor]
    return Readiness(
        mentors=len(mentors),
        mentees=len(mentees),
        without_needs=sum(not one.wanted for one in mentees),
        without_agreement=sum(one.head_agreed_on is None for one in schools),
        without_position=without_position(cohort),
        fewest=sum(one.min_places for one in mentors),
        most=sum(one.max_places for one in mentors),
    )


@dataclass(frozen=True)
class Summary:
    """One plan in five numbers; minutes are estimates, of ties on site only."""

    plan: Plan
    matched: int
    schools: int
    typical: int | None
    longest: int | None
    limit: int
    met: int
    asked: int

    @property
    def over_limit(self) -> bool:
        """Whether the longest way is longer than the rules allow."""
        return self.longest is not None and self.longest > self.limit


def summary_of(plan: Plan) -> Summary:
    """Sum a plan up. The page, the comparison, the file and the letters use this."""
    whole = solved(plan)
    pairs = pairs_of(whole)
    tied = [pair for pair in pairs.values() if pair]
    minutes = [pair.minutes for pair in tied if not pair.online]
    return Summary(
        plan=plan,
        matched=len(tied),
        schools=len(pairs),
        typical=round(median(minutes)) if minutes else None,
        longest=max(minutes, default=None),
        limit=whole.problem.inputs.rules.travel_limit,
        met=sum(len(pair.needs_met) for pair in tied),
        asked=sum(len(pair.needs_met) + len(pair.needs_unmet) for pair in tied),
    )


def plans_of(draft: Draft) -> list[Plan]:
    """Every plan of a draft, the chosen one first."""
    return sorted(draft.plans.all(), key=lambda plan: (plan.pk != draft.chosen_id, plan.pk))


def plans_to_compare(draft: Draft) -> list[Plan]:
    """Plans of this draft, and the chosen plans of the other drafts of the cohort."""
    others = Plan.objects.filter(chosen_in__cohort=draft.cohort_id).exclude(draft=draft)
    mine = draft.plans.select_related("draft").order_by("pk")
    return [*mine, *others.select_related("draft").order_by("-draft__number")]


def plan_to_compare(draft: Draft, public_id: str) -> Plan | None:
    """The plan an address names, or the first other one there is."""
    choices = [plan for plan in plans_to_compare(draft) if plan.pk != draft.chosen_id]
    named = [plan for plan in choices if plan.public_id == public_id]
    return next(iter([*named, *choices]), None)


def clash_of(draft: Draft) -> dict[str, Any]:
    """The demands that cannot all hold, with names instead of ids."""
    names = {
        one["id"]: one["name"] for one in draft.inputs["mentors"] + draft.inputs["mentees"]
    }
    clash = draft.clash or {"demands": [], "ways_out": []}

    def named(demand: dict[str, Any]) -> dict[str, Any]:
        return demand | {
            "who": names.get(demand["name"], demand["name"]),
            "whom": names.get(demand["mentor"], ""),
        }

    return {
        "demands": [named(one) for one in clash["demands"]],
        "ways_out": [one | {"loosen": named(one["loosen"])} for one in clash["ways_out"]],
    }
