"""Who may read a card, as keys: a card names some, a person holds some, one in common is enough.

What a person holds follows from roles and memberships of this very moment. A card names places
that do not change (a cluster, a country), so that nobody's coming or going has to be filed.
"""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import roles_of
from cordata.clusters.models import Membership
from cordata.networks.models import Cohort, Participation
from cordata.schools.queries.schools import my_school_ids

EVERYBODY = "public"
ADMINISTRATORS = "administrators"
# By kind of role and where it holds: the first letters of the key, before the place.
FROM_ROLES = {
    (RoleKind.COORDINATOR, Scope.COUNTRY): "coordinates",
    (RoleKind.COORDINATOR, Scope.PROGRAMME): "coordinates",
    (RoleKind.RESEARCHER, Scope.COUNTRY): "researches",
    (RoleKind.RESEARCHER, Scope.PROGRAMME): "researches",
    (RoleKind.HEAD, Scope.SCHOOL): "works-in",
    (RoleKind.TEAM, Scope.SCHOOL): "works-in",
}


def keys_of(person: User) -> frozenset[str]:
    """What a person holds; a visitor holds what everybody does."""
    keys = {EVERYBODY}
    for role in roles_of(person):
        if role.kind == RoleKind.ADMINISTRATOR:
            keys.add(ADMINISTRATORS)
        begins = FROM_ROLES.get((RoleKind(role.kind), Scope(role.scope)))
        if begins:
            keys.add(key(begins, role.place))
    schools = my_school_ids(person)
    return frozenset(keys | _of_schools(schools) if schools else keys)


def key(begins: str, place: str) -> str:
    """One key: "in-cluster_clu_1ngn..."."""
    return f"{begins}_{place}"


def coordinators_of(cohort: Cohort) -> set[str]:
    """Whoever coordinates a cohort. Read it with its programme."""
    return {
        key("coordinates", cohort.country_id),
        key("coordinates", cohort.programme.public_id),
    }


def researchers_of(cohort: Cohort) -> set[str]:
    """Researchers of a cohort's country and of its programme."""
    return {key("researches", cohort.country_id), key("researches", cohort.programme.public_id)}


def team_of(school: str) -> set[str]:
    """Head and team of a school (its public id)."""
    return {key("works-in", school)}


def inside(cluster: str) -> set[str]:
    """The teams of the schools that are in a cluster (its public id) now."""
    return {key("in-cluster", cluster)}


def tied_to(participation: str) -> set[str]:
    """The teams of a school of a year and of those in one cluster with it now."""
    return {key("tied-to", participation)}


def taking_part_in(cohort: str) -> set[str]:
    """The teams of every school of a cohort (its public id)."""
    return {key("takes-part", cohort)}


def _of_schools(schools: set[str]) -> set[str]:
    ours = Participation.objects.filter(school__public_id__in=schools)
    keys = set()
    for own, cohort, gone in ours.values_list("public_id", "cohort__public_id", "withdrawn_at"):
        keys |= tied_to(own) | (set() if gone else taking_part_in(cohort))
    clusters = Membership.objects.filter(
        until=None, participation__school__public_id__in=schools
    )
    beside = Membership.objects.filter(until=None, cluster__in=clusters.values("cluster"))
    for cluster, other in beside.values_list("cluster__public_id", "participation__public_id"):
        keys |= inside(cluster) | tied_to(other)
    return keys
