"""Countries with a network, by their names in every language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.networks.models import Country, country_names
from cordata.networks.queries import public_countries
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    found = Country.objects.filter(cohorts__isnull=False).distinct()
    return found.prefetch_related("cohorts__programme")


def _seen_by(_person: User) -> QuerySet[Any]:
    return public_countries()


def _cards(countries: list[Country]) -> Iterable[Written]:
    for country in countries:
        names = country_names().get(country.code, {})
        cohorts = country.cohorts.all()
        programmes = sorted({one.programme.name for one in cohorts})
        yield Written(
            thing=country.code,
            title=names.get("en", country.code),
            titles=names,
            text=", ".join([*programmes, *sorted(one.name for one in cohorts)]),
            place={"cc": country.code.lower()},
            country=country.code,
        )


KIND = Kind(
    code="network",
    name=_("Networks"),
    every=Country.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="networks:network",
    touched={
        "networks.Country": "code",
        "networks.Cohort": "cohorts__public_id",
        "networks.Programme": "cohorts__programme__public_id",
    },
    id_of="code",
    weight=0.25,
)
