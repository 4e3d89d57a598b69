""" "I work at this school": asked of a colleague we know, who says yes in two clicks."""

import contextlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions.inviting import digest, invite
from cordata.accounts.actions.roles import AlreadyHeld, grant_role
from cordata.accounts.models import RoleKind, Scope, StaffClaim, User
from cordata.history.actions import record
from cordata.notices.actions import write_letter


class ClaimedAlready(Exception):
    """A claim of this address waits for an answer."""


class ClaimAnswered(Exception):
    """A colleague has answered before."""


@transaction.atomic
def claim_school(
    *,
    place: str,
    place_name: str,
    name: str,
    email: str,
    language: str,
    known: Iterable[User],
    by: User | None,
) -> StaffClaim:
    """Ask the people we know of a school, or its coordinators, whether this is a colleague.

    Raises ClaimedAlready.
    """
    token = secrets.token_urlsafe(24)
    try:
        with transaction.atomic():
            claim = StaffClaim.objects.create(
                place=place,
                place_name=place_name,
                person=by,
                name=name,
                email=email.strip().lower(),
                language=language,
                token_digest=digest(token),
            )
    except IntegrityError as twice:
        raise ClaimedAlready from twice
    for colleague in known:
        _write_question(claim, colleague, token)
    record("claim.made", on=claim, by=by, scope=f"school:{place}", place=place_name)
    return claim


@transaction.atomic
def confirm_claim(claim: StaffClaim, *, by: User) -> None:
    """A known colleague says yes: a role in the team, or an invitation to it.

    Raises ClaimAnswered.
    """
    still = StaffClaim.objects.filter(pk=claim.pk, confirmed_at=None, refused_at=None)
    if not still.update(confirmed_at=timezone.now(), decided_by=by):
        raise ClaimAnswered
    if claim.person:
        with contextlib.suppress(AlreadyHeld):  # a second colleague was faster
            grant_role(
                claim.person, kind=RoleKind.TEAM, scope=Scope.SCHOOL, place=claim.place, by=by
            )
    else:
        invite(
            email=claim.email,
            name=claim.name,
            language=claim.language,
            kind=RoleKind.TEAM,
            scope=Scope.SCHOOL,
            place=claim.place,
            place_name=claim.place_name,
            by=by,
        )
    _note("claim.confirmed", claim, by)


@transaction.atomic
def refuse_claim(claim: StaffClaim, *, by: User) -> None:
    """A known colleague says no. Raises ClaimAnswered."""
    still = StaffClaim.objects.filter(pk=claim.pk, confirmed_at=None, refused_at=None)
    if not still.update(refused_at=timezone.now(), decided_by=by):
        raise ClaimAnswered
    _note("claim.refused", claim, by)


def _write_question(claim: StaffClaim, colleague: User, token: str) -> None:
    with translation.override(colleague.language):
        facts = {
            "name": colleague.name,
            "who": claim.name,
            "email": claim.email,
            "school": claim.place_name,
            "address": f"{settings.PUBLIC_ADDRESS}/{colleague.language}/colleague/{token}/",
        }
        write_letter(
            to=colleague.email,
            person=colleague,
            language=colleague.language,
            subject=_("Does %(who)s work at %(school)s?") % facts,
            body=_(
                "Dear %(name)s,\n\n%(who)s (%(email)s) says: I work at %(school)s. If you know "
                "this person as a colleague, open the link and say yes:\n%(address)s\n\n"
                "If not, say no there, or do nothing."
            )
            % facts,
            purpose="staff-claim",
            about=claim.public_id,
        )


def _note(verb: str, claim: StaffClaim, by: User) -> None:
    scope = f"school:{claim.place}"
    record(verb, on=claim, by=by, scope=scope, concerns=claim.person, email=claim.email)
