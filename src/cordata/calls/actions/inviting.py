"""Tell schools of a call by letter, and remind them kindly, once."""

import secrets
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions import digest
from cordata.accounts.models import User
from cordata.calls.actions.applying import NotOpen
from cordata.calls.models import Call, Invitee
from cordata.calls.queries.clock import Phase, phase
from cordata.calls.queries.inviting import to_remind
from cordata.history.actions import record
from cordata.kit.days import daytime
from cordata.notices.actions import write_letter
from cordata.schools.models import School


@transaction.atomic
def invite_schools(call: Call, schools: Iterable[tuple[School, str]], *, by: User) -> int:
    """Write to schools that were not told yet; returns how many. Raises NotOpen."""
    _open_only(call)
    told = set(call.invitees.values_list("school_id", flat=True))
    count = 0
    for school, email in schools:
        if school.pk in told:
            continue
        token = secrets.token_urlsafe(24)
        Invitee.objects.create(
            call=call, school=school, email=email, token_digest=digest(token)
        )
        _write(call, school, email, token, by=by, again=False)
        told.add(school.pk)
        count += 1
    record("schools.invited", on=call, by=by, scope=_scope(call), count=count)
    return count


@transaction.atomic
def remind_schools(call: Call, *, by: User) -> int:
    """Remind who has not opened the letter; never twice. Raises NotOpen."""
    _open_only(call)
    silent = list(to_remind(call))
    for one in silent:
        token = secrets.token_urlsafe(24)
        one.token_digest, one.reminded_at = digest(token), timezone.now()
        one.save(update_fields=["token_digest", "reminded_at"])
        _write(call, one.school, one.email, token, by=by, again=True)
    record("schools.reminded", on=call, by=by, scope=_scope(call), count=len(silent))
    return len(silent)


@transaction.atomic
def open_invitation(invitee: Invitee, *, by: User | None = None) -> None:
    """The letter's link was opened: noted the first time."""
    first = Invitee.objects.filter(pk=invitee.pk, opened_at=None)
    if first.update(opened_at=timezone.now()):
        scope = _scope(invitee.call)
        record(
            "invitation.opened",
            on=invitee.call,
            by=by,
            scope=scope,
            school=invitee.school.public_id,
        )


def _open_only(call: Call) -> None:
    if phase(call) not in {Phase.PLANNED, Phase.OPEN}:
        raise NotOpen


def _write(
    call: Call, school: School, email: str, token: str, *, by: User, again: bool
) -> None:
    language = school.language or call.text.original_language
    with translation.override(language):
        closes = timezone.localtime(call.closes_at, ZoneInfo(call.time_zone))
        facts = {
            "school": school.name,
            "date": daytime(closes),
            "address": f"{settings.PUBLIC_ADDRESS}/{language}/calls/invited/{token}/",
            "by": by.name,
        }
        subject = (
            _("A call for %(school)s")
            if not again
            else _("Until %(date)s: a call for %(school)s")
        )
        body = _(
            "Dear colleagues of %(school)s,\n\na call is open that your school may answer, until "
            "%(date)s. Read it and begin here; no account is needed:\n%(address)s\n\n%(by)s"
        )
        write_letter(
            to=email,
            language=language,
            subject=subject % facts,
            body=body % facts,
            purpose="invitation-to-call",
            about=call.public_id,
            is_secret=True,
            by=by,
        )


def _scope(call: Call) -> str:
    return f"country:{call.cohort.country_id}"
