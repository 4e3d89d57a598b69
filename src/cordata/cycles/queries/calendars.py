"""Events for calendar programs (RFC 5545): one function makes one, every calendar uses it.

Moments are written in UTC, which every program shows in the zone of its reader.
"""

import datetime as dt
from collections.abc import Iterable
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import Activity, Span, Step
from cordata.cycles.queries.activities import ends_at
from cordata.schools.queries.schools import my_school_ids

KEPT = dt.timedelta(days=400)  # what lies longer ago is no longer in the feed
ONE_DAY = dt.timedelta(days=1)


def event_of(
    activity: Activity, attendees: Iterable[User] = (), *, answers_to: str = ""
) -> Event:
    """An activity for a calendar program, in the language of the moment.

    answers_to  where calendar programs write whether one comes; "" if no mail comes in here
    """
    event = Event()
    event.add("uid", f"{activity.public_id}@cordata")
    event.add("sequence", activity.sequence)
    event.add("dtstamp", activity.changed_at)
    event.add("created", activity.planned_at)
    event.add("last-modified", activity.changed_at)
    # A form gives a zone of its own, which would need a table in the calendar.
    event.add("dtstart", activity.starts_at.astimezone(dt.UTC))
    event.add("dtend", ends_at(activity).astimezone(dt.UTC))
    event.add("summary", f"{activity.get_kind_display()}: {activity.cluster.name}")
    event.add("status", "CANCELLED" if activity.cancelled_at else "CONFIRMED")
    event.add("location", place_of(activity))
    event.add("description", _description(activity))
    event.add("url", page_of(activity))
    event["organizer"] = _organizer(activity, answers_to)
    for one in attendees:
        event.add("attendee", _attendee(one, is_asked=bool(answers_to)))
    return event


def calendar_of(events: Iterable[Event], *, method: str = "", name: str = "") -> bytes:
    """A whole calendar; ``method`` is iTIP's (RFC 5546), for letters."""
    made = Calendar()
    made.add("prodid", "-//Cordata//activities//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if method:
        made.add("method", method)
    if name:
        made.add("x-wr-calname", name)
        made.add("name", name)
        made.add("refresh-interval", dt.timedelta(hours=4), parameters={"value": "DURATION"})
    for event in events:
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def own_calendar(person: User) -> bytes:
    """All that concerns a person's schools, and what the person planned, in their language."""
    with translation.override(person.language):
        events = [event_of(one) for one in _activities(person)]
        return calendar_of(events + _days(person), name=_("Cordata: our cluster"))


def place_of(activity: Activity) -> str:
    """Where it is, in words."""
    return activity.where or _("online")


def page_of(activity: Activity) -> str:
    """Its page, from outside."""
    return _address(f"activities/{activity.public_id}/")


def join_page_of(activity: Activity) -> str:
    """Where its members enter from a distance; "" if there is no room. Safe to forward."""
    return _address(f"activities/{activity.public_id}/join/") if has_room(activity) else ""


def has_room(activity: Activity) -> bool:
    """Whether one can join from a distance: by its link, or online on the country's server."""
    servers = settings.VIDEO_SERVERS
    return bool(activity.link) or (
        activity.online and (activity.cluster.cohort.country_id in servers or "" in servers)
    )


def _address(path: str) -> str:
    language = translation.get_language() or "en"
    return urljoin(settings.PUBLIC_ADDRESS, f"/{language}/{path}")


def _description(activity: Activity) -> str:
    join = join_page_of(activity)
    lines = [*activity.points]
    if activity.cancelled_at:
        lines.append(f"{_('Cancelled')}: {activity.cancelled_why}")
    elif join:
        lines.append(f"{_('Join from a distance')}: {join}")
    return "\n".join([*lines, page_of(activity)])


def _organizer(activity: Activity, answers_to: str) -> vCalAddress:
    """The name of whoever planned it, and an address of ours: theirs is for nobody to read."""
    _name, ours = parseaddr(settings.DEFAULT_FROM_EMAIL)
    planner = activity.planned_by
    made = vCalAddress(f"mailto:{answers_to or ours}")
    made.params["CN"] = vText(planner.name if planner else "Cordata")
    return made


def _attendee(person: User, *, is_asked: bool) -> vCalAddress:
    made = vCalAddress(f"mailto:{person.email}")
    made.params["CN"] = vText(person.name or person.email)
    made.params["ROLE"] = vText("REQ-PARTICIPANT")
    made.params["PARTSTAT"] = vText("NEEDS-ACTION")
    made.params["RSVP"] = vText("TRUE" if is_asked else "FALSE")
    return made


def _clusters(person: User) -> Q:
    return Q(
        cluster__in=Cluster.objects.filter(
            memberships__until=None,
            memberships__participation__school__public_id__in=my_school_ids(person),
        )
    )


def _activities(person: User) -> list[Activity]:
    # Who planned it and has left no longer enters the cluster, and is told no more of it.
    planned = Q(planned_by=person, cluster__in=clusters_entered_by(person).values("pk"))
    found = Activity.objects.filter(
        _clusters(person) | planned, starts_at__gte=timezone.now() - KEPT
    )
    kin = found.select_related("cluster__cohort", "host__school", "planned_by")
    return list(kin.order_by("starts_at", "pk"))


def _days(person: User) -> list[Event]:
    """Whole days: what a school has promised to do by then, and where a stage ends."""
    since = timezone.localdate() - KEPT
    steps = Step.objects.filter(
        goal__participation__school__public_id__in=my_school_ids(person),
        goal__dropped_at=None,
        done_at=None,
        due_on__gte=since,
    ).select_related("goal")
    inside = Cluster.objects.filter(
        memberships__until=None,
        memberships__participation__school__public_id__in=my_school_ids(person),
    )
    spans = Span.objects.filter(cycle__cluster__in=inside, ends_on__gte=since)
    return [
        *(
            _day(step.public_id, step.due_on, step.added_at, f"{step.text}: {step.goal.text}")
            for step in steps.order_by("due_on", "pk")
            if step.due_on
        ),
        *(
            _day(
                f"{span.cycle.public_id}-{span.stage}",
                span.ends_on,
                span.cycle.changed_at,
                _("%(stage)s ends: %(cluster)s")
                % {"stage": span.get_stage_display(), "cluster": span.cycle.cluster.name},
            )
            for span in spans.select_related("cycle__cluster").order_by("ends_on", "pk")
        ),
    ]


def _day(uid: str, on: dt.date, changed_at: dt.datetime, words: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@cordata")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", on)
    event.add("dtend", on + ONE_DAY)
    event.add("summary", words)
    event.add("transp", "TRANSPARENT")
    return event
