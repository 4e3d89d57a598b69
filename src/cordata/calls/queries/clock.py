"""Whether a call is open follows from the clock alone."""

import datetime as dt
from enum import StrEnum

from django.utils import timezone

from cordata.calls.models import Application, Call


class Phase(StrEnum):
    """Where a published call stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


def phase(call: Call, now: dt.datetime | None = None) -> Phase:
    """Draft, planned, open, in the hours of grace, closed or withdrawn."""
    now = now or timezone.now()
    if call.state != Call.State.PUBLISHED or call.opens_at is None or call.closes_at is None:
        return Phase.WITHDRAWN if call.state == Call.State.WITHDRAWN else Phase.DRAFT
    if now < call.opens_at:
        return Phase.PLANNED
    if now < call.closes_at:
        return Phase.OPEN
    return Phase.GRACE if now < ends_at(call) else Phase.CLOSED


def ends_at(call: Call) -> dt.datetime:
    """When nothing more can be sent: closing and the hours of grace."""
    if call.closes_at is None:
        raise ValueError("the call has no end yet")
    return call.closes_at + dt.timedelta(hours=call.grace_hours)


def takes(application: Application, now: dt.datetime | None = None) -> bool:
    """Whether an application may still be changed and sent.

    The hours of grace are for those who had begun before the call closed.
    """
    now, call = now or timezone.now(), application.call
    where = phase(call, now)
    if call.is_open_door and application.sent_at and _is_decided(application):
        return False
    if where == Phase.GRACE and call.closes_at is not None:
        return application.started_at < call.closes_at
    return where == Phase.OPEN


def _is_decided(application: Application) -> bool:
    return application.outcomes.filter(selection__decided_at__isnull=False).exists()
