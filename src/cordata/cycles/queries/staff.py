"""Who is there in the schools that lead: read set-wise, for alerts."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from cordata.accounts.models import Role, RoleKind, Scope


@dataclass(frozen=True)
class Staff:
    """Who is there in a school that leads: how many, since when; is its head away, until when."""

    people: int = 0
    newest: dt.datetime | None = None
    away_since: dt.datetime | None = None
    away_until: dt.datetime | None = None


def staff_of(schools: Collection[str], now: dt.datetime) -> dict[str, Staff]:
    """By the school's public id; a school that nobody has ever joined is not among them.

    A head is away while somebody stands in, or when the office has ended and nobody has it.
    """
    holds = Q(until=None) | Q(until__gt=now)
    head, lent = Q(kind=RoleKind.HEAD), Q(lent_from__isnull=False)
    rows = (
        Role.objects.filter(
            scope=Scope.SCHOOL, kind__in=[RoleKind.HEAD, RoleKind.TEAM], place__in=schools
        )
        .values("place")
        .annotate(
            people=Count("person", filter=holds, distinct=True),
            newest=Max("since", filter=holds),
            heads=Count("pk", filter=holds & head),
            ended=Max("until", filter=head & Q(until__lte=now)),
            lent_at=Max("since", filter=holds & head & lent),
            lent_until=Max("until", filter=holds & head & lent),
        )
        .values_list("place", "people", "newest", "heads", "ended", "lent_at", "lent_until")
    )
    return {place: _staff(*facts) for place, *facts in rows}


def _staff(
    people: int,
    newest: dt.datetime | None,
    heads: int,
    ended: dt.datetime | None,
    lent_at: dt.datetime | None,
    lent_until: dt.datetime | None,
) -> Staff:
    return Staff(people, newest, lent_at or (None if heads else ended), lent_until)
