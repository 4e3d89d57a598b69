"""What a school needs or offers, and whom it would like to work with."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from cordata.accounts.models import User
from cordata.history.actions import record, sent_by
from cordata.networks.actions.stale import claim_once
from cordata.networks.models import Interest, Participation, Topic, Wish


@transaction.atomic
def set_interests(
    participation: Participation,
    interests: Mapping[str, int],
    *,
    version: int | None = None,
    receipt: UUID | None = None,
    by: User | None,
    places: tuple[int, int] | None = None,
) -> None:
    """The school's needs or offers: topic slug to priority, 3 (first) to 1.

    Saying them again confirms them. ``places`` (at least, at most) is for mentor schools.
    Raises ChangedBySomebody.
    """
    facts: dict[str, Any] = {"min_places": places[0], "max_places": places[1]} if places else {}
    if not claim_once(participation, version, receipt, **facts):
        return
    replace_interests(participation, interests)
    record(
        "participation.interests_set",
        on=participation,
        by=by,
        scope=f"country:{participation.cohort.country_id}",
        interests=dict(interests),
        **sent_by(receipt),
        **facts,
    )


@transaction.atomic
def set_wishes(
    participation: Participation,
    wanted: Sequence[Participation],
    *,
    version: int | None = None,
    receipt: UUID | None = None,
    by: User | None,
) -> None:
    """Private wishes, first first. Only schools of the other side in the same cohort count.

    The trail says that wishes were set, never which. Raises ChangedBySomebody.
    """
    if not claim_once(participation, version, receipt):
        return
    participation.wishes.all().delete()
    possible = [one for one in wanted if _could_be_tied(participation, one)]
    Wish.objects.bulk_create(
        Wish(participation=participation, wanted=one, rank=rank)
        for rank, one in enumerate(possible, 1)
    )
    scope = f"country:{participation.cohort.country_id}"
    record(
        "participation.wishes_set",
        on=participation,
        by=by,
        scope=scope,
        **sent_by(receipt),
    )


def replace_interests(participation: Participation, interests: Mapping[str, int]) -> None:
    """Write the topics anew. Called inside the transaction of an action that records it."""
    participation.interests.all().delete()
    topics = Topic.objects.filter(slug__in=interests)
    Interest.objects.bulk_create(
        Interest(participation=participation, topic=topic, priority=interests[topic.slug])
        for topic in topics
    )


def _could_be_tied(one: Participation, other: Participation) -> bool:
    return one.cohort_id == other.cohort_id and one.side != other.side
