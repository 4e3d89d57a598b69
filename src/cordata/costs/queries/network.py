"""Costs of all clusters of a cohort side by side: one function for the page and its file."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from cordata.analysis.costs.totals import PriceSet
from cordata.analysis.costs.views import View
from cordata.analysis.costs.years import SHOWN_RATES
from cordata.clusters.models import Cluster, CoordinationModel, Membership
from cordata.costs.models import Item
from cordata.costs.queries import shipped
from cordata.costs.queries.bills import Bill, band_of, bill_of, year_sum
from cordata.costs.queries.ledger import Ledger, ledger_of
from cordata.costs.queries.prices import InForce, prices_for, prices_in
from cordata.costs.queries.sheets import Sheet, sheets_of
from cordata.costs.queries.terms import terms_of
from cordata.networks.models import Cohort, Participation

LEAST = 4  # clusters of a model, below which it is not compared: as cost-effectiveness/1


@dataclass(frozen=True)
class Row:
    """A cluster, or a model with its clusters, or all: what it cost, and per what.

    schools   mentee schools that were in it, the denominator of ``per_school``
    sessions  activities that took place, the denominator of ``per_session``
    """

    name: str
    schools: int
    sessions: int
    minutes: int
    bill: Bill | None
    cluster: Cluster | None = None
    model: str = ""
    clusters: int = 1
    confirmed: int = 0
    terms: int = 0
    moved: bool = False

    @property
    def per_school(self) -> Decimal | None:
        return self.bill.total / self.schools if self.bill and self.schools else None

    @property
    def per_session(self) -> Decimal | None:
        return self.bill.total / self.sessions if self.bill and self.sessions else None

    @property
    def is_enough(self) -> bool:
        """Whether one may set it beside others."""
        return self.clusters >= LEAST


@dataclass(frozen=True)
class Network:
    """A cohort's costs at one set of prices.

    missing   items without a price: then no row has a bill
    bare      contributions of employers are not known for some hours
    rates     total by discount rate: what lasts is spread at it
    """

    cohort: Cohort
    of: PriceSet
    whole: Row
    clusters: list[Row]
    models: list[Row]
    missing: list[Item]
    bare: bool
    rates: list[tuple[Decimal, Decimal]] = field(default_factory=list)


def network_of(cohort: Cohort, of: PriceSet = PriceSet.LOCAL) -> Network:
    """Nine queries, however many clusters."""
    found = Cluster.objects.filter(cohort=cohort).select_related("cohort__country")
    clusters = list(found.order_by("letter", "pk"))
    sheets = sheets_of(cohort, clusters)
    every, standard = prices_for([cohort.country_id])
    prices, schools = every[cohort.country_id], schools_in(cohort)
    ledger = ledger_of(sheets, prices, standard)
    rows = [
        _row(one.letter, [each for each in sheets if each.cluster == one], ledger, of,
             len(schools.get(one.pk, ())), one)
        for one in clusters
    ]  # fmt: skip
    whole = _row("", sheets, ledger, of, len(_union(schools.values())), None, len(clusters))
    return Network(
        cohort, of, whole, rows, _by_model(rows, sheets, ledger, of, schools),
        sorted(ledger.missing), _is_bare(prices), _at_rates(ledger, of),
    )  # fmt: skip


def schools_in(cohort: Cohort) -> dict[int, set[int]]:
    """By cluster: mentee schools (participations) that were ever in it, those that left among them.

    A school that moved is in two: where clusters are taken together it counts once.
    """
    rows = Membership.objects.filter(
        cluster__cohort=cohort, side=Participation.Side.MENTEE
    ).values_list("cluster", "participation")
    found: dict[int, set[int]] = {}
    for cluster, school in rows:
        found.setdefault(cluster, set()).add(school)
    return found


def pupils_in(cohort: Cohort) -> tuple[int, int]:
    """Pupils enrolled in mentee schools, and how many of these schools say it."""
    members = Membership.objects.filter(
        cluster__cohort=cohort, side=Participation.Side.MENTEE,
        participation__school__pupils__gt=0,
    )  # fmt: skip
    rows = members.values_list("participation", "participation__school__pupils")
    known = {school: pupils or 0 for school, pupils in rows}
    return sum(known.values()), len(known)


@dataclass(frozen=True)
class Banded:
    """The EEF's view: additional spending of schools alone.

    pounds  how many buy what one PPS buys, as the country gave it; None is not given
    pupils  of the ``schools`` that say how many, out of those ``asked``
    band    "" while something is missing
    lacks   what is: "spent" (a price, or anything used), "pounds", "pupils" of a school, a part of
            the "year"
    """

    spent: Decimal | None
    pounds: InForce | None
    pupils: int
    schools: int
    asked: int
    band: str
    lacks: tuple[str, ...] = ()


def banded(network: Network, today: dt.date | None = None) -> Banded:
    """Two more queries. All schools' spending goes by all schools' pupils, and by a whole year."""
    pupils, known = pupils_in(network.cohort)
    country = network.cohort.country_id
    pounds = prices_in([country])[country].get(Item.POUND)
    bill = network.whole.bill
    spent = bill.views[View.SCHOOL_ADDITIONAL] if bill else None
    asked = network.whole.schools
    is_over = terms_of(network.cohort)[-1].is_over(today or timezone.localdate())
    there = {
        "spent": spent is not None, "pounds": pounds is not None,
        "pupils": known == asked, "year": is_over,
    }  # fmt: skip
    lacks = tuple(name for name, is_there in there.items() if not is_there)
    name = (
        band_of(spent, pounds.amount, pupils)
        if spent is not None and pounds and not lacks
        else ""
    )
    return Banded(spent, pounds, pupils, known, asked, name, lacks)


def cluster_bill(sheets: list[Sheet]) -> tuple[Row, list[Item]]:
    """Of one cluster at local prices, and what has no price."""
    cluster = sheets[0].cluster
    country = cluster.cohort.country_id
    every, standard = prices_for([country])
    ledger = ledger_of(sheets, every[country], standard)
    schools = schools_in(cluster.cohort).get(cluster.pk, ())
    row = _row(cluster.letter, sheets, ledger, PriceSet.LOCAL, len(schools), cluster)
    return row, sorted(ledger.missing)


def _row(
    name: str, sheets: list[Sheet], ledger: Ledger, of: PriceSet, schools: int,
    cluster: Cluster | None, clusters: int = 1,
) -> Row:  # fmt: skip
    inside = {one.cluster.public_id for one in sheets}
    lines = [one for one in ledger.lines if one.group in inside]
    bill = None if ledger.missing else bill_of(lines, shipped.tables(), of)
    return Row(
        name, schools,
        sum(one.counted["sessions"] for one in sheets),
        sum(_minutes(one) for one in sheets),
        bill if lines else None, cluster, sheets[0].model if sheets else "", clusters,
        sum(one.confirmed is not None for one in sheets), len(sheets),
        any(one.has_moved for one in sheets),
    )  # fmt: skip


def _minutes(sheet: Sheet) -> int:
    return sum(
        number
        for name, number in sheet.counted.items()
        if name.startswith(("time:", "travel:"))
    )


def _by_model(
    rows: list[Row], sheets: list[Sheet], ledger: Ledger, of: PriceSet,
    schools: Mapping[int, set[int]],
) -> list[Row]:  # fmt: skip
    """Each declared model with its clusters, in the order of the list of models."""
    found = []
    for model in CoordinationModel.Label:
        mine = [one for one in rows if one.model == model and one.cluster is not None]
        keys = {one.cluster.pk for one in mine if one.cluster}
        if mine:
            its = [one for one in sheets if one.cluster.pk in keys]
            those = _union(schools.get(one, set()) for one in keys)
            found.append(_row(model, its, ledger, of, len(those), None, len(mine)))
    return found


def _union(sets: Iterable[set[int]]) -> set[int]:
    return set().union(*sets)


def _at_rates(ledger: Ledger, of: PriceSet) -> list[tuple[Decimal, Decimal]]:
    if ledger.missing or not ledger.lines:
        return []
    tables = shipped.tables()
    return [
        (rate, year_sum(ledger.lines, tables, View.SOCIETAL, of=of, rate=rate))
        for rate in SHOWN_RATES
    ]


def _is_bare(prices: Mapping[Item, InForce]) -> bool:
    return any(one.hours and one.on_top is None for one in prices.values())
