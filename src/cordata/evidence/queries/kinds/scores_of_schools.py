"""Table "scores-of-schools/1": every school of some cohorts that was asked on one occasion.

Scored again from the frozen answers by the query that scores a country's (``analysis/surveys``),
on the statements that every one of the rounds has.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built, built
from cordata.networks.models import Cohort
from cordata.surveys.models import Invited, Occasion, Round
from cordata.surveys.queries.frozen_answers import common_items, write_answers
from cordata.surveys.queries.school_table import scores_from
from cordata.surveys.queries.withholding import rounds_for_research

COLUMNS = {
    "school": word(_("the school")),
    "cohort": word(_("its cohort")),
    "country": word(_("its country")),
    "level": word(_("the school level whose questions it answered")),
    "side": word(_("mentor or mentee")),
    "mean": number(
        _("mean score of the voice on the area, 1 to the points of its scale"), rests_on="n"
    ),
    "variance": number(_("variance of the scores of its people"), rests_on="n"),
    "n": number(_("people who have a score")),
    "people": number(_("people who were asked anything of the area")),
    "asked": number(_("statements that all of them were asked")),
    "answered": number(_("statements that they answered")),
    "not_applicable": number(_("statements that they said do not apply")),
    "invited": number(_("people invited to answer at all")),
}


@dataclass(frozen=True, slots=True)
class ScoresOfSchools:
    """What the query is told.

    cohorts      public ids
    instrument   slug; voice and area as the instrument names them
    occasion     baseline, mid, end, follow_up
    """

    cohorts: tuple[str, ...]
    instrument: str
    voice: str
    area: str
    occasion: str = Occasion.END.value


def scores_of_schools(project: Project, told: ScoresOfSchools) -> Built:
    """The table with its sources. Raises SpecError."""
    _look(project, told)
    asked = Round.objects.filter(
        participation__cohort__public_id__in=told.cohorts,
        instrument__instrument__slug=told.instrument,
        occasion=told.occasion,
    )
    rounds = list(
        rounds_for_research(asked)
        .select_related("participation__school", "participation__cohort", "snapshot")
        .order_by("pk")
    )
    rows = _scored(rounds, told)
    return built(
        framed(COLUMNS, [rows[at] for at in sorted(rows)]), [rounds[at] for at in rows]
    )


def _look(project: Project, told: ScoresOfSchools) -> None:
    known = Cohort.objects.filter(programme=project.programme_id, public_id__in=told.cohorts)
    if not told.cohorts or known.count() < len(set(told.cohorts)):
        raise SpecError("cohorts", "a cohort is not of this programme", "Choose its cohorts")
    if told.voice not in Invited.Voice.values:
        raise SpecError("voice", f"{told.voice!r} is nobody", f"Use: {Invited.Voice.values}")
    if told.occasion not in Occasion.values:
        raise SpecError(
            "occasion", f"{told.occasion!r} is none", f"Use one of: {Occasion.values}"
        )


def _scored(rounds: list[Round], told: ScoresOfSchools) -> dict[int, dict[str, Any]]:
    """By place of the round: its row."""
    items = [one for one in common_items(rounds) if one.scale == told.area]
    if not items:
        return {}
    with TemporaryDirectory() as folder:
        files = write_answers(rounds, items, told.voice, Path(folder))
        found = scores_from(files, items)
    of = {int(place): at for at, place in enumerate(found["school"].tolist())}
    return {
        place: _about(rounds[place], told.voice)
        | {
            name: float(found[name][at])
            for name in COLUMNS
            if name in found and name != "school"
        }
        for place, at in of.items()
    }


def _about(which: Round, voice: str) -> dict[str, Any]:
    school = which.of_school
    return {
        "school": school.school.public_id,
        "cohort": school.cohort.public_id,
        "country": school.cohort.country_id,
        "level": which.level,
        "side": school.side,
        "invited": which.snapshot.manifest["invited"].get(voice) or None,
    }


KIND = Kind(
    ScoresOfSchools,
    scores_of_schools,
    "mean",
    title=_("Schools of some cohorts on one occasion"),
    columns=COLUMNS,
    # How schools of a country differ, and whether more answers come with other ones.
    fits={"mixed": {"outcome": "mean", "fixed": ["n"], "groups": ["country"]}},
    subject="school",
    shown=("mean",),
)
