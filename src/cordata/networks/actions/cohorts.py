"""Start a country's year, and decide how its schools are matched."""

import datetime as dt

from django.db import IntegrityError, transaction

from cordata.accounts.models import User
from cordata.analysis.matching.rules import Rules, rules_to_dict
from cordata.history.actions import record
from cordata.networks.actions.stale import claim
from cordata.networks.models import Cohort, Country, Programme


class NameTaken(Exception):
    """The country has a cohort of this name in the programme already."""


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
    """Open a country's year in a programme, with the usual matching rules.

    Raises NameTaken.
    """
    try:
        with transaction.atomic():
            cohort = Cohort.objects.create(
                programme=programme,
                country=country,
                name=name,
                starts_on=starts_on,
                ends_on=ends_on,
                rules=rules_to_dict(Rules()),
            )
    except IntegrityError as taken:
        raise NameTaken(name) from taken
    record("cohort.started", on=cohort, by=by, scope=f"country:{country.pk}", name=name)
    return cohort


@transaction.atomic
def set_rules(
    cohort: Cohort, rules: Rules, *, version: int | None = None, by: User | None
) -> Cohort:
    """Decide the matching rules. They are public at once; plans made before keep theirs.

    Raises ChangedBySomebody if they are no longer those of ``version``.
    """
    before, after = cohort.rules, rules_to_dict(rules)
    claim(cohort, version, counter="rules_version", rules=after)
    record(
        "cohort.rules_set",
        on=cohort,
        by=by,
        scope=f"country:{cohort.country_id}",
        before=before,
        after=after,
    )
    return cohort
