"""All indicators, and their numbers on a day: the one path to page and table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.analysis.disclosure.rules import WIDER
from cordata.evidence.queries.indicators.answering import ANSWERING
from cordata.evidence.queries.indicators.declaring import Counted, Indicator
from cordata.evidence.queries.indicators.doing import DOING
from cordata.evidence.queries.indicators.records import Records
from cordata.evidence.queries.indicators.taking_part import TAKING_PART
from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by

INDICATORS: tuple[Indicator, ...] = (*TAKING_PART, *DOING, *ANSWERING)


@dataclass(frozen=True)
class Measured:
    """An indicator with its number; ``counted`` is None where too few stand behind it."""

    indicator: Indicator
    counted: Counted | None


def measured(cohorts: Sequence[Cohort], now: dt.datetime | None = None) -> list[Measured]:
    """Every indicator of these cohorts together. Some ten queries, however many schools."""
    records = Records(cohorts, now or timezone.now())
    return [_measured(one, one.count(records)) for one in INDICATORS]


def _measured(indicator: Indicator, counted: Counted) -> Measured:
    behind = counted.units - counted.missing
    few = counted.numerator < WIDER.people or behind < WIDER.schools
    return Measured(indicator, None if indicator.of_answers and few else counted)


def indicator_years(person: User) -> dict[str, list[Cohort]]:
    """What a person may see indicators of: cohorts of each year, the latest year first.

    Cohorts they coordinate, and those of programmes they research. By "programme year".
    """
    researched = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    found = Cohort.objects.filter(
        Q(pk__in=cohorts_seen_by(person).values("pk")) | Q(programme__public_id__in=researched)
    )
    years: dict[str, list[Cohort]] = {}
    for one in found.select_related("programme", "country").order_by(
        "-starts_on", "programme", "country", "pk"
    ):
        years.setdefault(f"{one.programme.name} {one.name}", []).append(one)
    return years
