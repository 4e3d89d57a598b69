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


class RulesPromised(Exception):
    """A call promised these rules to its schools: they change only with a public note."""


@transaction.atomic
def set_rules(
    cohort: Cohort,
    rules: Rules,
    *,
    version: int | None = None,
    is_announced: bool = False,
    by: User | None,
) -> Cohort:
    """Decide the matching rules. They are public at once; plans made before keep theirs.

    is_announced  a public note tells the schools of the call that promised other rules

    Raises ChangedBySomebody if they are no longer those of ``version``; RulesPromised.
    """
    promised = Cohort.objects.filter(pk=cohort.pk, rules_promised=True)
    if not is_announced and promised.exists():
        raise RulesPromised
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


@transaction.atomic
def promise_rules(cohort: Cohort, *, promised: bool, by: User) -> None:
    """A call makes the rules of now its own, or takes that back before anybody relied on it."""
    Cohort.objects.filter(pk=cohort.pk).update(rules_promised=promised)
    cohort.rules_promised = promised
    record(
        "cohort.rules_promised",
        on=cohort,
        by=by,
        scope=f"country:{cohort.country_id}",
        promised=promised,
    )
