"""Which schools of which cohorts a table is about, and who mentored them: read once, set-wise."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from cordata.analysis.contract import SpecError
from cordata.clusters.models import CoordinationModel, Membership
from cordata.evidence.models import Project
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Round


@dataclass(frozen=True, slots=True)
class Tie:
    """How a school was accompanied in a cohort: its last membership.

    mentor  public id of the mentor school, "" where none was ever there
    model   as declared by the day that was asked for; "" where none was yet
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


def ties_of(
    schools: Iterable[Participation], on: Mapping[int, dt.date] | None = None
) -> dict[int, Tie]:
    """By participation, for mentees that were in a cluster by their day. Three queries.

    on  by participation, the day whose cluster and model it is; where there is none, the cohort's
        last one
    """
    days = {one.pk: one.cohort.ends_on for one in schools} | dict(on or {})
    ever = Membership.objects.filter(participation__in=days, side=Participation.Side.MENTEE)
    mine = in_time(ever.order_by("since", "pk"), days)
    leads = leads_of(one.cluster_id for one in mine)
    models = models_of(leads)
    found: dict[int, Tie] = {}
    for one in mine:
        before = found.get(one.participation_id)
        model = declared_by(days[one.participation_id], models.get(one.cluster_id, ()))
        found[one.participation_id] = Tie(
            mentor=leads.get(one.cluster_id, ""),
            model=model.label if model else "",
            cluster=one.cluster_id,
            since=before.since if before else one.since,
            until=one.until,
            online=one.online,
        )
    return found


def in_time(ties: Iterable[Membership], days: Mapping[int, dt.date]) -> list[Membership]:
    """Those that had begun by the day of their school: a later one led to nothing seen by then."""
    return [one for one in ties if one.since <= days[one.participation_id]]


def leads_of(clusters: Iterable[int]) -> dict[int, str]:
    """By cluster: the mentor school (public id) that led it last."""
    found = Membership.objects.filter(
        cluster__in=set(clusters), side=Participation.Side.MENTOR
    ).order_by(F("until").asc(nulls_last=True), "pk")
    return dict(found.values_list("cluster", "participation__school__public_id"))


def models_of(clusters: Iterable[int]) -> dict[int, list[CoordinationModel]]:
    """By cluster: every model that was ever declared of it, the first first. One query."""
    found: dict[int, list[CoordinationModel]] = {}
    ever = CoordinationModel.objects.filter(cluster__in=set(clusters))
    for one in ever.order_by("since", "pk"):
        found.setdefault(one.cluster_id, []).append(one)
    return found


def declared_by(day: dt.date, models: Iterable[CoordinationModel]) -> CoordinationModel | None:
    """The one in force: what is declared after the outcome was seen cannot have led to it."""
    return next((one for one in reversed(list(models)) if one.since <= day), None)


def closed_on(which: Round) -> dt.date:
    """The day after which nobody could answer."""
    return timezone.localdate(which.closed_at or which.closes_at)
