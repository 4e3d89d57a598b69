"""Terms that are over and wait to be confirmed: what a cluster's page opens on, and who is reminded."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cordata.clusters.models import Cluster, Membership
from cordata.costs.models import Confirmation
from cordata.costs.queries.terms import Term, term_now, terms_between, terms_of
from cordata.networks.models import Participation

REMINDED = dt.timedelta(days=90)  # then it is somebody's decision, and no longer forgotten
COLUMNS = (
    "cluster__public_id", "cluster__name", "participation__school__name", "cluster__opened_on",
    "cluster__closed_on", "cluster__cohort__starts_on", "cluster__cohort__ends_on",
)  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """A term of a cluster that its mentor school has not confirmed."""

    cluster: str
    name: str
    school: str
    term: int


def confirmed_from(term: Term, closed_on: dt.date | None) -> dt.date:
    """The first day on which a term may be confirmed: it is over, or the cluster is."""
    return min(term.ends_on, closed_on or term.ends_on) + dt.timedelta(days=1)


def term_asked(cluster: Cluster, today: dt.date) -> Term:
    """The last one that is over and not confirmed; else the running one. One query."""
    confirmed = set(
        Confirmation.objects.filter(cluster=cluster).values_list("term", flat=True).distinct()
    )
    over = _over(terms_of(cluster.cohort), cluster.opened_on, cluster.closed_on, today)
    waiting = [one for one in over if one.number not in confirmed]
    return waiting[-1] if waiting else term_now(cluster.cohort, today)


def waiting_in(schools: Collection[str], today: dt.date) -> list[Waiting]:
    """Of clusters that these schools (public ids) lead, or led last. One query."""
    if not schools:
        return []
    led = _led(today).filter(participation__school__public_id__in=schools)
    return [
        Waiting(cluster, name, school, one.number)
        for cluster, name, school, opened, closed, start, end, *confirmed in led
        for one in _over(terms_between(start, end), opened, closed, today)
        if not confirmed[one.number - 1] and confirmed_from(one, closed) >= today - REMINDED
    ]


@lru_cache(maxsize=2)  # decision 0030
def _led(today: dt.date) -> QuerySet[Membership, Any]:
    said = Confirmation.objects.filter(cluster=OuterRef("cluster"))
    return (
        Membership.objects.filter(
            until=None, side=Participation.Side.MENTOR,
            cluster__cohort__ends_on__gte=today - REMINDED,
        )
        .annotate(first=Exists(said.filter(term=1)), second=Exists(said.filter(term=2)))
        .order_by("pk")
        .values_list(*COLUMNS, "first", "second")
    )  # fmt: skip


def _over(
    terms: Collection[Term], opened: dt.date, closed: dt.date | None, today: dt.date
) -> Iterator[Term]:
    """Those that may be confirmed, and in which the cluster had a day."""
    for one in terms:
        had_a_day = opened <= one.ends_on and (closed is None or closed >= one.starts_on)
        if had_a_day and confirmed_from(one, closed) <= today:
            yield one
