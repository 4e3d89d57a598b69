"""Who may research, review and release."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, roles_of
from cordata.clusters.models import Cluster
from cordata.evidence.models import Finding, Project
from cordata.networks.models import Programme
from cordata.networks.rules import may_coordinate


def may_open_project(person: User, programme: Programme) -> bool:
    """Researchers of the programme."""
    return holds(person, [RoleKind.RESEARCHER], Scope.PROGRAMME, [programme.public_id])


def may_plan_research(person: User) -> bool:
    """Whoever researches a programme, or coordinates one or a country: no data are read."""
    kinds = {RoleKind.RESEARCHER, RoleKind.COORDINATOR}
    return any(role.kind in kinds for role in roles_of(person))


def may_watch(person: User, cluster: Cluster) -> bool:
    """See how a cluster is really coordinated: its coordinators, researchers of its programme."""
    return may_coordinate(person, cluster.cohort) or may_open_project(
        person, cluster.cohort.programme
    )


def may_research(person: User, project: Project) -> bool:
    """Freeze, register, run and write in a project: researchers of its programme."""
    return may_open_project(person, project.programme)


def may_change(person: User, finding: Finding) -> bool:
    """Whoever wrote it, while still a researcher there; who else did could not review it."""
    is_author = finding.written_by_id == person.pk
    return is_author and may_research(person, finding.run.analysis.project)


def may_review(person: User, finding: Finding) -> bool:
    """A researcher of the programme who wrote neither the finding nor its analysis."""
    analysis = finding.run.analysis
    authors = {finding.written_by_id, analysis.registered_by_id}
    return may_research(person, analysis.project) and person.pk not in authors


def may_see_finding(person: User | None, finding: Finding) -> bool:
    """Everybody once it is released, and what became of it; before, its researchers."""
    if finding.released_at is not None:
        return True
    return person is not None and may_research(person, finding.run.analysis.project)
