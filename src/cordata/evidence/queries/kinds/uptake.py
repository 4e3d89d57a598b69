"""Table "uptake/1": what became of each school after each of its years, for how far mentoring spreads.

``completes``  of a mentee school once its cohort is over: it was accompanied until the end
``willing``    of one that completed, once a later cohort of its country has begun: it became a
               mentor school in one of them. Records know who did, not who would have
``stays``      of a mentor school, once a later cohort of its country has begun: it went on
Empty where nobody can know yet.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import Tie, cohorts_in, schools_in, ties_of
from cordata.networks.models import Participation

Side = Participation.Side
COLUMNS = {
    "school": word(_("the school")),
    "cohort": word(_("the cohort")),
    "country": word(_("its country")),
    "side": word(_("mentor or mentee in that year")),
    "year": number(_("the year in which the cohort began")),
    "first": number(_("1 in the first of its years: schools reached for the first time")),
    "completes": number(_("1 if it was accompanied until the end, 0 if not")),
    "willing": number(_("1 if it became a mentor school later, 0 if not")),
    "stays": number(_("1 if the mentor school went on in a later cohort, 0 if not")),
}


@dataclass(frozen=True, slots=True)
class Uptake:
    """What the query is told.

    cohorts  public ids
    until    the day as of which years are over or have begun, as 2027-06-30
    """

    cohorts: tuple[str, ...]
    until: str


def uptake(project: Project, told: Uptake) -> Built:
    """The table; how schools take part has no frozen round behind it. Raises SpecError."""
    try:
        until = dt.date.fromisoformat(told.until)
    except ValueError as wrong:
        raise SpecError("until", f"{told.until!r} is no day", "Write 2027-06-30") from wrong
    begun = [one for one in cohorts_in(project, told.cohorts) if one.starts_on <= until]
    schools = schools_in(begun, *Side)
    ties = ties_of(schools)
    known = max((one.joined_at for one in schools), default=None)
    return Built(
        framed(COLUMNS, (_row(one, schools, ties, until) for one in schools)), (), known
    )


def _row(
    one: Participation, every: Sequence[Participation], ties: dict[int, Tie], until: dt.date
) -> dict[str, Any]:
    mine = [other for other in every if other.school_id == one.school_id]
    later = [
        other
        for other in every
        if other.cohort.country_id == one.cohort.country_id
        and other.cohort.starts_on > one.cohort.starts_on
    ]
    led = any(other.school_id == one.school_id and other.is_mentor for other in later)
    completed = one.withdrawn_at is None and one.pk in ties and ties[one.pk].until is None
    over = one.cohort.ends_on <= until
    return {
        "school": one.school.public_id,
        "cohort": one.cohort.public_id,
        "country": one.cohort.country_id,
        "side": one.side,
        "year": one.cohort.starts_on.year,
        "first": all(other.cohort.starts_on >= one.cohort.starts_on for other in mine),
        "completes": completed if one.side == Side.MENTEE and over else None,
        "willing": led if one.side == Side.MENTEE and over and completed and later else None,
        "stays": led if one.is_mentor and over and later else None,
    }


KIND = Kind(
    Uptake,
    uptake,
    "completes",
    title=_("What became of schools, year by year"),
    keys=("school", "cohort"),
    columns=COLUMNS,
    fits={"diffusion": {"completes": "completes", "willing": "willing", "stays": "stays"}},
)
