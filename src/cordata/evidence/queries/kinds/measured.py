"""What closed rounds say of schools, for tables that are frozen: one voice on one area.

These are figures that no gate has looked at. They stay in the table; what is released of them
asks ``releasing``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cordata.analysis.contract import SpecError
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.tied import cohorts_in
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Invited, Occasion, Round
from cordata.surveys.queries.scores import Score, scores_in

# How "does not apply" counts: as no answer; or, asked again, as the lowest point.
type NotApplicable = Literal["missing", "lowest"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Whose answers to what: of mentored schools, or those that wait, of some cohorts.

    cohorts      public ids
    instrument   slug; voice and area as the instrument names them
    """

    cohorts: tuple[str, ...]
    instrument: str
    voice: str
    area: str


def looked(project: Project, told: Measure) -> list[Cohort]:
    """The cohorts, once what is told can be. Raises SpecError."""
    if told.voice not in Invited.Voice.values:
        raise SpecError("voice", f"{told.voice!r} is nobody", f"Use: {Invited.Voice.values}")
    return cohorts_in(project, told.cohorts)


def two_moments(before: str, after: str) -> None:
    """Refuse what are not two occasions."""
    if not {before, after} <= set(Occasion.values) or before == after:
        raise SpecError(
            "after", "these are not two occasions", f"Use two of: {Occasion.values}"
        )


def rounds_of(
    told: Measure,
    schools: Iterable[Participation],
    occasions: Iterable[str],
    *,
    lowest: bool = False,
) -> list[tuple[Round, Score]]:
    """Closed rounds of these schools with what the voice said, by school and occasion."""
    found = list(
        Round.objects.filter(
            participation__in=[one.pk for one in schools],
            instrument__instrument__slug=told.instrument,
            occasion__in=list(occasions),
            snapshot__isnull=False,
        )
        .select_related("participation", "snapshot")
        .order_by("pk")
    )
    scores = scores_in(found, told.voice, told.area, lowest=lowest)
    return [(one, scores[one.pk]) for one in found if one.pk in scores]
