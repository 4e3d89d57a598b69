"""Settings of the platform: countries and their words, the vocabulary, programmes."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.networks.actions.cohorts import NameTaken
from cordata.networks.actions.stale import claim
from cordata.networks.models import Country, Programme, Topic


@transaction.atomic
def add_country(*, code: str, by: User | None, **facts: Any) -> Country:
    """Let a country take part in the platform. Raises NameTaken if it does already."""
    country, new = Country.objects.get_or_create(code=code, defaults=facts)
    if not new:
        raise NameTaken(code)
    record("country.added", on=country, by=by, scope=f"country:{code}", **_plain(facts))
    return country


@transaction.atomic
def change_country(
    country: Country, *, version: int | None = None, by: User | None, **facts: Any
) -> Country:
    """Change languages, time zone, contact or words of a country. Raises ChangedBySomebody."""
    claim(country, version, **facts)
    scope = f"country:{country.pk}"
    record("country.changed", on=country, by=by, scope=scope, **_plain(facts))
    return country


@transaction.atomic
def set_country_words(
    country: Country,
    words: dict[str, dict[str, dict[str, str]]],
    *,
    version: int | None = None,
    by: User | None,
) -> None:
    """What the country calls a cluster, a mentor and a mentee school, in each language.

    ``words`` is concept to language to {"one": …, "many": …}. Raises ChangedBySomebody.
    """
    claim(country, version, words=words)
    scope = f"country:{country.pk}"
    record("country.words_set", on=country, by=by, scope=scope, words=words)


@transaction.atomic
def save_topic(
    slug: str, labels: dict[str, str], *, position: int = 0, by: User | None
) -> Topic:
    """Add a topic to the shared vocabulary, or change how it is called and where it stands."""
    topic, _new = Topic.objects.update_or_create(
        slug=slug, defaults={"labels": labels, "position": position}
    )
    record("topic.saved", on=topic, by=by, labels=labels, position=position)
    return topic


@transaction.atomic
def add_programme(
    *, name: str, slug: str, starts_on: dt.date, ends_on: dt.date | None = None, by: User | None
) -> Programme:
    """Open a programme, in which countries then start cohorts. Raises NameTaken."""
    try:
        with transaction.atomic():
            programme = Programme.objects.create(
                name=name, slug=slug, starts_on=starts_on, ends_on=ends_on
            )
    except IntegrityError as taken:
        raise NameTaken(name) from taken
    record("programme.added", on=programme, by=by, name=name)
    return programme


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, dt.date) else value
        for name, value in facts.items()
    }
