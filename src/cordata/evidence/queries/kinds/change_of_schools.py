"""Table "change-of-schools/1": each mentored school of some cohorts, before and after.

    school, mentor   public ids: the school, and the mentor school of its cluster then
    country, level   where it is, and whose questions it answered
    model            declared coordination model of its cluster on the day the later round closed;
                     on the last day of the cohort for a school without that round
    before, after    mean of the voice on the area, 1 to 5; NaN where there is none
    before_n, after_n, before_variance, after_variance   as the rounds were answered;
               no variance of one person
    response   share of the invited who answered: the lower one of the rounds that it has

Only mentored schools with one of both rounds have a row; a school that left has what it left.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.measured import NotApplicable
from cordata.evidence.queries.kinds.sources import Built, built
from cordata.evidence.queries.kinds.tied import closed_on, ties_of
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Invited, Occasion, Round
from cordata.surveys.queries.scores import Score, scores_in

COLUMNS = {
    "school": word(_("the school")),
    "mentor": word(_("its mentor school; itself where it has none")),
    "country": word(_("its country")),
    "level": word(_("the school level whose questions it answered")),
    "model": word(_("declared coordination model of its cluster")),
    "before": number(_("mean at the first moment, 1 to 5"), rests_on="before_n"),
    "before_n": number(_("people behind the first mean")),
    "before_variance": number(
        _("variance of these people at the first moment"), rests_on="before_n"
    ),
    "after": number(_("mean at the later moment, 1 to 5"), rests_on="after_n"),
    "after_n": number(_("people behind the later mean")),
    "after_variance": number(
        _("variance of these people at the later moment"), rests_on="after_n"
    ),
    "response": number(_("share of those invited who answered in the later round")),
}


type Pair = dict[str, Round]  # by occasion


@dataclass(frozen=True, slots=True)
class ChangeOfSchools:
    """What the query is told.

    cohorts      public ids
    instrument   slug; voice and area as the instrument names them
    before, after  occasions: baseline, mid, end, follow_up
    not_applicable  "lowest" only for what a school has or lacks
    """

    cohorts: tuple[str, ...]
    instrument: str
    voice: str
    area: str
    before: str = Occasion.BASELINE.value
    after: str = Occasion.END.value
    not_applicable: NotApplicable = "missing"


def change_of_schools(project: Project, told: ChangeOfSchools) -> Built:
    """The table with its sources. Raises SpecError."""
    pairs, scores = answered(project, told)
    return table_of(told, pairs, scores)


def answered(
    project: Project, told: ChangeOfSchools
) -> tuple[dict[int, Pair], dict[int, Score]]:
    """By participation, the closed rounds that it has; and their scores. Raises SpecError."""
    _look(project, told)
    rounds = list(
        Round.objects.filter(
            participation__cohort__public_id__in=told.cohorts,
            participation__side=Participation.Side.MENTEE,
            instrument__instrument__slug=told.instrument,
            occasion__in=[told.before, told.after],
            snapshot__isnull=False,
        )
        .select_related("participation__school", "participation__cohort", "snapshot")
        .order_by("pk")
    )
    lowest = told.not_applicable == "lowest"
    scores = scores_in(rounds, told.voice, told.area, lowest=lowest)
    pairs: dict[int, Pair] = {}
    for one in rounds:
        if one.pk in scores:
            pairs.setdefault(one.of_school.pk, {})[one.occasion] = one
    return pairs, scores


def table_of(told: ChangeOfSchools, pairs: dict[int, Pair], scores: dict[int, Score]) -> Built:
    """A row for each school that has one of both rounds, in their order."""
    schools = [next(iter(pair.values())).of_school for pair in pairs.values()]
    ties = ties_of(schools, days_of(told, pairs))
    led = {key: (one.mentor, one.model) for key, one in ties.items()}
    rows = [_row(pair, told, scores, *led.get(key, ("", ""))) for key, pair in pairs.items()]
    used = [one for pair in pairs.values() for one in pair.values()]
    return built(framed(COLUMNS, rows), used)


def days_of(told: ChangeOfSchools, pairs: dict[int, Pair]) -> dict[int, dt.date]:
    """By participation, the day whose model counts: when its outcome was seen, or its year over."""
    return {
        key: closed_on(pair[told.after])
        if told.after in pair
        else next(iter(pair.values())).cohort.ends_on
        for key, pair in pairs.items()
    }


def _look(project: Project, told: ChangeOfSchools) -> None:
    known = Cohort.objects.filter(programme=project.programme_id, public_id__in=told.cohorts)
    if not told.cohorts or known.count() < len(set(told.cohorts)):
        raise SpecError("cohorts", "a cohort is not of this programme", "Choose its cohorts")
    if told.voice not in Invited.Voice.values:
        raise SpecError("voice", f"{told.voice!r} is nobody", f"Use: {Invited.Voice.values}")
    if not {told.before, told.after} <= set(Occasion.values) or told.before == told.after:
        raise SpecError(
            "after", "these are not two occasions", f"Use two of: {Occasion.values}"
        )


def _row(
    pair: Pair,
    told: ChangeOfSchools,
    scores: dict[int, Score],
    mentor: str,
    model: str,
) -> dict[str, str | float]:
    either = pair.get(told.after) or pair[told.before]
    school = either.of_school
    row: dict[str, str | float] = {
        "school": school.school.public_id,
        "mentor": mentor or school.school.public_id,
        "country": school.cohort.country_id,
        "level": either.level,
        "model": model,
    }
    shares: list[float] = []
    for name, occasion in (("before", told.before), ("after", told.after)):
        score = scores[pair[occasion].pk] if occasion in pair else None
        row |= {
            name: score.mean if score else np.nan,
            f"{name}_n": float(score.n) if score else 0.0,
            f"{name}_variance": score.variance
            if score and score.variance is not None
            else np.nan,
        }
        if score is not None and score.response is not None:
            shares.append(score.response)
    return row | {"response": min(shares) if len(shares) == len(pair) else np.nan}


KIND = Kind(
    ChangeOfSchools,
    change_of_schools,
    "after",
    title=_("Change of mentored schools"),
    columns=COLUMNS,
    fits={
        "change": {name: name for name in ("school", "mentor", "before", "after", "response")}
    },
    subject="school",
    shown=("after", "before"),
)
