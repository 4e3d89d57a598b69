"""Table "drop-out/1": each mentee school of some cohorts, and whether it is still there to be asked.

``kept`` is what an analysis of two rounds has left: the school was asked and answered both times.
Who was lost is counted against everybody who was to be accompanied, or waited, at the start.
``answered_after`` is empty where there is no answer: nobody knows who is lost before one came.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.measured import Measure, looked, rounds_of, two_moments
from cordata.evidence.queries.kinds.sources import Built, built
from cordata.evidence.queries.kinds.tied import Tie, schools_in, ties_of
from cordata.networks.models import Participation
from cordata.surveys.models import Occasion, Round

COLUMNS = {
    "school": word(_("the school")),
    "mentor": word(_("its mentor school; itself where it has none")),
    "country": word(_("its country")),
    "treated": number(_("1 if it had a mentor, 0 if it waited")),
    "priority": number(_("1 if it came first in matching")),
    "pupils": number(_("pupils of the school")),
    "left": number(_("1 if it left")),
    "left_day": number(_("days from the start of the cohort until it left")),
    "answered_before": number(_("1 if it answered at the first moment")),
    "answered_after": number(_("1 if it answered at the later moment, else empty")),
    "kept": number(_("1 if it answered both times")),
    "lost": number(_("1 if it did not answer both times")),
}


@dataclass(frozen=True, slots=True)
class DropOut(Measure):
    """What the query is told; before and after are occasions: baseline, mid, end, follow_up."""

    before: str = Occasion.BASELINE.value
    after: str = Occasion.END.value


def drop_out(project: Project, told: DropOut) -> Built:
    """The table with its sources. Raises SpecError."""
    two_moments(told.before, told.after)
    schools = schools_in(looked(project, told), Participation.Side.MENTEE)
    said = rounds_of(told, schools, (told.before, told.after))
    answered: dict[int, set[str]] = defaultdict(set)
    for one, _score in said:
        answered[one.of_school.pk].add(one.occasion)
    ties = ties_of(schools)
    rows = [_row(one, told, answered[one.pk], ties.get(one.pk)) for one in schools]
    used: list[Round] = [one for one, _score in said]
    return built(framed(COLUMNS, rows), used)


def _row(
    school: Participation, told: DropOut, answered: set[str], tie: Tie | None
) -> dict[str, Any]:
    mine, left = school.school, school.withdrawn_at
    both = {told.before, told.after} <= answered
    return {
        "school": mine.public_id,
        "mentor": tie.mentor if tie and tie.mentor else mine.public_id,
        "country": school.cohort.country_id,
        "treated": tie is not None,
        "priority": school.priority,
        "pupils": mine.pupils,
        "left": left is not None,
        "left_day": (timezone.localdate(left) - school.cohort.starts_on).days if left else None,
        "answered_before": told.before in answered,
        "answered_after": 1 if told.after in answered else None,
        "kept": both,
        "lost": not both,
    }


KIND = Kind(
    DropOut,
    drop_out,
    "answered_after",
    title=_("Who was lost between two rounds"),
    columns=COLUMNS,
    fits={"drop-out": {"kept": "kept", "group": "mentor", "treated": "treated"}},
    subject="school",
)
