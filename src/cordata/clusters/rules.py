"""Who may do what with matching and clusters. One predicate per verb."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.clusters.models import Cluster, Draft, Publication
from cordata.networks.models import Cohort, Country, Participation
from cordata.networks.rules import may_coordinate
from cordata.schools.rules import may_work_in


def may_match(person: User, cohort: Cohort) -> bool:
    """Compute drafts, pin, move and put on the waiting list: whoever coordinates."""
    return may_coordinate(person, cohort)


def may_see_draft(person: User, draft: Draft) -> bool:
    """Drafts stay inside the team until they are published."""
    return may_coordinate(person, draft.cohort)


def may_publish(person: User, draft: Draft) -> bool:
    """Turn a plan into clusters."""
    return may_coordinate(person, draft.cohort)


def may_undo(person: User, publication: Publication) -> bool:
    """Take a publication back while it is young."""
    return may_coordinate(person, publication.draft.cohort)


def may_comment(person: User, mentor: Participation) -> bool:
    """Say what a mentor school thinks of its proposed cluster: its head and its team."""
    return may_work_in(person, mentor.school)


def may_write_agreement(person: User, country: Country) -> bool:
    """Write the agreement that clusters of a country sign."""
    return may_coordinate(person, country)


def may_change(person: User, cluster: Cluster) -> bool:
    """Withdraw a school, hand over, split, merge, note a change of model."""
    return may_coordinate(person, cluster.cohort)


def is_over(cluster: Cluster) -> bool:
    """Ended, or joined to another: it is read, handed over and told; nothing new is begun."""
    return cluster.closed_on is not None


def is_over_for(school: Participation) -> bool:
    """The cluster that a school is in has ended. A school without one may still plan."""
    now = school.memberships.filter(until=None)
    ends = list(now.values_list("cluster__closed_on", flat=True))
    return bool(ends) and None not in ends


def may_enter(person: User, cluster: Cluster) -> bool:
    """Open the cluster's own page: its coordinators, and the teams of its schools."""
    return may_coordinate(person, cluster.cohort) or may_talk_inside(person, cluster)


def may_talk_inside(person: User, cluster: Cluster) -> bool:
    """What schools say among themselves: their teams alone, nobody who coordinates them."""
    schools = set(
        cluster.memberships.filter(until=None).values_list(
            "participation__school__public_id", flat=True
        )
    )
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    return bool(schools & mine)
