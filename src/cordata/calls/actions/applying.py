"""A school begins an application, says what it wants bit by bit, and may leave again."""

import secrets
from collections.abc import Mapping

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions import digest
from cordata.accounts.models import User
from cordata.analysis.selection.conditions import unmet
from cordata.calls.models import Answer, Application, Attachment, Call, Paper
from cordata.calls.queries.clock import Phase, phase, takes
from cordata.calls.queries.facts import facts_of
from cordata.calls.queries.form import asked_of
from cordata.documents.actions.files import store_file
from cordata.history.actions import record
from cordata.notices.actions import write_letter
from cordata.schools.models import School

LONGEST = 20_000  # characters of one answer
MOST_FILES = 20


class NotOpen(Exception):
    """The call takes nothing now."""


class MayNotApply(Exception):
    """The school does not meet the call's conditions."""


class AppliesAlready(Exception):
    """This school has begun an application; its link was sent to who began."""


class TooMuch(Exception):
    """More files than one application can have."""


@transaction.atomic
def begin(
    call: Call,
    school: School,
    *,
    side: str,
    name: str,
    email: str,
    language: str,
    by: User | None,
) -> tuple[Application, str]:
    """Begin; returns the application and its link's secret, which goes out by letter, too.

    Raises NotOpen, MayNotApply, AppliesAlready.
    """
    if phase(call) != Phase.OPEN:
        raise NotOpen
    sought = {"mentor": call.seeks_mentors, "mentee": call.seeks_mentees}
    if not sought.get(side) or unmet(call.eligibility, facts_of(school)):
        raise MayNotApply
    token = secrets.token_urlsafe(24)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                call=call,
                school=school,
                side=side,
                language=language,
                contact_name=name,
                contact_email=email,
                token_digest=digest(token),
                started_by=by,
            )
    except IntegrityError as error:
        raise AppliesAlready from error
    _write_link(application, token)
    _note("application.begun", application, by, side=side)
    return application, token


@transaction.atomic
def save_answers(
    application: Application,
    values: Mapping[str, str],
    *,
    seen: Mapping[str, int],
    by: User | None = None,
) -> dict[str, str]:
    """Save what was typed, field by field; returns the clashes: field to what is stored.

    seen  the version of each field that the page showed

    Where somebody else saved other words since, theirs stay and are returned, so that the
    page can show both; everything else is saved. Raises NotOpen.
    """
    if not takes(application):
        raise NotOpen
    fields = set(asked_of(application).fields)
    stored = {one.field: one for one in application.answers.select_for_update().order_by("pk")}
    clashes: dict[str, str] = {}
    changed = 0
    for field in sorted(fields & set(values)):
        value, now = values[field][:LONGEST], stored.get(field)
        if (now.value if now else "") == value:
            continue
        if now and now.version > seen.get(field, 0):
            clashes[field] = now.value
            continue
        changed += 1
        _save(application, field, value, now)
    if changed:
        Application.objects.filter(pk=application.pk).update(saved_at=timezone.now())
        _note("application.saved", application, by, fields=changed)
    return clashes


def _save(application: Application, field: str, value: str, now: Answer | None) -> None:
    if now is None:
        Answer.objects.create(application=application, field=field, value=value)
        return
    now.value, now.version = value, now.version + 1
    now.save(update_fields=["value", "version", "saved_at"])


@transaction.atomic
def attach(
    application: Application,
    data: bytes,
    *,
    name: str,
    paper: Paper | None,
    by: User | None = None,
) -> Attachment:
    """Add a file, for a paper that is asked for or as evidence. A new one replaces the old.

    Raises NotOpen, TooMuch, FileRefused.
    """
    if not takes(application):
        raise NotOpen
    now = application.attachments.filter(removed_at=None)
    if now.count() >= MOST_FILES:
        raise TooMuch
    if paper:
        now.filter(paper=paper).update(removed_at=timezone.now())
    scope = f"country:{application.call.cohort.country_id}"
    stored = store_file(data, name=name, scope=scope, by=by)
    attached = Attachment.objects.create(
        application=application,
        paper=paper,
        file=stored.public_id,
        name=stored.name,
        size=stored.size,
    )
    _note("application.attached", application, by, file=stored.public_id)
    return attached


@transaction.atomic
def detach(attachment: Attachment, *, by: User | None = None) -> None:
    """Take a file out; it is kept for what was sent already. Raises NotOpen."""
    if not takes(attachment.application):
        raise NotOpen
    attachment.removed_at = timezone.now()
    attachment.save(update_fields=["removed_at"])
    _note("application.detached", attachment.application, by, file=attachment.file)


@transaction.atomic
def withdraw(application: Application, *, why: str, by: User | None = None) -> None:
    """Leave the call; another application of the school may begin. Until the call has ended."""
    if not takes(application):
        raise NotOpen
    Application.objects.filter(pk=application.pk).update(
        state=Application.State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_why=why[:300]
    )
    application.refresh_from_db()
    _note("application.withdrawn", application, by, why=why[:300])


def link_of(application: Application, token: str) -> str:
    """The address where a school goes on."""
    return f"{settings.PUBLIC_ADDRESS}/{application.language}/apply/{token}/"


def _write_link(application: Application, token: str) -> None:
    with translation.override(application.language):
        facts = {
            "name": application.contact_name or application.contact_email,
            "school": application.school.name,
            "address": link_of(application, token),
        }
        write_letter(
            to=application.contact_email,
            language=application.language,
            subject=_("Your application: %(school)s") % facts,
            body=_(
                "Dear %(name)s,\n\nthe application of %(school)s has begun. With this link you go "
                "on, on any device; give it only to colleagues who write with you:\n%(address)s\n\n"
                "Nothing is sent until you choose “Check and send”."
            )
            % facts,
            purpose="application",
            about=application.public_id,
            is_secret=True,
        )


def _note(verb: str, application: Application, by: User | None, **facts: object) -> None:
    scope = f"country:{application.call.cohort.country_id}"
    record(verb, on=application, by=by, scope=scope, concerns=application.school, **facts)
