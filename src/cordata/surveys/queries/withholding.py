"""What research may use: the one place that leaves out what schools have withheld."""

from django.db.models import QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Membership
from cordata.schools.models import School
from cordata.surveys.models import Round, Snapshot, Withheld


def rounds_for_research(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """The frozen ones but of schools that withhold theirs, and of clusters with such a school.

    A cluster's answers cannot be told apart by school, so that all of them are left out.
    """
    closed = Withheld.objects.values("school")
    mixed = Membership.objects.filter(participation__school__in=closed).values("cluster")
    frozen = rounds.filter(snapshot__isnull=False)
    return frozen.exclude(participation__school__in=closed).exclude(cluster__in=mixed)


def for_research(frozen: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """The same of what is frozen of rounds."""
    return frozen.filter(round__in=rounds_for_research(Round.objects.all()))


def frozen_rounds_of(school: School) -> QuerySet[Round]:
    """The closed rounds of a school, the latest first."""
    return (
        Round.objects.filter(participation__school=school, snapshot__isnull=False)
        .select_related("snapshot", "participation__cohort")
        .order_by("-closed_at", "-pk")
    )


def withheld_of(school: School) -> Withheld | None:
    """Since when it withholds its answers, and who said so."""
    return Withheld.objects.filter(school=school).select_related("withheld_by").first()


def schools_headed_by(person: User) -> QuerySet[School]:
    """The set-wise twin of ``rules.may_withhold``, by name."""
    mine = places_of(person, RoleKind.HEAD, Scope.SCHOOL)
    return School.objects.filter(public_id__in=mine).order_by("name", "pk")
