"""An organisation asks to take part, proves its address, and is admitted or not."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions.inviting import digest
from cordata.accounts.models import User
from cordata.documents.models import Revision
from cordata.exchange.actions.delegating import name_delegate
from cordata.exchange.actions.telling import page_of
from cordata.exchange.models import Acceptance, Organisation
from cordata.exchange.queries.organisations import ends_soon
from cordata.history.actions import record
from cordata.notices.actions import write_letter

LASTS = dt.timedelta(days=2 * 365)  # then the charter is accepted anew, or membership ends
CODE_DIGITS = 6


class WrongCode(Exception):
    """That is not the code that was sent, or it was used before."""


class AlreadyDecided(Exception):
    """Somebody decided on this application before you did."""


class MemberAlready(Exception):
    """An organisation of this name is a member in this country."""


class NotYet(Exception):
    """It is too early to renew, or there is nothing to renew."""


@transaction.atomic
def apply(
    *, charter: Revision, applied_name: str, applied_email: str, by: User | None, **facts: Any
) -> Organisation:
    """Keep an application and send a code to its address: nobody reads it before that is proved."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    organisation = Organisation(
        applied_name=applied_name, applied_email=applied_email.strip().lower(), **facts
    )
    organisation.code_digest = digest(f"{organisation.public_id}:{code}")
    organisation.save(force_insert=True)
    Acceptance.objects.create(
        organisation=organisation,
        charter=charter,
        name=applied_name,
        accepted_at=timezone.now(),
    )
    _send_code(organisation, code)
    _note("organisation.applied", organisation, by)
    return organisation


@transaction.atomic
def prove_address(organisation: Organisation, code: str, *, by: User | None) -> None:
    """The code is right: the application waits for a decision. Raises WrongCode."""
    given = digest(f"{organisation.public_id}:{''.join(code.split())}")
    waiting = Organisation.objects.filter(
        pk=organisation.pk, state=Organisation.State.UNPROVED, code_digest=given
    )
    applied = Organisation.State.APPLIED
    if not waiting.update(state=applied, code_digest="", proved_at=timezone.now()):
        raise WrongCode
    organisation.refresh_from_db()
    _note("organisation.proved_address", organisation, by)


@transaction.atomic
def admit(organisation: Organisation, *, reason: str, by: User) -> None:
    """A member from now on; whoever applied is its first delegate, and speaks for it.

    Raises AlreadyDecided, MemberAlready.
    """
    twin = Organisation.objects.filter(
        name=organisation.name,
        country=organisation.country,
        state=Organisation.State.ADMITTED,
    )
    if twin.exclude(pk=organisation.pk).exists():
        raise MemberAlready
    last = timezone.localdate() + LASTS
    _decide(organisation, Organisation.State.ADMITTED, reason=reason, by=by, valid_until=last)
    name_delegate(
        organisation,
        name=organisation.applied_name,
        email=organisation.applied_email,
        may_sign=True,
        by=by,
    )
    _note("organisation.admitted", organisation, by, reason=reason)


@transaction.atomic
def refuse(organisation: Organisation, *, reason: str, by: User) -> None:
    """Not admitted; the reason goes to the address. Raises AlreadyDecided."""
    _decide(organisation, Organisation.State.REFUSED, reason=reason, by=by)
    with translation.override(organisation.language):
        facts = {"name": organisation.applied_name, "organisation": organisation.name}
        write_letter(
            to=organisation.applied_email,
            language=organisation.language,
            subject=_("The policy exchange: %(organisation)s") % facts,
            body=_(
                "Dear %(name)s,\n\n%(organisation)s was not admitted to the policy exchange. The "
                "reason, as it was written down:\n\n%(reason)s"
            )
            % (facts | {"reason": reason}),
            purpose="exchange-decision",
            about=organisation.public_id,
            by=by,
        )
    _note("organisation.refused", organisation, by, reason=reason)


@transaction.atomic
def renew(organisation: Organisation, *, charter: Revision, name: str, by: User) -> None:
    """Accept the charter as it stands now, for two more years from the last day. Raises NotYet."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.valid_until is None or not ends_soon(held):
        raise NotYet
    Acceptance.objects.create(
        organisation=held, charter=charter, name=name, accepted_at=timezone.now()
    )
    held.valid_until = max(held.valid_until, timezone.localdate()) + LASTS
    held.save(update_fields=["valid_until"])
    organisation.refresh_from_db()
    _note("organisation.renewed", organisation, by, until=str(held.valid_until))


def _decide(
    organisation: Organisation, state: str, *, reason: str, by: User, **facts: Any
) -> None:
    """Once, however many people press the button."""
    waiting = Organisation.objects.filter(pk=organisation.pk, state=Organisation.State.APPLIED)
    decided = {"decided_by": by, "decided_at": timezone.now(), "reason": reason}
    if not waiting.update(state=state, **decided, **facts):
        raise AlreadyDecided
    organisation.refresh_from_db()


def _send_code(organisation: Organisation, code: str) -> None:
    with translation.override(organisation.language):
        facts = {
            "code": f"{code[:3]} {code[3:]}",
            "name": organisation.applied_name,
            "organisation": organisation.name,
            "address": page_of(
                organisation.language, f"exchange/apply/{organisation.public_id}/"
            ),
        }
        write_letter(
            to=organisation.applied_email,
            language=organisation.language,
            subject=_("%(code)s confirms the application of %(organisation)s") % facts,
            body=_(
                "Dear %(name)s,\n\nsomebody gave this address in an application of "
                "%(organisation)s to the policy exchange. If it was you, type this code: "
                "%(code)s\n%(address)s\n\nIf it was not, do nothing: nobody reads the "
                "application before its address is confirmed."
            )
            % facts,
            purpose="exchange-application",
            about=organisation.public_id,
            is_secret=True,
        )


def _note(verb: str, organisation: Organisation, by: User | None, **facts: Any) -> None:
    record(verb, on=organisation, by=by, scope=f"country:{organisation.country}", **facts)
