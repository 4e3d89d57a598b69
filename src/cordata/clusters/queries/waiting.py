"""What waits for a coordinator, cohort by cohort, and what was published last."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from cordata.clusters.models import Draft, Plan, Waiting
from cordata.networks.models import Cohort


@dataclass(frozen=True)
class Standing:
    """The newest draft of a cohort: its state, and who has no mentor in it."""

    draft: str
    state: str
    left_out: int = 0
    undo_until: dt.datetime | None = None


def standing_of_drafts(cohorts: list[Cohort]) -> dict[int, Standing]:
    """For each cohort (by primary key) with a draft. Three queries in all.

    ``left_out`` counts the schools the plan leaves out, without those that a coordinator
    put on the waiting list.
    """
    rows = (
        Draft.objects.filter(cohort__in=cohorts)
        .order_by("number")
        .values_list("cohort", "pk", "public_id", "state", "publication__undo_until")
    )
    newest = {row[0]: row[1:] for row in rows}
    ready = [pk for pk, _id, state, _undo in newest.values() if state == Draft.State.READY]
    left_out, now = _left_out(ready, cohorts), timezone.now()
    return {
        cohort: Standing(
            public_id, state, left_out.get(pk, 0), undo if undo and undo > now else None
        )
        for cohort, (pk, public_id, state, undo) in newest.items()
    }


def _left_out(drafts: list[int], cohorts: list[Cohort]) -> dict[int, int]:
    if not drafts:
        return {}
    waiting = set(
        Waiting.objects.filter(cohort__in=cohorts).values_list(
            "participation__public_id", flat=True
        )
    )
    plans = Plan.objects.filter(chosen_in__in=drafts).values_list("draft", "document")
    return {draft: len(set(plan["left_out"]) - waiting) for draft, plan in plans}


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
