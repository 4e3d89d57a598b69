"""Open a reflection, answer it once for one side, close it."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.clusters.models import Cluster
from cordata.cycles.models import Reflection, ReflectionAnswer
from cordata.history.actions import record, sent_by
from cordata.history.queries import was_sent
from cordata.networks.models import Participation


class OneIsOpen(Exception):
    """The cluster is reflecting already."""


class ReflectionClosed(Exception):
    """Nobody answers any more."""


class NotInThePair(Exception):
    """The school is on neither side of this pair now."""


class SaidAlready(Exception):
    """A colleague answered for this side; ``answer`` is what was said."""

    def __init__(self, answer: ReflectionAnswer) -> None:
        super().__init__(str(answer))
        self.answer = answer


@transaction.atomic
def open_reflection(cluster: Cluster, *, about: str, by: User) -> Reflection:
    """Ask every pair of the cluster how working together is going.

    Asked twice about the same time, by the same person, it is asked once. Raises OneIsOpen.
    """
    still_at_work(cluster)
    try:
        with transaction.atomic():
            reflection = Reflection.objects.create(
                cluster=cluster, about=about.strip(), opened_by=by
            )
    except IntegrityError as second:
        open_now = cluster.reflections.filter(closed_at=None, opened_by=by)
        if there := open_now.filter(about=about.strip()).first():
            return there
        raise OneIsOpen from second
    _note("reflection.opened", reflection, by)
    return reflection


@transaction.atomic
def answer_reflection(
    reflection: Reflection,
    mentee: Participation,
    school: Participation,
    *,
    mood: str,
    helped: str,
    change: str,
    receipt: UUID | None = None,
    by: User,
) -> ReflectionAnswer:
    """Say for ``school`` how working with the other side goes. Once, and it stays.

    Arriving again with its receipt, it is what was said first.
    Raises ReflectionClosed, NotInThePair, SaidAlready.
    """
    still_at_work(reflection.cluster)
    if Reflection.objects.get(pk=reflection.pk).closed_at is not None:
        raise ReflectionClosed
    inside = dict(
        reflection.cluster.memberships.filter(until=None).values_list("participation", "side")
    )
    side = inside.get(school.pk, "")
    if inside.get(mentee.pk) != "mentee" or (side != "mentor" and school.pk != mentee.pk):
        raise NotInThePair
    try:
        with transaction.atomic():
            answer = ReflectionAnswer.objects.create(
                reflection=reflection, mentee=mentee, school=school, side=side, mood=mood,
                helped=helped.strip(), change=change.strip(), said_by=by,
            )  # fmt: skip
    except IntegrityError as second:
        said = ReflectionAnswer.objects.get(reflection=reflection, mentee=mentee, side=side)
        if receipt and was_sent(reflection.public_id, receipt):
            return said
        raise SaidAlready(said) from second
    # What was said stays between the two schools: the trail knows only that it was.
    _note("reflection.answered", reflection, by, **sent_by(receipt))
    return answer


@transaction.atomic
def close_reflection(reflection: Reflection, *, by: User) -> None:
    """Nobody answers any more; what one side said alone stays unseen. Raises ReflectionClosed."""
    still = Reflection.objects.filter(pk=reflection.pk, closed_at=None)
    if not still.update(closed_at=timezone.now()):
        raise ReflectionClosed
    _note("reflection.closed", reflection, by)


def _note(verb: str, reflection: Reflection, by: User, **facts: Any) -> None:
    scope = f"country:{reflection.cluster.cohort.country_id}"
    record(verb, on=reflection, by=by, scope=scope, **facts)
