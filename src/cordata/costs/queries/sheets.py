"""What a cluster used in a term: as it was confirmed, else as the records and the template say."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db.models import F, QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.address import address
from cordata.clusters.models import Cluster, CoordinationModel, Descent, Membership
from cordata.clusters.queries.clusters import clusters_coordinated_by
from cordata.costs.models import Bears, Confirmation, Kind
from cordata.costs.queries.terms import Term, span_of_year, term_number, terms_of
from cordata.costs.queries.usual import Used, usual_of
from cordata.cycles.queries.hours import Recorded, recorded
from cordata.networks.models import Cohort, Participation
from cordata.schools.queries.schools import my_school_ids


@dataclass(frozen=True)
class Sheet:
    """One cluster, one term.

    now        minutes and numbers as activities give them today
    counted    those that are counted: frozen ones, once confirmed
    confirmed  the last confirmation; None is a guess from the template
    """

    cluster: Cluster
    term: Term
    model: str
    used: list[Used]
    now: Recorded
    counted: Recorded
    confirmed: Confirmation | None = None

    @property
    def has_moved(self) -> bool:
        """Records were changed since they were confirmed."""
        return self.now != self.counted

    def quantity(self, kind: Kind) -> Decimal:
        """How much of it was used."""
        return next(one.quantity for one in self.used if one.kind is kind)


def clusters_with_costs_seen_by(person: User) -> QuerySet[Cluster]:
    """The set-wise twin of ``rules.may_see_costs``."""
    leading = Membership.objects.filter(
        until=None,
        side=Participation.Side.MENTOR,
        participation__school__public_id__in=my_school_ids(person),
    ).values("cluster")
    led = Cluster.objects.filter(pk__in=leading)
    mine = led | Cluster.objects.filter(pk__in=clusters_coordinated_by(person).values("pk"))
    return mine.select_related("cohort__country", "cohort__programme")


def sheets_of(
    cohort: Cohort, clusters: Iterable[Cluster], today: dt.date | None = None
) -> list[Sheet]:
    """Every term of every cluster, in their order, that has begun and has a day of the cluster in it.

    A term with records or a confirmation stays, whatever days the cluster is said to have had.
    Six queries, however many.
    """
    day = today or timezone.localdate()
    return [
        one
        for one in _sheets(cohort, clusters, day)
        if one.counted or one.confirmed or _weeks(one.cluster, one.term, day)
    ]


def sheet_of(cluster: Cluster, term: Term) -> Sheet:
    """Of one term; before it begins, or where the cluster had no day in it, it is an empty guess."""
    found = _sheets(cluster.cohort, [cluster], max(timezone.localdate(), term.starts_on))
    return next(one for one in found if one.term.number == term.number)


def mark_of(counted: Recorded) -> str:
    """Short for what somebody looked at: other records have another mark."""
    return address(dict(counted))


def _sheets(cohort: Cohort, clusters: Iterable[Cluster], day: dt.date) -> list[Sheet]:
    """Every term that has begun by a day."""
    those = list(clusters)
    rows = Cluster.objects.filter(pk__in=[one.pk for one in those])
    counted = recorded(rows, span_of_year(cohort), lambda on: term_number(cohort, on))
    models, confirmed, came = _models(rows), _confirmed(rows), _came_of_others(rows)
    return [
        _sheet(
            cluster, term, models.get(cluster.pk, ""),
            counted.get((cluster.pk, term.number), Counter()),
            confirmed.get((cluster.pk, term.number)), day,
            trains=cluster.pk not in came
            and term_number(cohort, cluster.opened_on) == term.number,
        )
        for cluster in those
        for term in terms_of(cohort)
        if term.has_begun(day)
    ]  # fmt: skip


def _sheet(
    cluster: Cluster, term: Term, model: str, now: Recorded,
    confirmed: Confirmation | None, day: dt.date, *, trains: bool,
) -> Sheet:  # fmt: skip
    if confirmed is None:
        used = usual_of(model, now, _weeks(cluster, term, day), trains=trains)
        return Sheet(cluster, term, model, used, now, now)
    used = [
        Used(Kind(one.kind), one.quantity, Bears(one.bears), one.own_time, one.life_years)
        for one in confirmed.ingredients.all()
    ]
    order = list(Kind)
    used.sort(key=lambda one: order.index(one.kind))
    then = cast("Recorded", Counter(confirmed.recorded))
    return Sheet(cluster, term, model, used, now, then, confirmed)


def _weeks(cluster: Cluster, term: Term, day: dt.date) -> int:
    """Weeks of a term so far in which the cluster was there."""
    return term.weeks_by(min(day, cluster.closed_on or day), cluster.opened_on)


def _came_of_others(clusters: QuerySet[Cluster]) -> set[int]:
    """Clusters that began out of others: their mentor teams were trained there."""
    began = Descent.objects.filter(after__in=clusters, on__lte=F("after__opened_on"))
    return set(began.values_list("after", flat=True))


def _models(clusters: QuerySet[Cluster]) -> dict[int, str]:
    """The declared model of each, as last known."""
    found = CoordinationModel.objects.filter(cluster__in=clusters).order_by("since", "pk")
    return dict(found.values_list("cluster", "label"))


def _confirmed(clusters: QuerySet[Cluster]) -> dict[tuple[int, int], Confirmation]:
    """The last confirmation of each term."""
    found = Confirmation.objects.filter(cluster__in=clusters).order_by("confirmed_at", "pk")
    rows = found.select_related("confirmed_by").prefetch_related("ingredients")
    return {(one.cluster_id, one.term): one for one in rows}
