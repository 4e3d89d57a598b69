"""Table "schools-by-round/1": each mentee school at each closed round, over several years.

Rounds are numbered from 1 in the order of years and occasions. A school's start is its first round
after it had a mentor: the baseline of the year in which it got one asks how it was before, and so
does every round that opened before that day. A school without a mentor in any of the cohorts has
no start: it is what others are compared with.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cordata.cycles.queries.dose import Visit, visits_of
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.measured import Measure, looked, rounds_of
from cordata.evidence.queries.kinds.sources import Built, built
from cordata.evidence.queries.kinds.tied import Tie, schools_in, ties_of
from cordata.networks.models import Participation
from cordata.surveys.models import Occasion, Round
from cordata.surveys.queries.scores import Score

HOUR = 60.0
ORDER = [one for one in Occasion.values if one != Occasion.ONCE]
COLUMNS = {
    "school": word(_("the school")),
    "mentor": word(_("its first mentor school; itself where it has none")),
    "country": word(_("its country")),
    "occasion": word(_("when in the year: baseline, mid, end, follow_up")),
    "year": number(_("the year in which the cohort began")),
    "wave": number(_("number of the round, from 1")),
    "begins": number(_("number of its first round with a mentor; empty where it has none")),
    "treated": number(_("1 from its first round with a mentor on")),
    "mean": number(_("mean of the voice on the area, 1 to 5"), rests_on="n"),
    "n": number(_("people behind the mean")),
    "sd": number(_("how far these people differ (standard deviation)"), rests_on="n"),
    "hours": number(_("hours of activities that it took part in until the round opened")),
}

type Wave = tuple[int, int]  # year, and place of the occasion in it


@dataclass(frozen=True, slots=True)
class SchoolsByRound(Measure):
    """What the query is told: whose answers to what."""


@dataclass(frozen=True, slots=True)
class Start:
    """When a school first had a mentor, and who that was."""

    tie: Tie
    year: int


def schools_by_round(project: Project, told: SchoolsByRound) -> Built:
    """The table with its sources. Raises SpecError."""
    schools = schools_in(looked(project, told), Participation.Side.MENTEE)
    parts = {one.pk: one for one in schools}
    said = rounds_of(told, schools, ORDER)
    waves = _waves(said, parts)
    starts, visits = _starts(schools), _visits(schools)
    rows = []
    for which, score in said:
        part = parts[which.of_school.pk]
        start = starts.get(part.school_id)
        rows.append(
            _row(which, score, part, waves, start)
            | {"hours": _hours(visits.get(part.school_id, []), which.opens_at)}
        )
    return built(framed(COLUMNS, rows), [which for which, _score in said])


def _wave(which: Round, part: Participation) -> Wave:
    return part.cohort.starts_on.year, ORDER.index(which.occasion)


def _waves(
    said: list[tuple[Round, Score]], parts: dict[int, Participation]
) -> dict[Wave, tuple[int, dt.date]]:
    """Number of each, and the first day on which a school could answer."""
    opened: dict[Wave, dt.date] = {}
    for which, _score in said:
        wave = _wave(which, parts[which.of_school.pk])
        opened[wave] = min(opened.get(wave, which.opened_on), which.opened_on)
    return {one: (number, opened[one]) for number, one in enumerate(sorted(opened), start=1)}


def _starts(schools: list[Participation]) -> dict[int, Start]:
    """By school (key): the first tie in any of the cohorts."""
    ties = ties_of(schools)
    found: dict[int, Start] = {}
    for one in sorted(schools, key=lambda one: (one.cohort.starts_on, one.pk)):
        if one.pk in ties:
            found.setdefault(one.school_id, Start(ties[one.pk], one.cohort.starts_on.year))
    return found


def _begins(start: Start, waves: dict[Wave, tuple[int, dt.date]]) -> int | None:
    """The first round after the start; None if there was none yet."""
    after = (start.year, ORDER.index(Occasion.BASELINE))
    later = [
        number
        for wave, (number, opened) in waves.items()
        if wave > after and opened >= start.tie.since
    ]
    return min(later, default=None)


def _row(
    which: Round,
    score: Score,
    part: Participation,
    waves: dict[Wave, tuple[int, dt.date]],
    start: Start | None,
) -> dict[str, Any]:
    wave = waves[_wave(which, part)][0]
    begins = _begins(start, waves) if start else None
    return {
        "school": part.school.public_id,
        "mentor": start.tie.mentor if start else part.school.public_id,
        "country": part.cohort.country_id,
        "occasion": which.occasion,
        "year": part.cohort.starts_on.year,
        "wave": wave,
        "begins": begins,
        "treated": begins is not None and wave >= begins,
        "mean": score.mean,
        "n": score.n,
        "sd": score.deviation,
    }


def _visits(schools: list[Participation]) -> dict[int, list[Visit]]:
    """By school (key), of all its years."""
    held = visits_of(schools)
    found: dict[int, list[Visit]] = {}
    for one in schools:
        found.setdefault(one.school_id, []).extend(held.get(one.pk, []))
    return found


def _hours(visits: list[Visit], until: dt.datetime) -> float:
    return sum(one.minutes for one in visits if one.at < until) / HOUR


KIND = Kind(
    SchoolsByRound,
    schools_by_round,
    "mean",
    title=_("Schools at each round, over several years"),
    keys=("school", "wave"),
    columns=COLUMNS,
    fits={
        "staggered": {
            "outcome": "mean", "school": "school", "wave": "wave", "begins": "begins",
            "group": "mentor", "stratum": "country",
        },
        "mixed": {
            "outcome": "mean", "fixed": ["treated", "wave"], "groups": ["school", "mentor"],
            "estimand": "D0",
        },
    },
    subject="school",
    shown=("mean",),
)  # fmt: skip
