"""Table "changes-of-clusters/1": the mean change of each cluster or country, for putting together.

The error is what chance in who answered could do: of each school's two means, from how far people
differ; schools of a cluster are taken as they are. That clusters differ beyond it is what the
method then finds. Where one person answered for a school, people differ there as in all schools of
the table together; where nobody knows that either, the cluster has no row.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import isfinite, nan, sqrt
from typing import Any, Literal

import numpy as np
from django.utils.translation import gettext_lazy as _

from cordata.analysis.columns import Frame
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.measured import Measure
from cordata.evidence.queries.kinds.schools_with_dose import SchoolsWithDose, schools_with_dose
from cordata.evidence.queries.kinds.sources import Built
from cordata.surveys.models import Occasion

MOMENTS = ("before", "after")
COLUMNS = {
    "study": word(_("the mentor school of the cluster, or the country")),
    "country": word(_("its country")),
    "model": word(_("declared coordination model of its cluster")),
    "effect": number(_("mean change of its schools, in points"), rests_on="schools"),
    "error": number(_("standard error of this mean"), rests_on="schools"),
    "schools": number(_("schools that answered both times")),
    "sessions": number(_("activities of a school, on average")),
    "hours": number(_("hours of activities of a school, on average")),
    "online": number(_("share of its activities that were online")),
}


@dataclass(frozen=True, slots=True)
class ChangesOfClusters(Measure):
    """What the query is told; ``by`` is what one row is of."""

    before: str = Occasion.BASELINE.value
    after: str = Occasion.END.value
    by: Literal["clusters", "countries"] = "clusters"


def changes_of_clusters(project: Project, told: ChangesOfClusters) -> Built:
    """The table with its sources: mentored schools of "schools-with-dose/1". Raises SpecError."""
    made = schools_with_dose(
        project,
        SchoolsWithDose(
            told.cohorts, told.instrument, told.voice, told.area, told.before, told.after
        ),
    )
    studies: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(made.frame):
        if row["treated"] and isfinite(row["change"]):
            studies[row["mentor" if told.by == "clusters" else "country"]].append(row)
    pooled = _pooled([one for schools in studies.values() for one in schools])
    rows = [
        _row(study, schools, told, variance / len(schools) ** 2)
        for study, schools in sorted(studies.items())
        if isfinite(variance := sum(_chance(one, pooled) for one in schools))
    ]
    members = {row["study"]: _names(studies[row["study"]]) for row in rows}
    return Built(framed(COLUMNS, rows), made.sources, made.known_at, members)


def _rows(frame: Frame) -> list[dict[str, Any]]:
    lists = {name: np.asarray(column).tolist() for name, column in frame.items()}
    return [dict(zip(lists, one, strict=True)) for one in zip(*lists.values(), strict=True)]


def _names(schools: list[dict[str, Any]]) -> list[str]:
    return sorted(one["school"] for one in schools)


def _pooled(schools: list[dict[str, Any]]) -> float:
    """Variance of people within schools and rounds; NaN where nowhere two answered."""
    known: list[tuple[float, float]] = [
        (one[f"{when}_n"] - 1, one[f"{when}_sd"] ** 2)
        for one in schools
        for when in MOMENTS
        if isfinite(one[f"{when}_sd"])
    ]
    people = sum(df for df, _variance in known)
    return sum(df * variance for df, variance in known) / people if people else nan


def _chance(school: dict[str, Any], pooled: float) -> float:
    """Error variance of its change."""
    error = 0.0
    for when in MOMENTS:
        own = school[f"{when}_sd"] ** 2
        error += (own if isfinite(own) else pooled) / school[f"{when}_n"]
    return error


def _row(
    study: str, schools: list[dict[str, Any]], told: ChangesOfClusters, error: float
) -> dict[str, Any]:
    many = len(schools)
    shares = [one["online"] for one in schools if isfinite(one["online"])]
    return {
        "study": study,
        "country": schools[0]["country"],
        "model": schools[0]["model"] if told.by == "clusters" else "",
        "effect": sum(one["change"] for one in schools) / many,
        "error": sqrt(error),
        "schools": many,
        "sessions": sum(one["sessions"] for one in schools) / many,
        "hours": sum(one["hours"] for one in schools) / many,
        "online": sum(shares) / len(shares) if shares else None,
    }


EFFECT = {"effect": "effect", "error": "error", "study": "study"}
KIND = Kind(
    ChangesOfClusters,
    changes_of_clusters,
    "effect",
    title=_("Changes of clusters, or of countries"),
    keys=("study",),
    columns=COLUMNS,
    fits={
        "synthesis": EFFECT | {"estimand": "D0"},
        "synthesis-within": EFFECT | {"country": "country", "estimand": "D0"},
        "qca": {"case": "study", "conditions": ["hours", "online"], "outcome": "effect"},
    },
    shown=("effect",),
)
