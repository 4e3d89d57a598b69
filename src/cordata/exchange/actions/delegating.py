"""Who works for an organisation: named by those who may speak for it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions.people import add_person
from cordata.accounts.actions.roles import AlreadyHeld, end_role, grant_role
from cordata.accounts.models import Role, RoleKind, Scope, User
from cordata.accounts.queries import current_roles, person_with_email
from cordata.exchange.actions.telling import page_of
from cordata.exchange.models import Delegate, Organisation
from cordata.history.actions import record
from cordata.notices.actions import write_letter


class DelegateAlready(Exception):
    """This person works for the organisation already."""


class NobodyLeft(Exception):
    """Without this one nobody could speak for the organisation any more."""


class EndedAlready(Exception):
    """Somebody was faster."""


@transaction.atomic
def name_delegate(
    organisation: Organisation, *, name: str, email: str, may_sign: bool, by: User
) -> Delegate:
    """Somebody works for it from now on. A letter says so, and how to sign in.

    Raises DelegateAlready.
    """
    person = person_with_email(email) or add_person(
        email=email.strip().lower(), name=name, language=organisation.language, by=by
    )
    role = _role_for(person, organisation.country, by)
    try:
        with transaction.atomic():
            delegate = Delegate.objects.create(
                organisation=organisation,
                person=person,
                may_sign=may_sign,
                since=timezone.now(),
                named_by=by,
                role=role,
            )
    except IntegrityError as twice:
        raise DelegateAlready from twice
    _tell(delegate, by)
    _note("delegate.named", delegate, by)
    return delegate


@transaction.atomic
def end_delegate(delegate: Delegate, *, by: User) -> None:
    """What the person wrote stays the organisation's; the role that came with it ends too.

    Raises NobodyLeft, EndedAlready.
    """
    Organisation.objects.select_for_update().get(pk=delegate.organisation_id)
    others = Delegate.objects.filter(
        organisation=delegate.organisation_id, until=None, may_sign=True
    ).exclude(pk=delegate.pk)
    if delegate.may_sign and not others.exists():
        raise NobodyLeft
    still = Delegate.objects.filter(pk=delegate.pk, until=None)
    if not still.update(until=timezone.now()):
        raise EndedAlready
    delegate.refresh_from_db()
    _note("delegate.ended", delegate, by)
    _end_role(delegate, by)


def _role_for(person: User, country: str, by: User) -> Role | None:
    """The role that comes with working for an organisation; None for who holds one by hand."""
    where: dict[str, Any] = {
        "kind": RoleKind.POLICY_MAKER,
        "scope": Scope.COUNTRY,
        "place": country,
    }
    try:
        return grant_role(person, by=by, **where)
    except AlreadyHeld:
        held = current_roles().filter(person=person, **where)
        came = Delegate.objects.filter(person=person, role__in=held).select_related("role")
        before = came.first()
        return before.role if before else None


def _end_role(delegate: Delegate, by: User) -> None:
    """With the last delegation that it came with."""
    if delegate.role_id is None:
        return
    role = Role.objects.select_for_update().get(pk=delegate.role_id)
    if not Delegate.objects.filter(role=role, until=None).exists():
        end_role(role, by=by)


def _tell(delegate: Delegate, by: User) -> None:
    person, organisation = delegate.person, delegate.organisation
    with translation.override(person.language):
        facts = {
            "name": person.name,
            "organisation": organisation.name,
            "address": page_of(person.language, "policy/"),
        }
        body = (
            _(
                "Dear %(name)s,\n\nyou may speak for %(organisation)s in the policy exchange: "
                "publish its positions and name its people. You sign in with this address, by a "
                "code:\n%(address)s"
            )
            if delegate.may_sign
            else _(
                "Dear %(name)s,\n\nyou work for %(organisation)s in the policy exchange: you "
                "draft positions and ask others. You sign in with this address, by a "
                "code:\n%(address)s"
            )
        )
        write_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=_("The policy exchange: %(organisation)s") % facts,
            body=body % facts,
            purpose="exchange-delegate",
            about=organisation.public_id,
            by=by,
        )


def _note(verb: str, delegate: Delegate, by: User) -> None:
    scope = f"country:{delegate.organisation.country}"
    facts = {"person": delegate.person.public_id, "may_sign": delegate.may_sign}
    record(
        verb, on=delegate.organisation, by=by, scope=scope, concerns=delegate.person, **facts
    )
