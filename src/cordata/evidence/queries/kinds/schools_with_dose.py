"""Table "schools-with-dose/1": each school that was to be accompanied, what it got, and its change.

Every mentee school of the cohorts has a row, also one that left, or waited without a mentor: who
was lost can be counted against who was there at the start. The dose counts activities that took
place from the first day of the cohort until the later round opened (without one: until the
cohort's last day), in which people of the school itself were present.
The model is the one declared by the day the later round closed (without one: the cohort's last day).
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cordata.cycles.queries.dose import Visit, span_of, visits_of
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.measured import (
    Measure,
    NotApplicable,
    looked,
    rounds_of,
    two_moments,
)
from cordata.evidence.queries.kinds.sources import Built, built
from cordata.evidence.queries.kinds.tied import Tie, closed_on, schools_in, ties_of
from cordata.networks.models import Participation
from cordata.surveys.models import Occasion, Round
from cordata.surveys.queries.scores import Score

HOUR = 60.0
COLUMNS = {
    "school": word(_("the school")),
    "mentor": word(_("its mentor school; itself where it has none")),
    "country": word(_("its country")),
    "model": word(_("declared coordination model of its cluster")),
    "treated": number(_("1 if it had a mentor, 0 if it waited")),
    "before": number(_("mean at the first moment, 1 to 5"), rests_on="before_n"),
    "after": number(_("mean at the later moment, 1 to 5"), rests_on="after_n"),
    "change": number(_("later mean less first mean"), rests_on=("before_n", "after_n")),
    "before_n": number(_("people behind the first mean")),
    "after_n": number(_("people behind the later mean")),
    "before_sd": number(_("how far people differ at the first moment (standard deviation)"), rests_on="before_n"),
    "after_sd": number(_("how far people differ at the later moment (standard deviation)"), rests_on="after_n"),
    "response": number(_("share of those invited who answered, in the poorer of both rounds")),
    "sessions": number(_("activities that it took part in")),
    "hours": number(_("hours of these activities")),
    "people_hours": number(_("hours times people of the school who were there")),
    "travel_hours": number(_("hours of travel of all of them")),
    "online": number(_("share of its activities that were online")),
    "pupils": number(_("pupils of the school")),
    "priority": number(_("1 if it came first in matching")),
    "left": number(_("1 if it left")),
}  # fmt: skip
TWO_ARMS = {
    "school": "school", "country": "country", "mentor": "mentor", "treated": "treated",
    "before": "before", "after": "after", "answers": "after_n", "deviation": "after_sd",
    "response": "response",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchoolsWithDose(Measure):
    """What the query is told; before and after are occasions: baseline, mid, end, follow_up.

    not_applicable  "lowest" only for what a school has or lacks
    """

    before: str = Occasion.BASELINE.value
    after: str = Occasion.END.value
    not_applicable: NotApplicable = "missing"


def schools_with_dose(project: Project, told: SchoolsWithDose) -> Built:
    """The table with its sources. Raises SpecError."""
    two_moments(told.before, told.after)
    schools = schools_in(looked(project, told), Participation.Side.MENTEE)
    pairs: dict[int, dict[str, tuple[Round, Score]]] = defaultdict(dict)
    lowest = told.not_applicable == "lowest"
    for one, score in rounds_of(told, schools, (told.before, told.after), lowest=lowest):
        pairs[one.of_school.pk][one.occasion] = (one, score)
    closed = {
        key: closed_on(pair[told.after][0]) for key, pair in pairs.items() if told.after in pair
    }
    ties, visits = ties_of(schools, closed), visits_of(schools)
    rows = [
        _row(one, told, pairs.get(one.pk, {}), ties.get(one.pk), visits.get(one.pk, []))
        for one in schools
    ]
    used = [which for pair in pairs.values() for which, _score in pair.values()]
    return built(framed(COLUMNS, rows), used)


def _row(
    school: Participation,
    told: SchoolsWithDose,
    pair: dict[str, tuple[Round, Score]],
    tie: Tie | None,
    visits: list[Visit],
) -> dict[str, Any]:
    later = pair.get(told.after)
    mine = school.school
    row = {
        "school": mine.public_id,
        "mentor": tie.mentor if tie and tie.mentor else mine.public_id,
        "country": school.cohort.country_id,
        "model": tie.model if tie else "",
        "treated": tie is not None,
        "pupils": mine.pupils,
        "priority": school.priority,
        "left": school.withdrawn_at is not None,
    }
    row |= _scores(told, {name: score for name, (_round, score) in pair.items()})
    return row | _dose(school, later[0].opens_at if later else None, visits)


def _scores(told: SchoolsWithDose, said: dict[str, Score]) -> dict[str, Any]:
    first, later = said.get(told.before), said.get(told.after)
    shares = [one.response for one in (first, later) if one and one.response is not None]
    row: dict[str, Any] = {"response": min(shares, default=None)}
    if first:
        row |= {"before": first.mean, "before_n": first.n, "before_sd": first.deviation}
    if later:
        row |= {"after": later.mean, "after_n": later.n, "after_sd": later.deviation}
    if first and later:
        row["change"] = later.mean - first.mean
    return row


def _dose(
    school: Participation, until: dt.datetime | None, visits: list[Visit]
) -> dict[str, Any]:
    year = span_of(school.cohort.country, school.cohort.starts_on, school.cohort.ends_on)
    end = min(until, year.before) if until else year.before
    held = [one for one in visits if year.since <= one.at < end]
    return {
        "sessions": len(held),
        "hours": sum(one.minutes for one in held) / HOUR,
        "people_hours": sum(one.minutes * one.people for one in held) / HOUR,
        "travel_hours": sum(one.travel * one.people for one in held) / HOUR,
        "online": sum(one.online for one in held) / len(held) if held else None,
    }


KIND = Kind(
    SchoolsWithDose,
    schools_with_dose,
    "after",
    title=_("Schools, what they got, and how they changed"),
    columns=COLUMNS,
    fits={
        "mixed": {
            "outcome": "change",
            "fixed": ["hours", "before"],
            "groups": ["mentor"],
            "estimand": "D0",
        },
        "change": {name: name for name in ("school", "mentor", "before", "after", "response")},
        "ancova": TWO_ARMS,
        "moderation": TWO_ARMS | {"moderators": ["priority"]},
        "sensitivity": TWO_ARMS,
    },
    subject="school",
    shown=("after", "before"),
)
