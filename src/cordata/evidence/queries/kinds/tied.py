"""Which schools of which cohorts a table is about, and who mentored them: read once, set-wise."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from cordata.analysis.contract import SpecError
from cordata.clusters.models import CoordinationModel, Membership
from cordata.evidence.models import Project
from cordata.networks.models import Cohort, Participation


@dataclass(frozen=True, slots=True)
class Tie:
    """How a school was accompanied in a cohort: its last membership.

    mentor  public id of the mentor school, "" where none was ever there
    since   the first day with any mentor; until the last, None if it never left
    """

    mentor: str
    model: str
    cluster: int
    since: dt.date
    until: dt.date | None
    online: bool


def cohorts_in(project: Project, cohorts: Sequence[str]) -> list[Cohort]:
    """Those of the project's programme by their public ids, oldest first. Raises SpecError."""
    found = list(
        Cohort.objects.filter(programme=project.programme_id, public_id__in=cohorts)
        .select_related("country")
        .order_by("starts_on", "country", "pk")
    )
    if not found or len(found) < len(set(cohorts)):
        raise SpecError("cohorts", "a cohort is not of this programme", "Choose its cohorts")
    return found


def schools_in(cohorts: Iterable[Cohort], *sides: Participation.Side) -> list[Participation]:
    """How schools took part on these sides, those that left included."""
    found = Participation.objects.filter(cohort__in=list(cohorts), side__in=sides)
    return list(found.select_related("school", "cohort__country").order_by("pk"))


def ties_of(schools: Iterable[Participation]) -> dict[int, Tie]:
    """By participation, for mentees that were ever in a cluster. Three queries."""
    mine = Membership.objects.filter(
        participation__in=[one.pk for one in schools], side=Participation.Side.MENTEE
    )
    leads = leads_of(mine.values_list("cluster", flat=True))
    labels = CoordinationModel.objects.filter(cluster__in=leads).order_by("since", "pk")
    models = dict(labels.values_list("cluster", "label"))
    found: dict[int, Tie] = {}
    for one in mine.order_by("since", "pk"):
        before = found.get(one.participation_id)
        found[one.participation_id] = Tie(
            mentor=leads.get(one.cluster_id, ""),
            model=models.get(one.cluster_id, ""),
            cluster=one.cluster_id,
            since=before.since if before else one.since,
            until=one.until,
            online=one.online,
        )
    return found


def leads_of(clusters: Iterable[int]) -> dict[int, str]:
    """By cluster: the mentor school (public id) that led it last."""
    found = Membership.objects.filter(
        cluster__in=set(clusters), side=Participation.Side.MENTOR
    ).order_by(F("until").asc(nulls_last=True), "pk")
    return dict(found.values_list("cluster", "participation__school__public_id"))
