"""Table "assessments/1": points that assessors gave to applications, for how far they agree.

One row is one assessor's points for one criterion of one application. Only what was given counts;
who has a part in the school has given nothing.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cordata.calls.models import Mark
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import cohorts_in

COLUMNS = {
    "unit": word(_("the application and the criterion")),
    "application": word(_("the application")),
    "criterion": word(_("the criterion")),
    "assessor": word(_("the assessor, by a code")),
    "country": word(_("its country")),
    "points": number(_("points given")),
    "share": number(_("points given, of the most that can be given")),
}


@dataclass(frozen=True, slots=True)
class Assessments:
    """What the query is told.

    cohorts  public ids: the calls of these
    """

    cohorts: tuple[str, ...]


def assessments(project: Project, told: Assessments) -> Built:
    """The table; assessments have no frozen round behind them. Raises SpecError."""
    given = (
        Mark.objects.filter(
            assessment__application__call__cohort__in=cohorts_in(project, told.cohorts),
            assessment__given_at__isnull=False,
        )
        .select_related(
            "criterion", "assessment__assessor", "assessment__application__call__cohort"
        )
        .order_by("pk")
    )
    rows, known = [], None
    for one in given:
        of = one.assessment
        known = max(filter(None, (known, of.given_at)), default=None)
        rows.append(
            {
                "unit": f"{of.application.public_id} {one.criterion.public_id}",
                "application": of.application.public_id,
                "criterion": one.criterion.public_id,
                "assessor": of.assessor.public_id,
                "country": of.application.call.cohort.country_id,
                "points": one.points,
                "share": one.points / one.criterion.most_points,
            }
        )
    return Built(framed(COLUMNS, rows), (), known)


KIND = Kind(
    Assessments,
    assessments,
    "points",
    title=_("Points that assessors gave"),
    keys=("unit", "assessor"),
    columns=COLUMNS,
    fits={
        "alpha": {
            "unit": "unit", "document": "application", "coder": "assessor", "code": "share",
            "metric": "interval",
        }
    },
)  # fmt: skip
