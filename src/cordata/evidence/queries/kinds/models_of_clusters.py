"""Table "models-of-clusters/1": mentored schools before and after, with their cluster's model.

All columns of "change-of-schools/1", and how its cluster is coordinated: declared by the day the
later round closed (without one: by the last day of the cohort), and lived from the first day of the
cohort until then. ``treated`` is 1 for schools of the level that is asked for.

A school whose cluster had no model by then is left out; where the model is asked as it was lived, one
with too few records, too. The contrast is E2: ``ancova`` refuses it where it cannot be told
from countries, or where the two sides began too far apart.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from django.utils.translation import gettext_lazy as _

from cordata.analysis.contract import SpecError
from cordata.analysis.coordination.enacted import AXES as LIVED
from cordata.analysis.coordination.enacted import Reading
from cordata.clusters.models import Cluster, CoordinationModel, Membership
from cordata.cycles.queries.enacted import Told, lived_by, told_in
from cordata.evidence.models import Project
from cordata.evidence.queries.kinds import change_of_schools
from cordata.evidence.queries.kinds.declaring import Kind, framed, number, word
from cordata.evidence.queries.kinds.sources import Built
from cordata.evidence.queries.kinds.tied import declared_by, in_time, models_of
from cordata.networks.models import Participation
from cordata.surveys.models import Occasion

AXES = ("label", "initiative", "participation", "direction", "setting", "mode", "support")
COLUMNS = change_of_schools.COLUMNS | {
    "cluster": word(_("the cluster that the school was in last")),
    "label": word(_("declared coordination model of its cluster")),
    "initiative": word(_("who starts it, as declared")),
    "participation": word(_("whether taking part is voluntary, as declared")),
    "direction": word(_("which way help goes, as declared")),
    "setting": word(_("where its schools are, as declared")),
    "mode": word(_("how they meet, as declared")),
    "support": word(_("how the cluster is supported, as declared")),
    "called": number(_("share of the activities of its cluster that a school called")),
    "alone": number(_("share of these that a mentored school called, or without the mentor")),
    "online": number(_("share of the activities of its cluster that were online")),
    "records": number(_("activities that these shares rest on")),
    "remote": number(_("1 if in the mountains or on an island")),
    "pupils": number(_("pupils of the school")),
    "treated": number(_("1 if its cluster has the level that is asked for, 0 if another")),
}
TWO_SIDES = {
    "school": "school", "country": "country", "mentor": "mentor", "treated": "treated",
    "before": "before", "after": "after", "response": "response", "estimand": "E2",
}  # fmt: skip
SHARES = {"called": "initiative", "alone": "direction", "online": "mode"}
FIELDS = {one.name: one for one in CoordinationModel._meta.fields}


type Axis = Literal[
    "label", "initiative", "participation", "direction", "setting", "mode", "support"
]
type Level = Literal[
    "top_down", "bottom_up", "virtual", "hybrid", "authority", "schools", "shared", "voluntary",
    "compulsory", "one_way", "reciprocal", "rotating", "regional", "dispersed", "face_to_face",
    "blended", "funded", "recognised", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelsOfClusters:
    """What the query is told: as "change-of-schools/1", and which side of which axis.

    axis, compared  one of ``AXES``, and the level that is compared with its others
    seen            the axis as it was "declared", or as it was "lived"
    """

    cohorts: tuple[str, ...]
    instrument: str
    voice: str
    area: str
    axis: Axis
    compared: Level
    seen: Literal["declared", "lived"] = "declared"
    before: str = Occasion.BASELINE.value
    after: str = Occasion.END.value


@dataclass(frozen=True)
class Tied:
    """A school's cluster: its declared model, and how it was lived."""

    cluster: Cluster
    model: CoordinationModel
    lived: Mapping[str, Reading]
    remote: bool
    pupils: int | None

    def level(self, told: ModelsOfClusters) -> str:
        """On the axis that is asked for; "" where records are too few."""
        if told.seen == "lived":
            return self.lived[told.axis].level
        return str(getattr(self.model, told.axis))


def levels_of(axis: str) -> tuple[str, ...]:
    """What may be declared on an axis."""
    return tuple(dict(FIELDS[axis].flatchoices))


def models_of_clusters(project: Project, told: ModelsOfClusters) -> Built:
    """The table with its sources. Raises SpecError."""
    _look(told)
    base = ("cohorts", "instrument", "voice", "area", "before", "after")
    change = change_of_schools.ChangeOfSchools(**{name: getattr(told, name) for name in base})
    pairs, scores = change_of_schools.answered(project, change)
    made = change_of_schools.table_of(change, pairs, scores)
    schools = [str(one) for one in np.asarray(made.frame["school"]).tolist()]
    tied = _tied(change_of_schools.days_of(change, pairs))
    kept = np.array(
        [one in tied and tied[one].level(told) != "" for one in schools], dtype=bool
    )
    frame = {name: np.asarray(column)[kept] for name, column in made.frame.items()}
    rows = [_row(tied[one], told) for one, keep in zip(schools, kept, strict=True) if keep]
    added = {name: one for name, one in COLUMNS.items() if name not in frame}
    return Built({**frame, **framed(added, rows)}, made.sources, made.known_at)


def _look(told: ModelsOfClusters) -> None:
    if told.seen not in {"declared", "lived"}:
        raise SpecError("seen", f"{told.seen!r} is no way to see it", "Use: declared, lived")
    axes = AXES if told.seen == "declared" else tuple(LIVED)
    if told.axis not in axes:
        raise SpecError("axis", f"{told.axis!r} is no axis", f"Use one of: {', '.join(axes)}")
    levels = levels_of(told.axis) if told.seen == "declared" else LIVED[told.axis].levels
    if told.compared not in levels:
        raise SpecError(
            "compared", f"{told.compared!r} is no level of {told.axis}", f"Use one of: {levels}"
        )


def _tied(days: Mapping[int, dt.date]) -> dict[str, Tied]:
    """By school (public id), in the cluster that it was in last by its day, as it was until then."""
    ties = (
        Membership.objects.filter(participation__in=days, side=Participation.Side.MENTEE)
        .select_related("cluster__cohort", "participation__school")
        .order_by("since", "pk")
    )
    last = {one.participation.school.public_id: one for one in in_time(ties, days)}
    clusters = {one.cluster_id: one.cluster for one in last.values()}
    told_by = told_in(clusters.values())
    models = models_of(clusters)
    model_of = {
        school: declared_by(days[one.participation_id], models.get(one.cluster_id, ()))
        for school, one in last.items()
    }
    lived = {
        school: lived_by(
            told_by.get(one.cluster_id, Told()),
            clusters[one.cluster_id].cohort.starts_on,
            days[one.participation_id],
        )
        for school, one in last.items()
    }
    return {
        school: Tied(
            clusters[one.cluster_id], model, lived[school],
            one.participation.school.mountain or one.participation.school.island,
            one.participation.school.pupils,
        )
        for school, one in last.items()
        if (model := model_of[school]) is not None
    }  # fmt: skip


def _row(tied: Tied, told: ModelsOfClusters) -> dict[str, Any]:
    return {
        "cluster": tied.cluster.public_id,
        **{axis: str(getattr(tied.model, axis)) for axis in AXES},
        **{name: tied.lived[axis].share for name, axis in SHARES.items()},
        "records": tied.lived["mode"].n,
        "remote": tied.remote,
        "pupils": tied.pupils,
        "treated": tied.level(told) == told.compared,
    }


KIND = Kind(
    ModelsOfClusters,
    models_of_clusters,
    "after",
    title=_("Mentored schools, by how their cluster is coordinated"),
    columns=COLUMNS,
    fits={"ancova": TWO_SIDES, "sensitivity": TWO_SIDES},
    subject="school",
    shown=("after", "before"),
)
