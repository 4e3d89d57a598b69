"""What a school needs or offers, and whom it would like to work with."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cordata.accounts.models import User
from cordata.history.actions import record, sent_by
from cordata.networks.actions.stale import claim_once
from cordata.networks.models import Interest, Participation, Topic, Wish, opposite


@transaction.atomic
def set_interests(
    participation: Participation,
    interests: Mapping[str, int],
    *,
    others: Mapping[str, int] | None = None,
    version: int | None = None,
    receipt: UUID | None = None,
    by: User | None,
    places: tuple[int, int] | None = None,
) -> None:
    """The needs of a mentee, the offers of a mentor: topic slug to priority, 3 (first) to 1.

    others  what a mentee offers, or a mentor needs; None leaves them as they are
    Saying them again confirms them. ``places`` (at least, at most) is for mentor schools.
    Raises ChangedBySomebody.
    """
    facts: dict[str, Any] = {"min_places": places[0], "max_places": places[1]} if places else {}
    if not claim_once(participation, version, receipt, **facts):
        return
    replace_interests(participation, interests, others)
    if others is not None:
        facts["others"] = dict(others)
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


def replace_interests(
    participation: Participation,
    interests: Mapping[str, int],
    others: Mapping[str, int] | None = None,
) -> None:
    """Write the topics anew. Called inside the transaction of an action that records it.

    interests  in the direction of the school's side; others in the other one, None to leave them.
               A topic is named once: said in one direction, it is no longer said in the other.
    """
    own = participation.direction
    said = {own: interests} | ({} if others is None else {opposite(own): others})
    named = {slug for topics in said.values() for slug in topics}
    participation.interests.filter(Q(direction__in=said) | Q(topic__slug__in=named)).delete()
    topics = {one.slug: one for one in Topic.objects.filter(slug__in=named)}
    Interest.objects.bulk_create(
        Interest(
            participation=participation, topic=topics[slug], direction=way, priority=priority
        )
        for way, each in said.items()
        for slug, priority in each.items()
        if slug in topics and not (way != own and slug in interests)
    )


def _could_be_tied(one: Participation, other: Participation) -> bool:
    return one.cohort_id == other.cohort_id and one.side != other.side
