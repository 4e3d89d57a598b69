"""Who may do what with schools."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds
from cordata.accounts.rules import may_manage_country
from cordata.schools.models import School


def may_manage_schools(person: User, country: str) -> bool:
    """Import a register, correct, flag and close schools: coordinators of the country."""
    return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [country])


def may_see(person: User, school: School) -> bool:
    """Listed schools are public; others are for their people and their coordinators."""
    if school.listed and school.closed_on is None:
        return True
    return person.is_authenticated and (
        may_work_in(person, school) or may_manage_country(person, school.country)
    )


def may_work_in(person: User, school: School) -> bool:
    """The school's own pages: its head and its team."""
    return holds(person, [RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, [school.public_id])


def may_speak_for(person: User, school: School) -> bool:
    """Say whether the school is listed: its head, and coordinators of the country."""
    return holds(
        person, [RoleKind.HEAD], Scope.SCHOOL, [school.public_id]
    ) or may_manage_schools(person, school.country)
