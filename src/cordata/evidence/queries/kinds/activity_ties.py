"""Table "ties-of-schools/1": who went to whom, from activities that took place.

One row is one school that came to another. Where an activity had a host, every other school that
was present came to it: a visit, a lesson looked at, a day of job shadowing. Online, or elsewhere,
every other school came to the one that called it. What a coordinator called and nobody hosted ties
no school to another.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Activity, Attendance
from cordata.cycles.queries.signs import HELD
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import cohorts_in, schools_in
from cordata.networks.models import Participation

PRACTICE = {Activity.Kind.OBSERVATION, Activity.Kind.SHADOWING, Activity.Kind.OPEN_LESSON}
COLUMNS = {
    "source": word(_("the school that came")),
    "target": word(_("the school it came to")),
    "source_country": word(_("country of the school that came")),
    "target_country": word(_("country of the school it came to")),
    "source_side": word(_("the school that came is a mentor or a mentee")),
    "target_side": word(_("the school it came to is a mentor or a mentee")),
    "times": number(_("how often")),
    "practice": number(_("how often to see lessons: observed, open, or job shadowing")),
    "online": number(_("how often online")),
    "hours": number(_("hours of these activities")),
}


@dataclass(frozen=True, slots=True)
class TiesOfSchools:
    """What the query is told.

    cohorts  public ids
    """

    cohorts: tuple[str, ...]


def ties_of_schools(project: Project, told: TiesOfSchools) -> Built:
    """The table; what is told of activities has no frozen round behind it. Raises SpecError."""
    cohorts = cohorts_in(project, told.cohorts)
    schools = {one.pk: one for one in schools_in(cohorts, *Participation.Side)}
    last = {
        one.school_id: one
        for one in sorted(schools.values(), key=lambda one: (one.cohort.starts_on, one.pk))
    }
    found: dict[tuple[int, int], dict[str, Any]] = {}
    known: list[dt.datetime] = []
    for activity, present in _told(list(schools)):
        receives = schools.get(activity.host_id or activity.called_by_id or 0)
        if receives is None or activity.told_at is None:
            continue
        known.append(activity.corrected_at or activity.told_at)
        for one in present:
            if schools[one].school_id != receives.school_id:
                pair = (last[schools[one].school_id], last[receives.school_id])
                _count(found, pair, activity)
    return Built(framed(COLUMNS, found.values()), (), max(known, default=None))


def _told(schools: Iterable[int]) -> list[tuple[Activity, list[int]]]:
    """Activities that took place, with the schools (keys of participations) present. Two queries."""
    there = Attendance.objects.filter(
        Q(leaders__gt=0) | Q(teachers__gt=0) | Q(others__gt=0), participation__in=schools
    )
    present: dict[int, list[int]] = {}
    for activity, school in there.order_by("participation").values_list(
        "activity", "participation"
    ):
        present.setdefault(activity, []).append(school)
    held = Activity.objects.filter(HELD, pk__in=there.values("activity")).order_by("pk")
    return [(one, present[one.pk]) for one in held]


def _count(
    found: dict[tuple[int, int], dict[str, Any]],
    pair: tuple[Participation, Participation],
    activity: Activity,
) -> None:
    """One more time that the first came to the second; sides and countries as they are last."""
    came, to = pair
    row = found.setdefault(
        (came.school_id, to.school_id),
        {
            "source": came.school.public_id, "target": to.school.public_id,
            "source_country": came.cohort.country_id, "target_country": to.cohort.country_id,
            "source_side": came.side, "target_side": to.side,
            "times": 0, "practice": 0, "online": 0, "hours": 0.0,
        },
    )  # fmt: skip
    row["times"] += 1
    row["practice"] += activity.kind in PRACTICE
    row["online"] += activity.online
    row["hours"] += activity.minutes / 60.0


KIND = Kind(
    TiesOfSchools,
    ties_of_schools,
    "times",
    title=_("Who went to whom"),
    keys=("source", "target"),
    columns=COLUMNS,
    fits={
        "network": {
            "source": "source", "target": "target",
            "source_group": "source_side", "target_group": "target_side",
        }
    },
)  # fmt: skip
