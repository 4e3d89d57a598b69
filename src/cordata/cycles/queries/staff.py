"""Who is there in the schools that lead: read set-wise, for alerts."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from cordata.accounts.models import Role, RoleKind, Scope
from cordata.clusters.models import Membership
from cordata.cycles.queries.within import Within


@dataclass(frozen=True)
class Staff:
    """Who is there in a school that leads, since when; is its head away, until when."""

    people: int = 0  # two stands for more, too
    newest: dt.datetime | None = None
    away_since: dt.datetime | None = None
    away_until: dt.datetime | None = None


def staff_of_leads(within: Within, now: dt.datetime) -> dict[str, Staff]:
    """Of the schools that lead, by public id; one that nobody has ever joined is not among them.

    A head is away while somebody stands in, or when the office has ended and nobody has it.
    """
    holds = Q(until=None) | Q(until__gt=now)
    leading = Membership.objects.filter(within.at("cluster"), until=None, side="mentor")
    head, lent = Q(kind=RoleKind.HEAD), Q(lent_from__isnull=False)
    rows = (
        Role.objects.filter(
            scope=Scope.SCHOOL,
            kind__in=[RoleKind.HEAD, RoleKind.TEAM],
            place__in=leading.values("participation__school__public_id"),
        )
        .values("place")
        .annotate(
            # Nobody, one, or several: to count them a database would sort all.
            one=Min("person", filter=holds),
            other=Max("person", filter=holds),
            newest=Max("since", filter=holds),
            heads=Count("pk", filter=holds & head),
            ended=Max("until", filter=head & Q(until__lte=now)),
            lent_at=Max("since", filter=holds & head & lent),
            lent_until=Max("until", filter=holds & head & lent),
        )
        .values_list(
            "place", "one", "other", "newest", "heads", "ended", "lent_at", "lent_until"
        )
    )
    return {place: _staff(*facts) for place, *facts in rows}


def _staff(
    one: int | None,
    other: int | None,
    newest: dt.datetime | None,
    heads: int,
    ended: dt.datetime | None,
    lent_at: dt.datetime | None,
    lent_until: dt.datetime | None,
) -> Staff:
    people = 0 if one is None else 1 if one == other else 2
    return Staff(people, newest, lent_at or (None if heads else ended), lent_until)
