"""Goals as schools, their clusters and their coordinators see them."""

import datetime as dt
from functools import cache
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Membership
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import MOST_GOALS, Goal, Stand, Step
from cordata.networks.models import Participation
from cordata.networks.queries import cohorts_seen_by

SOON = dt.timedelta(days=7)


def goals_seen_by(person: User) -> QuerySet[Goal]:
    """The set-wise twin of ``rules.may_see_goal``."""
    inside = Membership.objects.filter(
        until=None, cluster__in=clusters_entered_by(person).values("pk")
    ).values("participation")
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    return Goal.objects.filter(
        Q(participation__in=inside)
        | Q(participation__school__public_id__in=mine)
        | Q(participation__cohort__in=cohorts_seen_by(person))
    ).select_related(
        "participation__school", "participation__cohort__country",
        "participation__cohort__programme", "topic",
    )  # fmt: skip


def goals_of(participations: list[int]) -> dict[int, list[Goal]]:
    """The goals of now of these schools (keys of participations), in their places.

    Each with ``moved_on`` and ``moved_by``: when it was said last how far it is, and by whom.
    """
    found: dict[int, list[Goal]] = {key: [] for key in participations}
    for goal in _with_last_move().filter(participation__in=participations):
        found[goal.participation_id].append(goal)
    return found


@cache  # decision 0030
def _with_last_move() -> QuerySet[Goal]:
    last = Stand.objects.filter(goal=OuterRef("pk")).order_by("-said_at", "-pk")
    return (
        Goal.objects.filter(dropped_at=None)
        .annotate(
            moved_on=Subquery(last.values("said_at")[:1]),
            moved_by=Subquery(last.values("said_by__name")[:1]),
        )
        .order_by("place")
    )


def goals_with_history(participation: Participation) -> list[Goal]:
    """A school's goals of now, each with what was said of it, newest first, as ``.history``."""
    newest = Stand.objects.select_related("said_by").order_by("-said_at", "-pk")
    goals = participation.goals.filter(dropped_at=None).order_by("place")
    return list(goals.prefetch_related(Prefetch("stands", newest, to_attr="history")))


def steps_due(today: dt.date) -> QuerySet[Step]:
    """What somebody has promised to do for a goal by a day that is near or over."""
    return Step.objects.filter(due_on__lte=today + SOON, done_at=None, goal__dropped_at=None)


def goal_sent(participation: Participation, receipt: UUID | None) -> Goal | None:
    """The goal that a school set by this very sending."""
    return participation.goals.filter(receipt=receipt).first() if receipt else None


def free_place(participation: Participation) -> int | None:
    """The first place that has no goal; None if there are three."""
    taken = set(participation.goals.filter(dropped_at=None).values_list("place", flat=True))
    return next((place for place in range(1, MOST_GOALS + 1) if place not in taken), None)
