"""Grant roles, lend them for a while, end them."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.actions.inviting import invite
from cordata.accounts.models import Role, User
from cordata.accounts.queries import current_roles, person_with_email
from cordata.history.actions import record


class AlreadyHeld(Exception):
    """The person holds this role already."""


@transaction.atomic
def grant_role(
    person: User,
    *,
    kind: str,
    scope: str,
    place: str,
    until: dt.datetime | None = None,
    lent_from: Role | None = None,
    by: User | None,
) -> Role:
    """Give a role that holds from now on, to a day or without an end.

    Raises AlreadyHeld.
    """
    held = current_roles().filter(person=person, kind=kind, scope=scope, place=place)
    if held.exists():
        raise AlreadyHeld
    try:
        with transaction.atomic():
            role = Role.objects.create(
                person=person,
                kind=kind,
                scope=scope,
                place=place,
                until=until,
                lent_from=lent_from,
                granted_by=by,
            )
    except IntegrityError as twice:
        raise AlreadyHeld from twice
    _note("role.granted", role, by, until=until.isoformat() if until else "")
    return role


@transaction.atomic
def lend_role(
    role: Role, *, email: str, name: str, until: dt.datetime, place_name: str, by: User
) -> None:
    """Somebody stands in for the holder until a day, beside the holder.

    Who has no account is invited. Raises AlreadyHeld; ValueError for a day that is past or
    a role that is itself lent.
    """
    if until <= timezone.now() or role.lent_from_id:
        raise ValueError("a role is lent once, to a day to come")
    person = person_with_email(email)
    if person:
        grant_role(
            person,
            kind=role.kind,
            scope=role.scope,
            place=role.place,
            until=until,
            lent_from=role,
            by=by,
        )
        return
    invite(
        email=email,
        name=name,
        language=by.language,
        kind=role.kind,
        scope=role.scope,
        place=role.place,
        place_name=place_name,
        until=until,
        lent_from=role,
        by=by,
    )


@transaction.atomic
def end_role(role: Role, *, by: User) -> None:
    """The role ends now, and what was lent from it; that it was held stays known."""
    now = timezone.now()
    if not current_roles().filter(pk=role.pk).update(until=now):
        return
    _note("role.ended", role, by)
    for lent in current_roles().filter(lent_from=role):
        end_role(lent, by=by)


def _note(verb: str, role: Role, by: User | None, **facts: str) -> None:
    record(
        verb,
        on=role,
        by=by,
        scope=f"{role.scope}:{role.place}",
        concerns=role.person,
        kind=role.kind,
        **facts,
    )
