"""Activities as tests plan and change them."""

import datetime as dt

from django.utils import timezone

from cordata.cycles.actions import activities, moving


def planned(cast, cluster, **facts):
    usual = {
        "kind": "visit", "starts_at": timezone.now() + dt.timedelta(days=9), "minutes": 90,
        "online": False, "host": cast.theirs, "points": ["Leggere; ascoltare, e altro"],
        "called_by": cast.leading, "by": cast.people["mentor_team"],
    }  # fmt: skip
    return activities.plan_activity(cluster, **(usual | facts))


def moved(activity, cast, **facts):
    usual = {
        "starts_at": activity.starts_at, "minutes": activity.minutes, "online": activity.online,
        "host": activity.host, "link": activity.link, "points": activity.points,
        "version": activity.sequence, "by": cast.people["team"],
    }  # fmt: skip
    moving.move_activity(activity, **(usual | facts))
    activity.refresh_from_db()
