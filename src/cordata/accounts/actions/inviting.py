"""Invite people by link; they accept, or the link is withdrawn."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import Invitation, Role, User
from cordata.accounts.queries import current_roles, person_with_email
from cordata.history.actions import record
from cordata.notices.actions import write_letter

INVITATION_LASTS = timedelta(days=60)  # longer than a school holiday


class InvitationOver(Exception):
    """The link was used, withdrawn or is too old; ``state`` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    kind: str,
    scope: str,
    place: str,
    place_name: str,
    until: dt.datetime | None = None,
    lent_from: Role | None = None,
    by: User,
) -> tuple[Invitation, str]:
    """Invite somebody to a role; returns the invitation and the link's secret.

    until  when the role will end by itself
    """
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        token_digest=digest(token),
        email=email.strip(),
        name=name.strip(),
        language=language,
        kind=kind,
        scope=scope,
        place=place,
        place_name=place_name,
        until=until,
        lent_from=lent_from,
        invited_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    _write_invitation(invitation, token)
    record("person.invited", on=invitation, by=by, scope=f"{scope}:{place}", kind=kind)
    return invitation, token


@transaction.atomic
def invite_many(rows: Iterable[Mapping[str, Any]], *, by: User) -> int:
    """Invite everybody of a table, or nobody; returns how many."""
    number = 0
    for row in rows:
        invite(by=by, **row)
        number += 1
    return number


def digest(token: str) -> str:
    """What is stored of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _write_invitation(invitation: Invitation, token: str) -> None:
    with translation.override(invitation.language):
        facts = {
            "name": invitation.name or invitation.email,
            "inviter": invitation.invited_by.name,
            "role": invitation.get_kind_display(),
            "place": invitation.place_name,
            "address": urljoin(
                settings.PUBLIC_ADDRESS, f"/{invitation.language}/join/{token}/"
            ),
        }
        write_letter(
            to=invitation.email,
            language=invitation.language,
            subject=_("%(inviter)s invites you to Cordata") % facts,
            body=_(
                "Dear %(name)s,\n\n%(inviter)s invites you to Cordata as %(role)s: %(place)s.\n\n"
                "Open this link to accept. It is for you alone and works for 60 days:\n"
                "%(address)s\n\nIf you do not know why you get this, do nothing."
            )
            % facts,
            purpose="invitation",
            about=invitation.public_id,
            by=invitation.invited_by,
        )


def state_of(invitation: Invitation) -> str:
    """ "open", "accepted", "withdrawn" or "expired"."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "expired" if invitation.expires_at < timezone.now() else "open"


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str, by: User | None) -> User:
    """Take the role. Whoever holds the link proves the address it was sent to.

    Raises InvitationOver if it is not open.
    """
    mine = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    if not mine.update(accepted_at=timezone.now()):
        raise InvitationOver(state_of(Invitation.objects.get(pk=invitation.pk)))
    person = person_with_email(invitation.email)
    if person is None:
        person = User.objects.create(
            email=invitation.email,
            name=name.strip() or invitation.name,
            language=invitation.language,
        )
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    held = current_roles().filter(
        person=person,
        kind=invitation.kind,
        scope=invitation.scope,
        place=invitation.place,
        until=None,
    )
    if not held.exists():
        Role.objects.create(
            person=person,
            kind=invitation.kind,
            scope=invitation.scope,
            place=invitation.place,
            until=invitation.until,
            lent_from=invitation.lent_from,
            granted_by=invitation.invited_by,
        )
    record("invitation.accepted", on=invitation, by=by or person, concerns=person)
    return person


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """Make the link worthless."""
    mine = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not mine.update(withdrawn_at=timezone.now()):
        raise InvitationOver(state_of(Invitation.objects.get(pk=invitation.pk)))
    record("invitation.withdrawn", on=invitation, by=by)
