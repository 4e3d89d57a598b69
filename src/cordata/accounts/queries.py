"""Who is what, and where."""

from collections.abc import Collection, Iterable

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import Invitation, Role, RoleKind, Scope, StaffClaim, User


def current_roles() -> QuerySet[Role]:
    """Roles that hold now."""
    return Role.objects.filter(Q(until=None) | Q(until__gt=timezone.now()))


def roles_of(person: User) -> list[Role]:
    """The roles a person holds now. Read once per request: kept on the person."""
    if not person.is_authenticated:
        return []
    if not hasattr(person, "_roles"):
        person._roles = list(  # type: ignore[attr-defined]  # kept on the row for this request
            current_roles().filter(person=person).order_by("since", "pk")
        )
    roles: list[Role] = person._roles  # type: ignore[attr-defined]  # kept on the row for this request
    return roles


def places_of(person: User, kind: str, scope: str) -> set[str]:
    """Where a person holds a role of this kind in this scope."""
    return {
        role.place for role in roles_of(person) if role.kind == kind and role.scope == scope
    }


def holds(person: User, kinds: Collection[str], scope: str, places: Collection[str]) -> bool:
    """Whether a person holds one of these roles in one of these places."""
    return any(
        role.kind in kinds and role.scope == scope and role.place in places
        for role in roles_of(person)
    )


def is_administrator(person: User) -> bool:
    """Whether a person administers the platform."""
    return holds(person, [RoleKind.ADMINISTRATOR], Scope.PLATFORM, [""])


def people_with_role(
    kinds: Collection[str], scope: str, places: Iterable[str]
) -> list[tuple[User, str]]:
    """People and the place of their role, by place, then by how long they hold it."""
    roles = (
        current_roles()
        .filter(kind__in=kinds, scope=scope, place__in=list(places))
        .select_related("person")
        .order_by("place", "since", "pk")
    )
    return [(role.person, role.place) for role in roles]


def coordinators_of(country: str) -> list[User]:
    """Who coordinates a country, longest first."""
    return [
        person
        for person, _place in people_with_role([RoleKind.COORDINATOR], Scope.COUNTRY, [country])
    ]


def roles_in(scope: str, places: Collection[str]) -> QuerySet[Role]:
    """The roles that hold now in these places."""
    return (
        current_roles()
        .filter(scope=scope, place__in=places)
        .select_related("person", "granted_by", "lent_from__person")
        .order_by("kind", "person__name", "pk")
    )


def open_invitations(scope: str, places: Collection[str]) -> QuerySet[Invitation]:
    """Invitations nobody has accepted or withdrawn yet."""
    return (
        Invitation.objects.filter(
            scope=scope, place__in=places, accepted_at=None, withdrawn_at=None
        )
        .select_related("invited_by")
        .order_by("-invited_at")
    )


def person_with_email(email: str) -> User | None:
    """The person with this address, now or before a merger, in whatever capitals."""
    mine = Q(email__iexact=email.strip()) | Q(other_addresses__email__iexact=email.strip())
    return User.objects.filter(mine, is_active=True).first()


def invitation_with(digest: str) -> Invitation | None:
    """The invitation whose link has this secret (its digest)."""
    return Invitation.objects.filter(token_digest=digest).select_related("invited_by").first()


def all_roles() -> QuerySet[Role]:
    """Every role, for administrators."""
    return Role.objects.select_related("person").order_by("scope", "place", "kind", "pk")


def names_of(public_ids: Iterable[str]) -> dict[str, str]:
    """Names of people by public id, for lines of the trail."""
    people = User.objects.filter(public_id__in=set(public_ids))
    return {person.public_id: person.name for person in people}


def claim_with(token_digest: str) -> StaffClaim | None:
    """The claim whose link has this secret (its digest)."""
    return StaffClaim.objects.filter(token_digest=token_digest).select_related("person").first()


def open_claims(places: Collection[str]) -> QuerySet[StaffClaim]:
    """Claims on these schools (public ids) that nobody has answered, oldest first."""
    waiting = StaffClaim.objects.filter(place__in=places, confirmed_at=None, refused_at=None)
    return waiting.order_by("claimed_at")


def with_second_step() -> set[int]:
    """Keys of the people who have an app or a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return set(Authenticator.objects.filter(type__in=kinds).values_list("user", flat=True))
