"""Say in which stage a cluster is, and when its stages are."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.clusters.models import Cluster
from cordata.cycles.models import Cycle, Span, Stage, Turn
from cordata.cycles.queries.cycles import derived_days, stage_on
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody, claim

Days = Mapping[str, tuple[dt.date, dt.date]]


@transaction.atomic
def set_stage(cluster: Cluster, *, stage: str, why: str, by: User) -> Turn:
    """Go to a stage, forward or back, with the reason; the days stay as they were planned.

    Said twice, with the same reason and by the same person, it is said once.
    """
    still_at_work(cluster)
    cycle = _cycle(cluster)
    last = cycle.turns.order_by("-pk").first()
    if last and (last.stage, last.why, last.said_by_id) == (stage, why.strip(), by.pk):
        return last
    claim(cycle, None, stage=stage, changed_at=timezone.now())
    turn = Turn.objects.create(cycle=cycle, stage=stage, why=why.strip(), said_by=by)
    _note("cycle.turned", cycle, by, stage=stage)
    return turn


@transaction.atomic
def plan_stages(cluster: Cluster, *, days: Days, version: int, by: User) -> None:
    """From when to when each stage is. ``version`` is 0 if nobody had planned it.

    Planned so already, as it is if it is sent twice, nothing happens. Raises ChangedBySomebody.
    """
    still_at_work(cluster)
    cycle = _cycle(cluster)
    try:
        claim(cycle, version or 1, changed_at=timezone.now())
    except ChangedBySomebody:
        if {one.stage: (one.starts_on, one.ends_on) for one in cycle.spans.all()} == days:
            return
        raise
    for stage, (starts_on, ends_on) in days.items():
        cycle.spans.filter(stage=stage).update(starts_on=starts_on, ends_on=ends_on)
    _note("cycle.planned", cycle, by)


def _cycle(cluster: Cluster) -> Cycle:
    """Made with the days that follow from its cohort's."""
    days = derived_days(cluster.cohort.starts_on, cluster.cohort.ends_on)
    here = stage_on(timezone.localdate(), days)
    cycle, new = Cycle.objects.get_or_create(cluster=cluster, defaults={"stage": here})
    if new:
        Span.objects.bulk_create(
            Span(cycle=cycle, stage=Stage(stage), starts_on=start, ends_on=end)
            for stage, (start, end) in days.items()
        )
    return cycle


def _note(verb: str, cycle: Cycle, by: User, **facts: Any) -> None:
    scope = f"country:{cycle.cluster.cohort.country_id}"
    record(verb, on=cycle, by=by, scope=scope, **facts)
