"""Into the video room: our own address, which only members open, leads on with a new signature."""

import logging

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cordata.cycles import rules
from cordata.cycles.queries.activities import activities_seen_by
from cordata.cycles.queries.calendars import has_room
from cordata.cycles.queries.rooms import OPENS_BEFORE, RoomClosed, way_in
from cordata.kit.video import NoRoom
from cordata.web.requests import Request, allow

log = logging.getLogger(__name__)


@never_cache
@require_GET
def join(request: Request, activity: str) -> HttpResponse:
    """A redirect, never a frame: the content policy of our pages stays closed."""
    seen = activities_seen_by(request.user)
    which = get_object_or_404(
        seen.select_related("cluster__cohort__country"), public_id=activity
    )
    allow(rules.may_do_together(request.user, which.cluster))
    context = {
        "activity": which,
        "cluster": which.cluster,
        "zone": which.cluster.cohort.country.time_zone,
        "opens_at": which.starts_at - OPENS_BEFORE,
        "has_room": has_room(which),
    }
    try:
        return redirect(way_in(which, request.user))
    except RoomClosed:
        return render(request, "web/dates/no_room.html", context, status=409)
    except NoRoom as error:
        log.warning("No video room for %s: %s", which.public_id, error)
        context["failed"] = True
        return render(request, "web/dates/no_room.html", context, status=502)
