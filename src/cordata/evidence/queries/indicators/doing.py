"""Indicators of what schools do together, and how far their goals are."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Goal
from cordata.evidence.queries.indicators.declaring import (
    NONE_MISSING,
    Counted,
    Indicator,
    Source,
)
from cordata.evidence.queries.indicators.records import Records
from cordata.networks.models import Participation

LATELY = dt.timedelta(weeks=8)
HOUR = 60.0


def _held(records: Records) -> Counted:
    held, missed = records.dose.held.total(), records.dose.not_held.total()
    return Counted(held, held + missed, held + missed + records.untold, records.untold)


def _met(records: Records) -> Counted:
    """Only schools that have had their mentor long enough to have met."""
    by = (records.now - LATELY).date()
    long = [key for key, since in records.since.items() if since <= by]
    met = sum(
        any(visit.at >= records.now - LATELY for visit in records.visits.get(key, []))
        for key in long
    )
    return Counted(met, len(long), len(records.since), len(records.since) - len(long))


def _hours(records: Records) -> Counted:
    minutes = sum(
        visit.minutes for key in records.since for visit in records.visits.get(key, [])
    )
    schools = len(records.since)
    return Counted(minutes / HOUR, schools, schools, records.untold)


def _online(records: Records) -> Counted:
    held = records.dose.held.total()
    return Counted(records.dose.online, held, held)


def _mutual(records: Records) -> Counted:
    held = records.dose.held.total()
    return Counted(records.dose.called[Participation.Side.MENTEE.value], held, held)


def _goals(records: Records) -> Counted:
    stops = records.goals.stops
    given_up = records.goals.given_up
    return Counted(
        stops[Goal.Stop.PART.value], stops.total(), stops.total() + given_up, given_up
    )


DOING = (
    Indicator(
        "activities-held/1", _("Activities that took place"),
        _("activities told as having taken place"),
        _("activities that were promised for a day that has passed"),
        _("activities of the last two weeks that nobody has told yet"),
        Source.ACTIVITIES, _held,
    ),
    Indicator(
        "schools-met/1", _("Mentored schools that met somebody in the last eight weeks"),
        _("schools with an activity in the last eight weeks"),
        _("mentee schools that have been in a cluster for eight weeks or longer"),
        _("mentee schools that have been in a cluster for less than eight weeks"),
        Source.ACTIVITIES, _met,
    ),
    Indicator(
        "hours-each/1", _("Hours of activities of a mentored school"),
        _("hours of activities in which people of these schools took part"),
        _("mentee schools in a cluster"),
        _("activities of the last two weeks that nobody has told yet"), Source.ACTIVITIES, _hours, is_share=False,
    ),
    Indicator(
        "activities-online/1", _("Activities that were online"),
        _("activities told as online"), _("activities that took place"),
        NONE_MISSING, Source.ACTIVITIES, _online,
    ),
    Indicator(
        "called-by-mentees/1", _("Activities that a mentee school called"),
        _("activities called by a mentee school"), _("activities that took place"),
        NONE_MISSING, Source.ACTIVITIES, _mutual,
    ),
    Indicator(
        "goals-part-of-work/1", _("Goals that are part of the work now"),
        _("goals of which the school says so"), _("goals that were set and not given up"),
        _("goals that were given up"), Source.GOALS, _goals,
    ),
)  # fmt: skip
