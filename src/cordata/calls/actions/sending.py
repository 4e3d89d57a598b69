"""Send an application: a number without gaps, and everything as it stood."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.calls.actions.applying import NotOpen
from cordata.calls.models import Application, Call
from cordata.calls.queries.applications import applications_to
from cordata.calls.queries.clock import takes
from cordata.calls.queries.facts import facts_of, in_stratum
from cordata.calls.queries.form import Missing, asked_of, missing_in
from cordata.calls.queries.sent import snapshot
from cordata.history.actions import record
from cordata.notices.actions import write_letter


class NotWhole(Exception):
    """Something is missing; ``missing`` says what."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(", ".join(one.lack for one in missing))
        self.missing = missing


@transaction.atomic
def send(application: Application, *, sent_by: str, by: User | None = None) -> Application:
    """Send, or send again with changes until the call ends. The number stays.

    Raises NotOpen, NotWhole.
    """
    # One after another per call: numbers have no gaps.
    call = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
    application = Application.objects.select_related("call", "school__main_site").get(
        pk=application.pk
    )
    if not takes(application) or application.state == Application.State.WITHDRAWN:
        raise NotOpen
    if missing := missing_in(application, asked_of(application)):
        raise NotWhole(missing)
    application.number = application.number or _next_number(call)
    application.state = Application.State.SENT
    application.sent_at, application.sent_by = timezone.now(), sent_by
    application.sent = snapshot(application)
    application.stratum = in_stratum(call, facts_of(application.school))
    application.save(update_fields=["number", "state", "sent_at", "sent_by", "sent", "stratum"])
    _write_receipt(application)
    scope = f"country:{call.cohort.country_id}"
    number = application.number
    record(
        "application.sent", on=application, by=by, scope=scope, concerns=application.school,
        number=number,
    )  # fmt: skip
    return application


def _next_number(call: Call) -> str:
    given = applications_to(call).exclude(number="").count()
    return f"{call.reference}-{given + 1:03d}"


def _write_receipt(application: Application) -> None:
    with translation.override(application.language):
        facts = {
            "name": application.contact_name or application.contact_email,
            "school": application.school.name,
            "number": application.number,
        }
        write_letter(
            to=application.contact_email,
            language=application.language,
            subject=_("Received: application %(number)s") % facts,
            body=_(
                "Dear %(name)s,\n\nthe application of %(school)s has arrived. Its number is "
                "%(number)s. Until the call closes you can change it with your link and send it "
                "again; the last one counts."
            )
            % facts,
            purpose="application",
            about=application.public_id,
        )
