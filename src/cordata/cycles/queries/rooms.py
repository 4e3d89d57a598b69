"""The way into a video room: its link, or a room on the country's own server, signed afresh."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cordata.accounts.models import User
from cordata.cycles.models import Activity
from cordata.cycles.queries.activities import ends_at
from cordata.cycles.queries.calendars import page_of
from cordata.kit.video import Server, address_in_room
from cordata.schools.rules import may_work_in

OPENS_BEFORE = dt.timedelta(hours=1)
STAYS_OPEN = dt.timedelta(hours=2)


class RoomClosed(Exception):
    """It opens an hour before the activity begins, and is gone after it."""


def way_in(activity: Activity, person: User) -> str:
    """Where this person enters. Ask ``rules.may_do_together`` before.

    Raises RoomClosed; kit.video.NoRoom.
    """
    if activity.cancelled_at:
        raise RoomClosed
    if activity.link:
        return activity.link
    server = server_for(activity)
    now, over = timezone.now(), ends_at(activity) + STAYS_OPEN
    if server is None or not activity.starts_at - OPENS_BEFORE <= now < over:
        raise RoomClosed
    return address_in_room(
        server,
        room=room_of(activity),
        title=f"{activity.get_kind_display()}: {activity.cluster.name}",
        person=person.name or person.email,
        leads=_leads(activity, person),
        until=over,
        back_to=page_of(activity),
    )


def server_for(activity: Activity) -> Server | None:
    """The server of the cluster's country, else the one for all, for what is online."""
    servers: dict[str, Server] = settings.VIDEO_SERVERS
    country = activity.cluster.cohort.country_id
    return servers.get(country, servers.get("")) if activity.online else None


def room_of(activity: Activity) -> str:
    """A name that nobody can guess and no copy of the database tells."""
    return salted_hmac(
        "cordata.cycles.room", activity.public_id, algorithm="sha256"
    ).hexdigest()[:40]


def _leads(activity: Activity, person: User) -> bool:
    """Whoever planned it, and the team of the school that called it."""
    caller = activity.called_by
    return person.pk == activity.planned_by_id or (
        caller is not None and may_work_in(person, caller.school)
    )
