"""Many schools enter a cohort at once: after a decision on a call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cordata.accounts.models import User
from cordata.history.actions import record_many
from cordata.networks.actions.taking_part import (
    USUAL_PLACES,
    TakesPartAlready,
    refuse_school,
    take_part,
)
from cordata.networks.models import Cohort, Interest, Participation, Topic
from cordata.schools.models import PriorityFlag, School


@dataclass(frozen=True)
class Entering:
    """One school that enters, and what it says it needs or offers."""

    school: School
    side: str
    places: tuple[int, int] | None = None
    interests: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def take_part_together(cohort: Cohort, entering: Iterable[Entering], *, by: User) -> None:
    """As ``take_part`` for each, in a few statements; who takes part already stays as it is.

    Raises NotInThisCountry, SchoolClosed.
    """
    known = set(Participation.objects.filter(cohort=cohort).values_list("school_id", flat=True))
    fresh = []
    for one in entering:
        if one.school.pk in known:
            _come_again(cohort, one, by)
        else:
            refuse_school(cohort, one.school)
            known.add(one.school.pk)
            fresh.append(one)
    made = Participation.objects.bulk_create(_participations(cohort, fresh), batch_size=500)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    Interest.objects.bulk_create(
        (
            Interest(
                participation=participation,
                topic=topics[slug],
                priority=priority,
                direction=participation.direction,
            )
            for one, participation in zip(fresh, made, strict=True)
            for slug, priority in one.interests.items()
            if slug in topics
        ),
        batch_size=2000,
    )
    record_many(
        "participation.began",
        on=made,
        by=by,
        scope=f"country:{cohort.country_id}",
        concerns=[one.school for one in fresh],
    )


def _come_again(cohort: Cohort, one: Entering, by: User) -> None:
    try:
        take_part(
            cohort,
            one.school,
            side=one.side,
            places=one.places,
            interests=dict(one.interests),
            by=by,
            **one.facts,
        )
    except TakesPartAlready:
        return


def _participations(cohort: Cohort, fresh: list[Entering]) -> list[Participation]:
    flagged = set(
        PriorityFlag.objects.filter(school__in=[one.school.pk for one in fresh]).values_list(
            "school_id", flat=True
        )
    )
    made = []
    for one in fresh:
        is_mentor = one.side == Participation.Side.MENTOR
        low, high = (one.places or USUAL_PLACES) if is_mentor else (0, 0)
        language = one.school.language
        made.append(
            Participation(
                cohort=cohort,
                school=one.school,
                side=one.side,
                min_places=low,
                max_places=high,
                working_languages=[language] if language else cohort.country.languages[:1],
                priority=one.school.pk in flagged,
                **one.facts,
            )
        )
    return made
