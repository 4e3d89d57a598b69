"""Who may invite and manage whom. Where a school lies is said by the caller."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator

COUNTRY_KINDS = {RoleKind.COORDINATOR, RoleKind.RESEARCHER, RoleKind.POLICY_MAKER}
SCHOOL_KINDS = {RoleKind.HEAD, RoleKind.TEAM}


def may_administer(person: User) -> bool:
    """Change settings and roles of the platform, read the audit trail."""
    return is_administrator(person)


def may_manage_country(person: User, country: str) -> bool:
    """See and change who is what in a country: its coordinators, and administrators."""
    return is_administrator(person) or holds(
        person, [RoleKind.COORDINATOR], Scope.COUNTRY, [country]
    )


def may_manage_school(person: User, school: str, country: str) -> bool:
    """See and change who is what in a school: its head, and who manages its country."""
    return may_manage_country(person, country) or holds(
        person, [RoleKind.HEAD], Scope.SCHOOL, [school]
    )


def may_grant(person: User, kind: str, scope: str, place: str, country: str) -> bool:
    """Give a role, or invite to it. ``country`` is where the place lies."""
    if is_administrator(person):
        return True
    if scope == Scope.COUNTRY:
        return kind in COUNTRY_KINDS and may_manage_country(person, place)
    if scope == Scope.SCHOOL and kind == RoleKind.HEAD:
        return may_manage_country(person, country)
    if scope == Scope.SCHOOL:
        return kind == RoleKind.TEAM and may_manage_school(person, place, country)
    return False
