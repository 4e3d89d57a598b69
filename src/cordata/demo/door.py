"""A door that is open all year in each country, and a cluster that stands at it."""

import datetime as dt

from django.utils import timezone

from cordata.accounts.models import User
from cordata.calls.actions import editing, grouping, publishing
from cordata.calls.models import Application, Call
from cordata.demo.calls import apply
from cordata.demo.words import DOORS, WORDS
from cordata.documents.actions import write_and_publish
from cordata.networks.models import Cohort
from cordata.schools.models import School

STANDS_AT_IT = ("mentor", "mentee", "mentee")


def open_door(cohort: Cohort, by: User) -> Call:
    """Beside the dated call of ``cohort``; three schools have come together."""
    language = (cohort.country.languages or ["en"])[0]
    title, body, name, aim = DOORS[language]
    call = editing.start_call(cohort, title=title, is_open_door=True, by=by)
    write_and_publish(call.text, language=language, title=title, body=body, after=1, by=by)
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    editing.change_call(
        call,
        version=None,
        by=by,
        opens_at=now - dt.timedelta(days=20),
        closes_at=now + dt.timedelta(days=300),
        grace_hours=0,
    )
    call = publishing.publish_call(call, version=None, by=by)
    _come(call, name, aim)
    return call


def _come(call: Call, name: str, aim: str) -> None:
    """Schools that have not applied to the dated call, the mentor school first."""
    code, language = call.cohort.country_id, call.text.original_language
    busy = Application.objects.filter(call__cohort=call.cohort).values("school")
    free = School.objects.filter(country=code, from_register=False).exclude(pk__in=busy)
    together = None
    for school, side in zip(free.order_by("national_code"), STANDS_AT_IT, strict=False):
        application = apply(call, school, side, "sent", WORDS[language])
        if together is None:
            together = grouping.start_ready_cluster(application, name=name, aim=aim)
        else:
            grouping.join_ready_cluster(application, together)
