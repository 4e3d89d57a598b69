"""Proposed goals: what waits for whom."""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Membership
from cordata.cycles.models import MOST_GOALS, Goal, Proposal
from cordata.networks.models import Participation


def proposals_seen_by(person: User) -> QuerySet[Proposal]:
    """Those of one's own school, and those made to one's mentor school."""
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    return Proposal.objects.filter(
        Q(participation__school__public_id__in=mine) | Q(participation__in=_led_by(mine))
    ).select_related(
        "participation__school", "participation__cohort__country", "proposed_by", "answered_by",
        "earlier", "later", "goal", "topic", "template__template",
    )  # fmt: skip


def proposals_made_to(clusters: Collection[int]) -> QuerySet[Proposal]:
    """Open ones that whoever leads these clusters (keys) is asked to answer, oldest first."""
    tied = Membership.objects.filter(until=None, side="mentee", cluster__in=clusters)
    found = Proposal.objects.filter(
        participation__in=tied.values("participation"), answer=Proposal.Answer.OPEN
    )
    return found.order_by("pk")


def open_proposals(participation: Participation) -> list[Proposal]:
    """What a school has proposed and nobody has answered."""
    found = Proposal.objects.filter(participation=participation, answer=Proposal.Answer.OPEN)
    return list(found.order_by("proposed_at", "pk"))


def declined_of(participations: Collection[int]) -> QuerySet[Proposal]:
    """Of these schools (keys of participations) what was declined and not worded anew yet."""
    return Proposal.objects.filter(
        participation__in=participations, answer=Proposal.Answer.DECLINED, later=None
    ).order_by("pk")


def unsettled(participation: Participation) -> list[Proposal]:
    """What a school has proposed and is no goal: open, or declined and not worded anew yet."""
    found = Proposal.objects.filter(participation=participation, later=None).exclude(
        answer=Proposal.Answer.AGREED
    )
    return list(found.select_related("answered_by").order_by("proposed_at", "pk"))


def receipts_of(receipt: UUID | None, number: int) -> list[UUID | None]:
    """One for each goal that a sending takes, made of that of the sending."""
    return [uuid5(receipt, str(at)) if receipt else None for at in range(number)]


def taken_before(
    participation: Participation, receipt: UUID | None
) -> list[Goal] | list[Proposal]:
    """What a school took by this very sending; of several goals the first."""
    if not receipt:
        return []
    by_it = {"participation": participation, "receipt__in": receipts_of(receipt, 1)}
    return list(Goal.objects.filter(**by_it)) or list(Proposal.objects.filter(**by_it))


def with_mentor(schools: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with ``accompanied``: now, so that it agrees on its goals with another school."""
    return schools.annotate(accompanied=_accompanied())


def has_mentor(participation: Participation) -> bool:
    """The same of one school."""
    return Participation.objects.filter(_accompanied(), pk=participation.pk).exists()


def _accompanied() -> Exists:
    leading = Membership.objects.filter(until=None, side="mentor", cluster=OuterRef("cluster"))
    tied = Membership.objects.filter(
        Exists(leading),
        participation=OuterRef("pk"), until=None, side="mentee", cluster__closed_on=None,
    )  # fmt: skip
    return Exists(tied)


def room_for(participation: Participation) -> int:
    """How many goals a school may still propose."""
    goals = participation.goals.filter(dropped_at=None).count()
    return max(0, MOST_GOALS - goals - len(open_proposals(participation)))


def _led_by(schools: Collection[str]) -> QuerySet[Membership, int]:
    """Participations that are tied to these mentor schools now."""
    led = Membership.objects.filter(
        until=None, side="mentor", participation__school__public_id__in=schools
    ).values("cluster")
    tied = Membership.objects.filter(until=None, side="mentee", cluster__in=led)
    return tied.values_list("participation", flat=True)
