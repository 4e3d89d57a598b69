"""The head, or the founder, is asked by a link of their own, and agrees or does not."""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions import digest
from cordata.accounts.models import User
from cordata.calls.actions.applying import NotOpen
from cordata.calls.models import Application, Declaration
from cordata.calls.queries.clock import takes
from cordata.history.actions import record
from cordata.notices.actions import write_letter


@transaction.atomic
def ask_declaration(
    application: Application, *, kind: str, name: str, email: str, by: User | None = None
) -> Declaration:
    """Ask the head, or the founder, by a link of their own. Asking another replaces the first.

    Raises NotOpen; ValueError if it was given already.
    """
    if not takes(application):
        raise NotOpen
    if application.declarations.filter(kind=kind, agreed_at__isnull=False).exists():
        raise ValueError(kind)
    application.declarations.filter(kind=kind).delete()
    token = secrets.token_urlsafe(24)
    declaration = Declaration.objects.create(
        application=application, kind=kind, name=name, email=email, token_digest=digest(token)
    )
    _write_request(declaration, token)
    _note("declaration.asked", application, by, kind=kind)
    return declaration


@transaction.atomic
def give_declaration(
    declaration: Declaration, *, signed_as: str, words: str, by: User | None = None
) -> None:
    """The head or founder agrees, to these words. Once; ValueError afterwards."""
    still = Declaration.objects.filter(pk=declaration.pk, agreed_at=None, declined_at=None)
    if not still.update(agreed_at=timezone.now(), signed_as=signed_as, words=words):
        raise ValueError("given already")
    _note("declaration.given", declaration.application, by, kind=declaration.kind)


@transaction.atomic
def decline_declaration(declaration: Declaration, *, why: str, by: User | None = None) -> None:
    """The head or founder does not agree. The school may ask again."""
    still = Declaration.objects.filter(pk=declaration.pk, agreed_at=None, declined_at=None)
    if not still.update(declined_at=timezone.now(), declined_why=why[:300]):
        raise ValueError("given already")
    _note("declaration.declined", declaration.application, by, kind=declaration.kind)


def _write_request(declaration: Declaration, token: str) -> None:
    application = declaration.application
    with translation.override(application.language):
        facts = {
            "name": declaration.name,
            "school": application.school.name,
            "asker": application.contact_name,
            "address": f"{settings.PUBLIC_ADDRESS}/{application.language}/agree/{token}/",
        }
        write_letter(
            to=declaration.email,
            language=application.language,
            subject=_("Your agreement is asked: %(school)s") % facts,
            body=_(
                "Dear %(name)s,\n\n%(asker)s prepares an application of %(school)s and asks for "
                "your agreement. Read it and answer here; no account is needed:\n%(address)s"
            )
            % facts,
            purpose="declaration",
            about=application.public_id,
            is_secret=True,
        )


def _note(verb: str, application: Application, by: User | None, **facts: object) -> None:
    scope = f"country:{application.call.cohort.country_id}"
    record(verb, on=application, by=by, scope=scope, concerns=application.school, **facts)
