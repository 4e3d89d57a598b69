"""Agree on what is observed, note the teacher's consent, write notes."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.cycles.actions.activities import NoConsent, NotInTheCluster, ToldAlready, alive
from cordata.cycles.models import Activity, Observation
from cordata.history.actions import record, sent_by
from cordata.history.queries import was_sent
from cordata.networks.actions.stale import ChangedBySomebody, claim
from cordata.networks.models import Participation


class AlreadyNoted(Exception):
    """Notes stand in it: who may read them was agreed before, and stays."""


@transaction.atomic
def agree_on_observation(
    activity: Activity,
    *,
    observed: Participation,
    observer: Participation,
    focus: str,
    words: str,
    level: str,
    version: int,
    receipt: UUID | None = None,
    by: User,
) -> Observation:
    """Say who looks at what at whose, and who may read it. The teacher is asked (again).

    version  of the protocol that was on the page; 0 if there was none
    Arriving again with its receipt, it is what was agreed first. Raises NotInTheCluster, ToldAlready, AlreadyNoted, ChangedBySomebody.
    """
    # Held until the end: the same protocol, sent twice at once, is agreed on once.
    Activity.objects.select_for_update().get(pk=activity.pk)
    observation = Observation.objects.filter(activity=activity).first()
    if observation and receipt and was_sent(activity.public_id, receipt):
        return observation
    still_at_work(activity.cluster)
    if not alive(activity).exists():
        raise ToldAlready(Activity.objects.get(pk=activity.pk))
    members = activity.cluster.memberships.filter(until=None)
    if members.filter(participation__in=[observed, observer]).count() != 2:  # noqa: PLR2004 - two schools
        raise NotInTheCluster
    facts: dict[str, Any] = {
        "observed": observed,
        "observer": observer,
        "focus": focus,
        "words": words.strip(),
        "level": level,
    }
    if observation is None:
        observation = Observation.objects.create(activity=activity, **facts)
    elif observation.noted_at:
        raise AlreadyNoted
    else:
        claim(observation, version, consented_on=None, consent_noted_by=None, **facts)
    _note("observation.agreed", observation, by, focus=focus, level=level, **sent_by(receipt))
    return observation


@transaction.atomic
def note_consent(observation: Observation, *, on: dt.date, version: int, by: User) -> None:
    """The teacher agreed to exactly this protocol; said twice, it is noted once.

    Raises ChangedBySomebody.
    """
    try:
        claim(observation, version, consented_on=on, consent_noted_by=by)
    except ChangedBySomebody as changed:
        now: Observation = changed.now
        if (now.version, now.consented_on, now.consent_noted_by) == (version + 1, on, by):
            return
        raise
    _note("observation.consented", observation, by, on_day=on.isoformat())


@transaction.atomic
def withdraw_consent(observation: Observation, *, by: User) -> None:
    """The teacher no longer agrees: from now on nobody reads the notes."""
    claim(observation, None, consented_on=None, consent_noted_by=None)
    _note("observation.consent_withdrawn", observation, by)


@transaction.atomic
def write_notes(
    observation: Observation,
    *,
    saw: str,
    meant: str,
    question: str,
    version: int,
    receipt: UUID | None = None,
    by: User,
) -> None:
    """What was seen, what it meant, a question; the same receipt writes it once.

    Raises NoConsent, ChangedBySomebody.
    """
    if receipt and was_sent(observation.activity.public_id, receipt):
        return
    if not Observation.objects.filter(pk=observation.pk, consented_on__isnull=False).exists():
        raise NoConsent
    claim(
        observation,
        version,
        saw=saw.strip(),
        meant=meant.strip(),
        question=question.strip(),
        noted_by=by,
        noted_at=timezone.now(),
    )
    _note("observation.noted", observation, by, **sent_by(receipt))


def _note(verb: str, observation: Observation, by: User, **facts: Any) -> None:
    activity = observation.activity
    scope = f"country:{activity.cluster.cohort.country_id}"
    record(verb, on=activity, by=by, scope=scope, **facts)
