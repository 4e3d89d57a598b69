"""Take an alert, resolve it with what was found, set it aside until a day, or let it ask again."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.models import FollowUp
from cordata.cycles.queries.alerts import Alert
from cordata.cycles.queries.follow_ups import who_may_call
from cordata.history.actions import record

State = FollowUp.State


class TakenAlready(Exception):
    """A colleague has taken it; ``follow_up`` says who, and for when."""

    def __init__(self, follow_up: FollowUp) -> None:
        super().__init__(str(follow_up))
        self.follow_up = follow_up


class EndedAlready(Exception):
    """A colleague has resolved it or set it aside."""


class NotACoordinator(Exception):
    """Only somebody who coordinates the cohort can promise to call."""


@transaction.atomic
def take_alert(
    cluster: Cluster, alert: Alert, *, owner: User, planned_on: dt.date, by: User
) -> FollowUp:
    """ "I will call them", or a colleague will, by a day.

    Raises TakenAlready, NotACoordinator.
    """
    if owner not in who_may_call(cluster.cohort):
        raise NotACoordinator
    try:
        with transaction.atomic():
            follow_up = _begin(cluster, alert, by, owner=owner, planned_on=planned_on)
    except IntegrityError as colleague_was_faster:
        raise TakenAlready(_taken(cluster, alert)) from colleague_was_faster
    _note("alert.taken", follow_up, by, owner=owner.public_id)
    return follow_up


@transaction.atomic
def resolve_alert(
    cluster: Cluster,
    kind: str,
    alert: Alert | None,
    *,
    found: str,
    receipt: UUID | None = None,
    by: User,
) -> FollowUp:
    """Say what was found, whoever took it. It asks again only when something new happens.

    alert    as it stands now; None if what it rested on is gone, and somebody had taken it
    receipt  of its sending: what is sent twice is resolved once
    Raises EndedAlready.
    """
    if sent := _sent(cluster, receipt):
        return sent
    follow_up = cluster.follow_ups.filter(kind=kind, state=State.TAKEN).first()
    if follow_up is None:
        if alert is None:
            raise EndedAlready
        follow_up = _begin(cluster, alert, by, owner=by, planned_on=timezone.localdate())
    evidence = sorted({*follow_up.evidence, *(alert.evidence if alert else ())})
    _end(
        follow_up,
        by,
        state=State.RESOLVED,
        found=found.strip(),
        evidence=evidence,
        receipt=receipt,
    )
    _note("alert.resolved", follow_up, by)
    return follow_up


@transaction.atomic
def set_alert_aside(
    cluster: Cluster, alert: Alert, *, until: dt.date, why: str, by: User
) -> FollowUp:
    """Not now: it asks again on that day, if it still stands then."""
    taken = cluster.follow_ups.filter(kind=alert.kind, state=State.TAKEN).first()
    follow_up = taken or _begin(cluster, alert, by, owner=by, planned_on=until)
    _end(follow_up, by, state=State.ASIDE, found=why.strip(), aside_until=until)
    _note("alert.set_aside", follow_up, by, until=until.isoformat())
    return follow_up


@transaction.atomic
def ask_again(cluster: Cluster, alert: Alert, *, by: User) -> None:
    """It was settled too early: the same facts ask again from now on.

    What was found stays in the notes; what each rested on stays in the audit trail.
    Raises EndedAlready.
    """
    today = timezone.localdate()
    settled = cluster.follow_ups.select_for_update(no_key=True).filter(kind=alert.kind)
    aside = list(settled.filter(state=State.ASIDE, aside_until__gt=today).order_by("pk"))
    resolved = [
        one
        for one in settled.filter(state=State.RESOLVED).order_by("pk")
        if not alert.evidence.isdisjoint(one.evidence)
    ]
    if not aside and not resolved:
        raise EndedAlready
    for one in aside:
        _note("alert.asks_again", one, by, was_until=f"{one.aside_until}")
        one.aside_until = today
        one.save(update_fields=["aside_until"])
    for one in resolved:
        _note("alert.asks_again", one, by, rested_on=one.evidence)
        one.evidence = sorted({*one.evidence} - alert.evidence)
        one.save(update_fields=["evidence"])


@transaction.atomic
def note_about(
    cluster: Cluster, *, found: str, receipt: UUID | None = None, by: User
) -> FollowUp:
    """A note of one's own, without an alert; the same receipt notes it once.

    Coordinators alone read it.
    """
    if sent := _sent(cluster, receipt):
        return sent
    now = timezone.now()
    follow_up = FollowUp.objects.create(
        cluster=cluster,
        state=State.RESOLVED,
        owner=by,
        begun_by=by,
        found=found.strip(),
        ended_by=by,
        begun_at=now,
        ended_at=now,
        receipt=receipt,
    )
    _note("cluster.noted", follow_up, by)
    return follow_up


def _sent(cluster: Cluster, receipt: UUID | None) -> FollowUp | None:
    """What this very sending said before. The cluster is held: it may arrive twice at once."""
    if receipt is None:
        return None
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    return cluster.follow_ups.filter(receipt=receipt).first()


def _begin(
    cluster: Cluster, alert: Alert, by: User, *, owner: User, planned_on: dt.date
) -> FollowUp:
    return FollowUp.objects.create(
        cluster=cluster,
        kind=alert.kind,
        evidence=sorted(alert.evidence),
        facts=alert.facts,
        owner=owner,
        planned_on=planned_on,
        begun_by=by,
    )


def _taken(cluster: Cluster, alert: Alert) -> FollowUp:
    rows = cluster.follow_ups.filter(kind=alert.kind, state=State.TAKEN)
    return rows.select_related("owner").get()


def _end(follow_up: FollowUp, by: User, **facts: object) -> None:
    still = FollowUp.objects.filter(pk=follow_up.pk, state=State.TAKEN)
    if not still.update(ended_by=by, ended_at=timezone.now(), **facts):
        raise EndedAlready
    follow_up.refresh_from_db()


def _note(verb: str, follow_up: FollowUp, by: User, **facts: Any) -> None:
    cluster = follow_up.cluster
    scope = f"country:{cluster.cohort.country_id}"
    record(verb, on=follow_up, by=by, scope=scope, cluster=cluster.public_id, **facts)
