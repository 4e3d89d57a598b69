"""Table "pairs-after-support/1": which pairs of schools still meet after their funded year.

A pair is a mentee school and its mentor school that were together on the last day of a cohort that
is over. Meeting is an activity that took place with people of both, in whichever cluster. A pair
that has not met for ``quiet`` days before the last look has stopped, on the day it last met, or on
the first day if it never met again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.clusters.models import Cluster
from cordata.cycles.queries.dose import Visit, visits_of
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import Tie, cohorts_in, schools_in, ties_of
from cordata.networks.models import Participation

HOUR = 60.0
QUIET = 120
COLUMNS = {
    "pair": word(_("mentee school, year and mentor school")),
    "mentor": word(_("the mentor school")),
    "country": word(_("its country")),
    "days": number(_("days from the end of support to the last meeting, or to the last look")),
    "ended": number(_("1 if the pair has stopped meeting")),
    "met": number(_("meetings after support ended")),
    "sessions": number(_("meetings during the funded year")),
    "hours": number(_("hours of these meetings")),
    "priority": number(_("1 if it came first in matching")),
    "online": number(_("1 if they were to meet online only")),
    "pupils": number(_("pupils of the school")),
}  # fmt: skip

type Meetings = list[Visit]


@dataclass(frozen=True, slots=True)
class PairsAfterSupport:
    """What the query is told.

    cohorts  public ids
    until    day of the last look, as 2027-06-30
    quiet    days without a meeting after which a pair counts as stopped
    """

    cohorts: tuple[str, ...]
    until: str
    quiet: int = QUIET


def pairs_after_support(project: Project, told: PairsAfterSupport) -> Built:
    """The table; what is told of activities has no frozen round behind it. Raises SpecError."""
    until = _day(told)
    cohorts = cohorts_in(project, told.cohorts)
    schools = schools_in(cohorts, Participation.Side.MENTEE)
    ties = {key: tie for key, tie in ties_of(schools).items() if tie.mentor}
    closed = dict(
        Cluster.objects.filter(pk__in=[one.cluster for one in ties.values()]).values_list(
            "pk", "closed_on"
        )
    )
    meetings = _meetings(schools, ties, project)
    rows, known = [], []
    for one in schools:
        tie = ties.get(one.pk)
        over = one.cohort.ends_on
        if tie is None or (tie.until and tie.until < (closed[tie.cluster] or over)):
            continue
        end = closed[tie.cluster] or over
        if (until - end).days < 1:
            continue
        met = [visit for visit in meetings[one.school_id, tie.mentor] if _on(visit) <= until]
        known += [visit.told_at for visit in met]
        rows.append(_row(one, tie, met, end, until, told.quiet))
    return Built(framed(COLUMNS, rows), (), max(known, default=None))


def _day(told: PairsAfterSupport) -> dt.date:
    if told.quiet < 1:
        raise SpecError("quiet", f"{told.quiet} is no number of days", "Give at least 1")
    try:
        return dt.date.fromisoformat(told.until)
    except ValueError as wrong:
        raise SpecError("until", f"{told.until!r} is no day", "Write 2027-06-30") from wrong


def _meetings(
    schools: Iterable[Participation], ties: dict[int, Tie], project: Project
) -> dict[tuple[int, str], Meetings]:
    """By mentee (key of school) and mentor (public id), in all years of the programme."""
    wanted = {(one.school_id, ties[one.pk].mentor) for one in schools if one.pk in ties}
    ours = list(
        Participation.objects.filter(cohort__programme=project.programme_id)
        .select_related("school")
        .order_by("pk")
    )
    visits = visits_of(ours)
    by_school: dict[str, set[int]] = defaultdict(set)
    mine: dict[int, list[Visit]] = defaultdict(list)
    for one in ours:
        mine[one.school_id] += visits.get(one.pk, [])
        by_school[one.school.public_id] |= {visit.activity for visit in visits.get(one.pk, [])}
    found: dict[tuple[int, str], Meetings] = defaultdict(list)
    for mentee, mentor in wanted:
        both = [visit for visit in mine[mentee] if visit.activity in by_school[mentor]]
        found[mentee, mentor] = sorted(both, key=lambda visit: (visit.at, visit.activity))
    return found


def _row(
    school: Participation, tie: Tie, met: Meetings, end: dt.date, until: dt.date, quiet: int
) -> dict[str, Any]:
    after = [_on(one) for one in met if _on(one) > end]
    funded = [one for one in met if school.cohort.starts_on <= _on(one) <= end]
    last = max(after, default=end)
    ended = (until - last).days > quiet
    return {
        "pair": f"{school.school.public_id} {school.cohort.public_id} {tie.mentor}",
        "mentor": tie.mentor,
        "country": school.cohort.country_id,
        "days": max(1, (last - end).days) if ended else (until - end).days,
        "ended": ended,
        "met": len(after),
        "sessions": len(funded),
        "hours": sum(one.minutes for one in funded) / HOUR,
        "priority": school.priority,
        "online": tie.online,
        "pupils": school.school.pupils,
    }


def _on(visit: Visit) -> dt.date:
    return timezone.localdate(visit.at)


PAIR = {"time": "days", "ended": "ended", "group": "mentor"}
KIND = Kind(
    PairsAfterSupport,
    pairs_after_support,
    "days",
    title=_("Pairs of schools after their funded year"),
    keys=("pair",),
    columns=COLUMNS,
    fits={
        "continuation": PAIR,
        "continuation-causes": PAIR | {"traits": ["hours"]},
    },
)
