"""Say what schools a country or region has: typed, from a file, or counted in the register."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.advice.transfer import DIMENSIONS, Place
from cordata.exchange.models import CountryContext
from cordata.exchange.queries.contexts import counted_in_register
from cordata.history.actions import record
from cordata.networks.models import Country

REGISTER = "Cordata"  # which register it was: the page says so in the reader's language


class NothingTold(Exception):
    """Not a single school is told of."""


@transaction.atomic
def describe_schools(
    country: Country,
    *,
    region: str,
    origin: str,
    source: str,
    dated_on: dt.date,
    schools: Place,
    by: User,
) -> CountryContext:
    """Put what was typed or filed beside what stood before. Raises NothingTold."""
    kept = {one: _kept(schools.get(one, {})) for one in DIMENSIONS}
    if not any(kept.values()):
        raise NothingTold
    made = CountryContext.objects.create(
        country=country, region=region, origin=origin, source=source, dated_on=dated_on,
        schools={one: values for one, values in kept.items() if values}, entered_by=by,
    )  # fmt: skip
    record("schools.described", on=made, by=by, scope=f"country:{country.pk}")
    return made


def count_register(country: Country, *, region: str, by: User) -> CountryContext:
    """Take the schools of the register here, as of today. Raises NothingTold."""
    return describe_schools(
        country, region=region, origin=CountryContext.Origin.REGISTER, source=REGISTER,
        dated_on=timezone.localdate(), schools=counted_in_register(country.pk, region), by=by,
    )  # fmt: skip


def _kept(values: Mapping[str, float]) -> dict[str, float]:
    return {value: number for value, number in values.items() if number > 0}
