"""A person's calendar is their own; a cluster's dates are its schools' and coordinators'."""

import datetime as dt

from django.utils import timezone

from cordata.cycles.actions import activities, dates
from cordata.cycles.queries.answers import calendar_address, token_for
from tests.web.access.cycles import READERS, _activity, cluster_of

OPEN = {"visitor": 200, "others": 200}
SETTERS = {"mentor_team": 422, "coordinator": 422, "programme_coordinator": 422}


def _none(_cast):
    return {}


def _where(cast):
    return {"cluster": cluster_of(cast).public_id}


def _coming(cast):
    return activities.plan_activity(
        cluster_of(cast), kind="meeting", starts_at=timezone.now() + dt.timedelta(days=1),
        minutes=60, online=True, host=None, points=[], called_by=cast.leading,
        by=cast.people["mentor_team"],
    )  # fmt: skip


def _token(cast):
    return {"token": token_for(_coming(cast), cast.people["team"])}


def _feed(cast):
    address = calendar_address(dates.open_calendar(by=cast.people["team"]))
    return {"token": address.rpartition("/")[2].removesuffix(".ics")}


ROWS = [
    ("get", "dates:mine", _none, {"others": 200}),
    ("post", "dates:mine", _none, {"others": 302}),
    ("post", "dates:renew", _none, {"others": 302}),
    # Whoever holds the link: programs and mail cannot sign in.
    ("get", "calendar-feed", _feed, OPEN),
    ("get", "dates:answer", _token, OPEN),
    ("post", "dates:answer", _token, dict.fromkeys(OPEN, 422)),
    # No server is set here: members read that the room is closed.
    ("get", "dates:join", _activity, dict.fromkeys(READERS, 409)),
    ("get", "dates:cycle", _where, READERS),
    ("post", "dates:stage", _where, SETTERS | {"team": 403, "head": 403}),
    ("post", "dates:days", _where, SETTERS | {"team": 403, "head": 403}),
    ("post", "dates:kick-off", _where, dict.fromkeys(READERS, 422)),
]
