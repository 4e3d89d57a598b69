"""What waits for a coordinator, cohort by cohort, and what was published last."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, When
from django.utils import timezone

from cordata.clusters.models import Draft, Waiting
from cordata.networks.models import Cohort


@dataclass(frozen=True)
class Standing:
    """The newest draft of a cohort: its state, and who has no mentor in it."""

    draft: str
    state: str
    left_out: int = 0
    undo_until: dt.datetime | None = None


def standing_of_drafts(cohorts: list[Cohort], listed: Collection[str]) -> dict[int, Standing]:
    """For each cohort (by primary key) with a draft. One query.

    ``left_out`` counts the schools the plan leaves out, without those that a coordinator
    put on the waiting list.

    listed  public ids of participations, as ``listed_in`` finds them
    """
    newer = Draft.objects.filter(cohort=OuterRef("cohort"), number__gt=OuterRef("number"))
    # Plans are long: only those that wait to be looked at are read.
    plan = Case(When(state=Draft.State.READY, then="chosen__document"))
    rows = Draft.objects.filter(~Exists(newer), cohort__in=cohorts).values_list(
        "cohort", "public_id", "state", plan, "publication__undo_until"
    )
    now = timezone.now()
    return {
        cohort: Standing(
            public_id,
            state,
            len(set(plan["left_out"]).difference(listed)) if plan else 0,
            undo if undo and undo > now else None,
        )
        for cohort, public_id, state, plan, undo in rows
    }


def listed_in(cohorts: QuerySet[Cohort]) -> QuerySet[Waiting]:
    """Schools that coordinators have put on the waiting lists of these cohorts."""
    return Waiting.objects.filter(cohort__in=cohorts.order_by().values("pk"))


def newest_networks(count: int = 3) -> QuerySet[Cohort]:
    """The cohorts whose clusters were published last, with how many clusters and schools."""
    now = Q(clusters__closed_on=None)
    return (
        Cohort.objects.filter(now, clusters__isnull=False)
        .select_related("country", "programme")
        .annotate(
            published_at=Max("clusters__publication__at"),
            open_clusters=Count("clusters", filter=now, distinct=True),
            schools=Count(
                "clusters__memberships",
                filter=now & Q(clusters__memberships__until=None),
                distinct=True,
            ),
        )
        .order_by("-published_at", "pk")[:count]
    )
