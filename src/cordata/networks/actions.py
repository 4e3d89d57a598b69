"""Start cohorts, take part, say what is needed and offered, set rules and words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.matching.rules import Rules, rules_to_dict
from cordata.history.actions import record
from cordata.networks.models import Cohort, Country, Interest, Participation, Programme, Topic, Wish
from cordata.schools.models import School

MAX_WISHES = 5


class ChangedBySomebody(Exception):
    """Somebody saved this since the page was opened; ``now`` is how it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__(str(now))
        self.now = now


class TakesPartAlready(Exception):
    """The school is in this cohort already."""


@transaction.atomic
def add_programme(
    *, name: str, slug: str, starts_on: dt.date, ends_on: dt.date | None, by: User | None
) -> Programme:
    """A new programme."""
    programme = Programme.objects.create(
        name=name, slug=slug, starts_on=starts_on, ends_on=ends_on
    )
    record("programme.added", on=programme, by=by)
    return programme


@transaction.atomic
def add_country(*, code: str, languages: list[str], time_zone: str, by: User | None) -> Country:
    """A new country."""
    country = Country.objects.create(code=code, languages=languages, time_zone=time_zone)
    record("country.added", on=country, by=by, scope=f"country:{code}")
    return country


@transaction.atomic
def change_country(
    country: Country, *, version: int, by: User | None, **settings: Any
) -> Country:
    """Set words, languages, time zone or contact of a country.

    Raises ChangedBySomebody.
    """
    mine = Country.objects.filter(pk=country.pk, version=version)
    if not mine.update(version=F("version") + 1, **settings):
        raise ChangedBySomebody(Country.objects.get(pk=country.pk))
    record(
        "country.changed",
        on=country,
        by=by,
        scope=f"country:{country.code}",
        what=sorted(settings),
    )
    return Country.objects.get(pk=country.pk)


@transaction.atomic
def start_cohort(
    *,
    programme: Programme,
    country: Country,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User | None,
) -> Cohort:
    """A new cohort, with the usual matching rules to begin from."""
    cohort = Cohort.objects.create(
        programme=programme,
        country=country,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        rules=rules_to_dict(Rules()),
    )
    _note("cohort.started", cohort, cohort, by)
    return cohort


@transaction.atomic
def set_rules(cohort: Cohort, rules: Rules, *, version: int, by: User | None) -> Cohort:
    """Set the matching rules as the public will read them.

    Raises ChangedBySomebody.
    """
    mine = Cohort.objects.filter(pk=cohort.pk, rules_version=version)
    if not mine.update(rules=rules_to_dict(rules), rules_version=F("rules_version") + 1):
        raise ChangedBySomebody(Cohort.objects.get(pk=cohort.pk))
    _note("cohort.rules_set", cohort, cohort, by)
    return Cohort.objects.get(pk=cohort.pk)


@transaction.atomic
def take_part(
    cohort: Cohort,
    school: School,
    *,
    side: str,
    places: tuple[int, int] = (3, 4),
    by: User | None,
    **facts: Any,
) -> Participation:
    """A school takes part, to lead (with places) or to be accompanied.

    Raises TakesPartAlready.
    """
    low, high = places if side == Participation.Side.MENTOR else (0, 0)
    known = {"working_languages": [school.language] if school.language else []}
    try:
        with transaction.atomic():
            participation = Participation.objects.create(
                cohort=cohort,
                school=school,
                side=side,
                min_places=low,
                max_places=high,
                **(known | facts),
            )
    except IntegrityError as twice:
        raise TakesPartAlready from twice
    _note("school.takes_part", cohort, participation, by, side=side)
    return participation


@transaction.atomic
def change_participation(
    participation: Participation, *, version: int, by: User | None, **facts: Any
) -> Participation:
    """Change how a school takes part.

    Raises ChangedBySomebody.
    """
    mine = Participation.objects.filter(pk=participation.pk, version=version)
    if not mine.update(version=F("version") + 1, **facts):
        raise ChangedBySomebody(Participation.objects.get(pk=participation.pk))
    _note("participation.changed", participation.cohort, participation, by, what=sorted(facts))
    return Participation.objects.get(pk=participation.pk)


@transaction.atomic
def turn_roles(participation: Participation, *, side: str, places: int, by: User | None) -> None:
    """A mentee school begins to lead, or a mentor to be accompanied."""
    high = places if side == Participation.Side.MENTOR else 0
    Participation.objects.filter(pk=participation.pk).update(
        side=side, min_places=0, max_places=high, version=F("version") + 1
    )
    _note("participation.turned", participation.cohort, participation, by, side=side)


@transaction.atomic
def withdraw_participation(participation: Participation, *, reason: str, by: User | None) -> None:
    """A school leaves the cohort; that it took part stays known."""
    Participation.objects.filter(pk=participation.pk).update(
        withdrawn_at=timezone.now(), withdrawn_why=reason, version=F("version") + 1
    )
    _note("school.withdrawn", participation.cohort, participation, by, reason=reason)


@transaction.atomic
def set_interests(
    participation: Participation, priorities: Mapping[str, int], *, by: User | None
) -> None:
    """Say anew what a school needs or offers: topic slug -> priority 3 to 1."""
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=priorities)}
    participation.interests.all().delete()
    Interest.objects.bulk_create(
        Interest(participation=participation, topic=topics[slug], priority=priority)
        for slug, priority in priorities.items()
    )
    _note("interests.set", participation.cohort, participation, by, topics=sorted(priorities))


@transaction.atomic
def set_wishes(
    participation: Participation, wanted: list[Participation], *, by: User | None
) -> None:
    """Say anew which schools of the other side a school would like, first first."""
    participation.wishes.all().delete()
    Wish.objects.bulk_create(
        Wish(participation=participation, wanted=other, rank=rank)
        for rank, other in enumerate(wanted[:MAX_WISHES], 1)
    )
    _note("wishes.set", participation.cohort, participation, by, count=len(wanted))


def _note(verb: str, cohort: Cohort, on: Any, by: User | None, **facts: Any) -> None:
    record(verb, on=on, by=by, scope=f"country:{cohort.country_id}", **facts)
