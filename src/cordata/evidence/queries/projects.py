"""What a person sees of research."""

from django.db.models import Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.evidence.models import Finding, Project


def projects_seen_by(person: User) -> QuerySet[Project]:
    """The set-wise twin of ``rules.may_research``, the newest first."""
    programmes = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    found = Project.objects.filter(programme__public_id__in=programmes)
    return found.select_related("programme").order_by("-opened_at", "-pk")


def findings_seen_by(person: User | None) -> QuerySet[Finding]:
    """The set-wise twin of ``rules.may_see_finding``, the newest first."""
    seen = Q(released_at__isnull=False)
    if person is not None:
        seen |= Q(run__analysis__project__in=projects_seen_by(person).values("pk"))
    found = Finding.objects.filter(seen).select_related(
        "run__table", "run__analysis__project__programme", "written_by"
    )
    return found.order_by("-written_at", "-pk")
