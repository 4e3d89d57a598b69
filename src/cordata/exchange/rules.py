"""Who may speak for an organisation, read what it drafts, decide on members, call the group together."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator, roles_of
from cordata.exchange.models import Delegate, Organisation, Question, Scenario


def is_policy_maker(person: User) -> bool:
    """Whoever holds the role, wherever: without it nobody works for an organisation here."""
    return any(role.kind == RoleKind.POLICY_MAKER for role in roles_of(person))


def delegations_of(person: User) -> dict[int, Delegate]:
    """For whom a person works in the exchange now, by organisation. Read once per request."""
    if not person.is_authenticated or not is_policy_maker(person):
        return {}
    if not hasattr(person, "_delegations"):
        mine = Delegate.objects.filter(person=person, until=None)
        found = {one.organisation_id: one for one in mine.select_related("organisation")}
        person._delegations = found  # type: ignore[attr-defined]  # kept on the row for this request
    delegations: dict[int, Delegate] = person._delegations  # type: ignore[attr-defined]  # kept on the row for this request
    return delegations


def policy_countries(person: User) -> set[str]:
    """Where a person makes policy: by a role given by hand, or by working for a member.

    A role that came with an organisation holds as long as one such is a member, for that person
    alone: who was lent it stands in for nobody here.
    """
    roles = [
        role
        for role in roles_of(person)
        if role.kind == RoleKind.POLICY_MAKER and role.scope == Scope.COUNTRY
    ]
    if not roles:
        return set()
    origins = {role.pk: role.lent_from_id or role.pk for role in roles}
    came = Delegate.objects.filter(role__in=origins.values()).values_list("role", flat=True)
    with_organisation = set(came)
    held = {
        one.role_id for one in delegations_of(person).values() if one.organisation.is_member
    }
    return {
        role.place
        for role in roles
        if role.pk in held or origins[role.pk] not in with_organisation
    }


def may_see_inside(person: User, organisation: Organisation) -> bool:
    """Drafts, comments and delegates: its own people, also after its membership has ended."""
    return organisation.pk in delegations_of(person)


def may_write(person: User, organisation: Organisation) -> bool:
    """Draft, ask and contribute in its name: its people, as long as it is a member."""
    return organisation.is_member and may_see_inside(person, organisation)


def may_sign(person: User, organisation: Organisation) -> bool:
    """Publish in its name: those of its people who may speak for it, while it is a member."""
    return may_write(person, organisation) and delegations_of(person)[organisation.pk].may_sign


def may_take_back(person: User, question: Question) -> bool:
    """A question that nobody has answered: those who write for whoever asked it."""
    return may_write(person, question.organisation)


def may_renew(person: User, organisation: Organisation) -> bool:
    """Accept the charter anew: those who may speak for it, also when its time is over."""
    delegate = delegations_of(person).get(organisation.pk)
    return delegate is not None and delegate.may_sign


def may_decide(person: User, organisation: Organisation) -> bool:
    """Admit or refuse: administrators, and coordinators of its country.

    Never for an organisation that one works for.
    """
    if may_see_inside(person, organisation):
        return False
    return is_administrator(person) or holds(
        person, [RoleKind.COORDINATOR], Scope.COUNTRY, [organisation.country]
    )


def may_convene(person: User) -> bool:
    """Open challenges, call meetings, publish minutes, match requests: the secretariat.

    Administrators, and whoever coordinates a country or a programme.
    """
    return is_administrator(person) or any(
        role.kind == RoleKind.COORDINATOR for role in roles_of(person)
    )


def may_read_group(person: User) -> bool:
    """Where the group meets, and minutes before they are published: members, and who convenes."""
    return may_convene(person) or any(
        one.organisation.is_member for one in delegations_of(person).values()
    )


def may_keep_scenarios(person: User) -> bool:
    """Save simulations under a name: policy makers, wherever."""
    return is_policy_maker(person)


def may_see_scenario(person: User, scenario: Scenario) -> bool:
    """Who saved it, and the people of the organisation that it is shared with."""
    if not person.is_authenticated:
        return False
    return scenario.saved_by_id == person.pk or scenario.organisation_id in delegations_of(
        person
    )


def may_change_scenario(person: User, scenario: Scenario) -> bool:
    """Share, link and remove: who saved it, as long as they make policy."""
    return scenario.saved_by_id == person.pk and may_keep_scenarios(person)


def may_describe(person: User, country: str) -> bool:
    """Enter what schools a country has: its policy makers and coordinators, and administrators."""
    return (
        is_administrator(person)
        or country in policy_countries(person)
        or holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, [country])
        or holds(person, [RoleKind.POLICY_MAKER], Scope.PLATFORM, [""])
    )
