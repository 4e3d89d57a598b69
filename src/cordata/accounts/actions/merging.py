"""Two accounts of one person become one, and nothing is lost."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import OtherAddress, Role, User
from cordata.accounts.queries import current_roles
from cordata.history.actions import record
from cordata.notices.actions import write_letter

SALT = "merge-accounts"
LASTS = 24 * 3600  # seconds


class SameAccount(Exception):
    """There is nothing to merge."""


@transaction.atomic
def ask_to_merge(person: User, other: User, *, by: User) -> None:
    """Write to the other address: only who reads both can merge. Raises SameAccount."""
    if person.pk == other.pk:
        raise SameAccount
    token = signing.dumps([person.public_id, other.public_id], salt=SALT)
    with translation.override(person.language):
        facts = {
            "name": person.name,
            "email": person.email,
            "address": f"{settings.PUBLIC_ADDRESS}/{person.language}/me/merge/{token}/",
        }
        write_letter(
            to=other.email,
            person=other,
            language=person.language,
            subject=_("Make your two accounts one"),
            body=_(
                "Dear %(name)s,\n\nyou asked to make the account of this address and the one of "
                "%(email)s one. Open the link in the browser where you are signed in as "
                "%(email)s; it works for a day:\n%(address)s\n\nIf you did not ask, do nothing."
            )
            % facts,
            purpose="merge",
            is_secret=True,
            by=by,
        )
    record("person.merger_asked", on=person, by=by, concerns=other)


def merging_of(person: User, token: str) -> User | None:
    """The account a link names for this person to take in; None if it is not for them."""
    try:
        mine, other = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if mine != person.public_id:
        return None
    return User.objects.filter(public_id=other, is_active=True).first()


@transaction.atomic
def merge_people(keep: User, gone: User, *, by: User) -> None:
    """Everything of ``gone`` becomes ``keep``'s; its addresses go on working for sign-in.

    Where both hold the same thing, ``keep``'s stays and the other stays with the closed
    account. Raises SameAccount.
    """
    if keep.pk == gone.pk:
        raise SameAccount
    # In one order, so that two mergers of the same pair cannot wait for each other.
    for person in sorted([keep.pk, gone.pk]):
        User.objects.select_for_update().get(pk=person)
    _end_roles_held_twice(keep, gone)
    # Hidden ones, too: most things name a person without a way back.
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            _move(relation, keep, gone)
    address = gone.email
    User.objects.filter(pk=gone.pk).update(
        is_active=False, email=f"{gone.public_id}@merged.invalid"
    )
    OtherAddress.objects.create(person=keep, email=address)
    record("person.merged", on=keep, by=by, concerns=gone, merged=gone.public_id)


def _end_roles_held_twice(keep: User, gone: User) -> None:
    mine = {(one.kind, one.scope, one.place) for one in current_roles().filter(person=keep)}
    for role in current_roles().filter(person=gone):
        if (role.kind, role.scope, role.place) in mine:
            Role.objects.filter(pk=role.pk).update(until=timezone.now())


def _move(relation: models.ManyToOneRel, keep: User, gone: User) -> None:
    """Row by row, so that one that cannot move does not hold the others."""
    model: Any = relation.related_model
    field = relation.field.name
    for row in model._base_manager.filter(**{field: gone}):
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{field: keep})
        except IntegrityError:
            continue
