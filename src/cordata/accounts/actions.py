"""Invite, accept, grant, end; and what people change of themselves."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import Invitation, Role, User
from cordata.history.actions import record
from cordata.notices.actions import write_letter

INVITATION_LASTS = timedelta(days=60)  # longer than a school holiday


class InvitationOver(Exception):
    """The link was used, withdrawn or is too old; ``state`` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class AlreadyHeld(Exception):
    """The person holds this role already."""


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
    by: User,
) -> tuple[Invitation, str]:
    """Invite somebody to a role; returns the invitation and the link's secret."""
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
        invited_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    _write_invitation(invitation, token)
    record("person.invited", on=invitation, by=by, scope=f"{scope}:{place}", kind=kind)
    return invitation, token


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
    person = User.objects.filter(email__iexact=invitation.email).first()
    if person is None:
        person = User.objects.create(
            email=invitation.email,
            name=name.strip() or invitation.name,
            language=invitation.language,
        )
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    Role.objects.get_or_create(
        person=person,
        kind=invitation.kind,
        scope=invitation.scope,
        place=invitation.place,
        until=None,
        defaults={"granted_by": invitation.invited_by},
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


@transaction.atomic
def grant_role(person: User, *, kind: str, scope: str, place: str, by: User | None) -> Role:
    """Give a role that holds from now on.

    Raises AlreadyHeld.
    """
    try:
        with transaction.atomic():
            role = Role.objects.create(
                person=person, kind=kind, scope=scope, place=place, granted_by=by
            )
    except IntegrityError as twice:
        raise AlreadyHeld from twice
    record("role.granted", on=role, by=by, scope=f"{scope}:{place}", concerns=person, kind=kind)
    return role


@transaction.atomic
def end_role(role: Role, *, by: User) -> None:
    """The role ends now; that it was held stays known."""
    if Role.objects.filter(pk=role.pk, until=None).update(until=timezone.now()):
        record(
            "role.ended",
            on=role,
            by=by,
            scope=f"{role.scope}:{role.place}",
            concerns=role.person,
            kind=role.kind,
        )


@transaction.atomic
def change_me(person: User, *, name: str, language: str, by: User) -> None:
    """A person's own name and language."""
    person.name, person.language = name.strip(), language
    person.save(update_fields=["name", "language"])
    record("person.changed", on=person, by=by, concerns=person)


@transaction.atomic
def add_person(*, email: str, name: str, language: str, by: User | None) -> User:
    """A person without an invitation: the first administrator, or the people of a demo."""
    person = User.objects.create(email=email, name=name, language=language)
    record("person.added", on=person, by=by, concerns=person)
    return person


def use_up_links(person: User) -> bool:
    """Make the sign-in links of a person worthless; of two who press at once, one gets True."""
    mine = User.objects.filter(pk=person.pk, last_login=person.last_login, is_active=True)
    return bool(mine.update(last_login=timezone.now()))


def note_sign_in(person: User, *, by: User) -> None:
    """Remember that somebody signed in."""
    record("person.signed_in", on=person, by=by, concerns=person)


def note_second_step(person: User, *, verb: str, by: User) -> None:
    """Remember that a way to sign in was added, taken away, or its spare codes renewed."""
    record(f"second_step.{verb}", on=person, by=by, concerns=person)


def note_sign_out(person: User, *, by: User, everywhere: bool = False) -> None:
    """Remember that somebody signed out, here or everywhere."""
    verb = "person.signed_out_everywhere" if everywhere else "person.signed_out"
    record(verb, on=person, by=by, concerns=person)
