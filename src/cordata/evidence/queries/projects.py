"""What a person sees of research."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Cluster
from cordata.evidence.models import Analysis, Finding, Job, Project, Review, Run
from cordata.networks.models import Programme
from cordata.networks.queries import cohorts_seen_by


def programmes_researched_by(person: User) -> QuerySet[Programme]:
    """The set-wise twin of ``rules.may_open_project``, by name."""
    mine = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    return Programme.objects.filter(public_id__in=mine).order_by("name", "pk")


def projects_seen_by(person: User) -> QuerySet[Project]:
    """The set-wise twin of ``rules.may_research``, the newest first."""
    programmes = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    found = Project.objects.filter(programme__public_id__in=programmes)
    return found.select_related("programme").order_by("-opened_at", "-pk")


def clusters_watched_by(person: User) -> QuerySet[Cluster]:
    """The set-wise twin of ``rules.may_watch``, by country and letter, the newest year first."""
    programmes = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    mine = Q(cohort__programme__public_id__in=programmes) | Q(
        cohort__in=cohorts_seen_by(person).values("pk")
    )
    found = Cluster.objects.filter(mine).select_related("cohort__country", "cohort__programme")
    return found.order_by("-cohort__starts_on", "cohort__country", "letter", "pk")


def findings_seen_by(person: User | None) -> QuerySet[Finding]:
    """The set-wise twin of ``rules.may_see_finding``, the newest first."""
    seen = Q(released_at__isnull=False)
    if person is not None:
        seen |= Q(run__analysis__project__in=projects_seen_by(person).values("pk"))
    found = Finding.objects.filter(seen).select_related(
        "run__table", "run__analysis__project__programme", "written_by"
    )
    return found.order_by("-written_at", "-pk")


def newest_findings(most: int) -> QuerySet[Finding]:
    """Those that stand released, the newest first."""
    found = Finding.objects.filter(state=Finding.State.RELEASED)
    related = found.select_related("run__table").defer("run__table__content")
    return related.order_by("-released_at", "-pk")[:most]


def findings_for_release(person: User) -> QuerySet[Finding]:
    """Of the projects a person sees: in review, released or withdrawn; what waits comes first."""
    mine = projects_seen_by(person).values("pk")
    states = [Finding.State.IN_REVIEW, Finding.State.RELEASED, Finding.State.WITHDRAWN]
    found = Finding.objects.filter(run__analysis__project__in=mine, state__in=states)
    return found.select_related("run__table", "run__analysis__project", "written_by").order_by(
        F("released_at").desc(nulls_first=True), "-pk"
    )


def approvals_of(finding: Finding) -> int:
    """How many people beside its author stand for this very version."""
    said = finding.reviews.filter(of_version=finding.version, says=Review.Says.APPROVE)
    return said.values("by").distinct().count()


def jobs_seen_by(person: User) -> QuerySet[Job]:
    """Computations of the analyses a person sees, the newest first."""
    mine = analyses_seen_by(person).values("pk")
    found = Job.objects.filter(analysis__in=mine)
    return found.select_related("analysis__project", "table", "run", "asked_by").defer(
        "table__content"
    ).order_by("-asked_at", "-pk")  # fmt: skip


def projects_counted(person: User) -> QuerySet[Project]:
    """The projects a person sees, each with its ``analysis_count`` and ``finding_count``."""
    return projects_seen_by(person).annotate(
        analysis_count=Count("analyses", distinct=True),
        finding_count=Count("analyses__runs__findings", distinct=True),
    )


def analyses_seen_by(person: User) -> QuerySet[Analysis]:
    """Registered analyses of the projects a person sees, the newest first."""
    mine = projects_seen_by(person).values("pk")
    found = Analysis.objects.filter(project__in=mine).select_related(
        "project__programme", "registered_by"
    )
    return found.order_by("-registered_at", "-pk")


def analyses_in(project: Project) -> QuerySet[Analysis]:
    """Those of a project in the order they were registered, whether ``ran``, ``has_number``."""
    runs = Run.objects.filter(analysis=OuterRef("pk"))
    found = Analysis.objects.filter(project=project)
    return found.annotate(
        ran=Exists(runs), has_number=Exists(runs.filter(refused=False))
    ).order_by("registered_at", "pk")


def runs_seen_by(person: User) -> QuerySet[Run]:
    """Runs of the analyses a person sees, the newest first; the frozen rows are left where they are."""
    mine = analyses_seen_by(person).values("pk")
    found = Run.objects.filter(analysis__in=mine).select_related(
        "analysis__project__programme", "table", "ran_by"
    )
    return found.defer("table__content").order_by("-ran_at", "-pk")
