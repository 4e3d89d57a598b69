"""Change an activity that is planned: another day, another place, other points."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.cycles.actions.activities import ToldAlready, alive, belong, kept, note, one_more
from cordata.cycles.actions.invitations import write_invitations
from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity
from cordata.cycles.queries.answers import school_of
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Participation


@transaction.atomic
def move_activity(
    activity: Activity,
    *,
    starts_at: dt.datetime,
    minutes: int,
    online: bool,
    host: Participation | None,
    link: str,
    points: Sequence[str],
    place: str = "",
    version: int,
    by: User,
) -> int:
    """Another day, another place, other points; the schools are asked again: so many letters.

    version  ``sequence`` of the activity that was on the page
    What stands there already, as it does if it is sent twice, is no conflict: nothing happens.
    Raises NotInTheCluster, ToldAlready, ChangedBySomebody, clusters.ClusterEnded.
    """
    still_at_work(activity.cluster)
    belong(activity.cluster, host)
    was, said = activity.starts_at, kept(points)
    new_points = {} if said == activity.points else _set_by(activity, said, by)
    plan = {
        "starts_at": starts_at, "minutes": minutes, "link": link,
        **Where(online, host, place).facts(),
    }  # fmt: skip
    still = alive(activity).filter(sequence=version)
    changed = still.update(**plan, **new_points, **one_more())
    now = Activity.objects.select_related("cluster__cohort__country", "host__school").get(
        pk=activity.pk
    )
    if not changed:
        if now.told_at or now.cancelled_at:
            raise ToldAlready(now)
        if now.points != said or any(getattr(now, name) != one for name, one in plan.items()):
            raise ChangedBySomebody(now)
        return 0
    facts = {"points": said} if new_points else {}
    note(
        "activity.moved", activity, by, was=was.isoformat(), now=starts_at.isoformat(), **facts
    )
    return write_invitations(now, by=by, was=was)


def _set_by(activity: Activity, points: list[str], by: User) -> dict[str, Any]:
    """The points, and the school whose they are now; None is the coordinator."""
    return {"points": points, "pointed_by": school_of(by, activity) if points else None}
