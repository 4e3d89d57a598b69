"""Who may do what with programmes, cohorts and taking part."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds
from cordata.networks.models import Cohort, Participation
from cordata.schools.rules import may_work_in


def may_coordinate_country(person: User, country: str) -> bool:
    """Coordinators of the country. Administrators set things up but do not coordinate."""
    return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [country])


def may_coordinate(person: User, cohort: Cohort) -> bool:
    """Coordinators of the cohort's country, or of its whole programme."""
    return may_coordinate_country(person, cohort.country_id) or holds(
        person, [RoleKind.COORDINATOR], Scope.PROGRAMME, [cohort.programme.public_id]
    )


def may_set_interests(person: User, participation: Participation) -> bool:
    """A school says itself what it needs or offers; its coordinators may help."""
    return may_work_in(person, participation.school) or may_coordinate(
        person, participation.cohort
    )
