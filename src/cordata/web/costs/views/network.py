"""The coordinator's costs: per school and session, by model and bearer; the same as a file."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.analysis.costs.bands import EDITIONS
from cordata.analysis.costs.totals import PriceSet
from cordata.clusters.models import CoordinationModel
from cordata.costs import rules
from cordata.costs.queries import shipped
from cordata.costs.queries.network import Network, Row, banded, network_of
from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by
from cordata.web.costs.words import (
    BANDS,
    LACKS,
    VIEWS,
    Money,
    borne_in_words,
    hours,
    percent,
    whole,
)
from cordata.web.networks.views.find import cohort_of
from cordata.web.requests import Request, allow
from cordata.web.tables import csv_table


@require_GET
def show(request: Request, cc: str, cohort: str) -> HttpResponse:
    """At local prices, or at the standard list."""
    which = _cohort(request, cc, cohort)
    network = network_of(which, _of(request))
    years = cohorts_seen_by(request.user).filter(country=which.country_id)
    others = years.exclude(pk=which.pk).order_by("-starts_on", "name", "pk")
    context = {"cc": cc, "others": others, **_page(network)}
    return render(request, "web/costs/network.html", context)


@require_GET
def table(request: Request, cc: str, cohort: str) -> HttpResponse:
    """The same figures, a line for each cluster, each model and all."""
    network = network_of(_cohort(request, cc, cohort), _of(request))
    money = Money(network.cohort.country_id, network.of)
    header = ["what", "name", "model", "clusters", "mentee_schools", "sessions", "hours",
              "unit", "price_year", "prices", "cost", "cost_low", "cost_high",
              "cost_per_mentee_school", "cost_per_session", "share_assumed",
              "terms_confirmed", "terms_begun"]  # fmt: skip
    lines = [
        *(_line("cluster", one, money) for one in network.clusters),
        *(_line("model", one, money) for one in network.models),
        _line("all", network.whole, money),
    ]
    return csv_table(f"costs-{network.of}.csv", header, lines)


@require_GET
def band(request: Request, cc: str, cohort: str) -> HttpResponse:
    """Its own page, because it is of another cost: what schools spend beside what they have."""
    which = _cohort(request, cc, cohort)
    network = network_of(which)
    found = banded(network)
    edition = EDITIONS[-1]
    context = {
        "cc": cc,
        "cohort": which,
        "found": found,
        "missing": [one.label for one in network.missing],
        "spent": Money(which.country_id, PriceSet.STANDARD).say(found.spent),
        "name": BANDS.get(found.band, ""),
        "lacks": [LACKS[one] for one in found.lacks],
        "edition": edition,
        "limits": [whole(Decimal(one)) for one in edition.limits],
    }
    return render(request, "web/costs/band.html", context)


def _cohort(request: Request, cc: str, cohort: str) -> Cohort:
    which = cohort_of(request.user, cc, cohort)
    allow(rules.may_see_costs_of_network(request.user, which))
    return which


def _of(request: Request) -> PriceSet:
    return PriceSet.STANDARD if request.GET.get("prices") == "standard" else PriceSet.LOCAL


def _page(network: Network) -> dict[str, Any]:
    money, whole_row = Money(network.cohort.country_id, network.of), network.whole
    bill = whole_row.bill
    return {
        "cohort": network.cohort,
        "network": network,
        "standard": network.of is PriceSet.STANDARD,
        "base": shipped.tables().base,
        "missing": [one.label for one in network.missing],
        "all": _shown(whole_row, money),
        "total": money.say(bill.total if bill else None),
        "between": money.per_school_between(whole_row),
        "assumed": percent(bill.assumed) if bill else "",
        "borne": borne_in_words(bill, money) if bill else [],
        "kinds": [(kind.label, money.say(part)) for kind, part in bill.kinds.items()]
        if bill else [],
        "views": [(label, money.say(bill.views[view])) for view, label in VIEWS.items()]
        if bill else [],
        "rates": [(percent(rate), money.say(amount)) for rate, amount in network.rates],
        "models": [_shown(one, money) for one in network.models],
        "rows": [_shown(one, money) for one in network.clusters],
    }  # fmt: skip


def _shown(row: Row, money: Money) -> dict[str, Any]:
    """A row in words."""
    return {
        "row": row,
        "model": _model(row),
        "hours": hours(row.minutes),
        "cost": money.say(row.bill.total if row.bill else None),
        "per_school": money.say(row.per_school),
        "per_session": money.say(row.per_session),
        "between": money.per_school_between(row),
    }


def _model(row: Row) -> str:
    return str(CoordinationModel.Label(row.model).label) if row.model else _("not declared")


def _line(what: str, row: Row, money: Money) -> list[object]:
    """Plain numbers, two decimals; empty where there is none."""
    bill = row.bill
    ends = [bill.between.low, bill.between.high] if bill and bill.between else []
    name = f"{row.cluster.letter}: {row.cluster.name}" if row.cluster else ""
    model = row.model if what != "all" else ""
    return [
        what, name, model, row.clusters, row.schools, row.sessions,
        f"{Decimal(row.minutes) / 60:.2f}", money.unit, shipped.tables().base, money.of,
        _plain(bill.total if bill else None, money),
        *([_plain(Decimal(end), money) for end in ends] or ["", ""]),
        _plain(row.per_school, money), _plain(row.per_session, money),
        f"{bill.assumed:.4f}" if bill else "", row.confirmed, row.terms,
    ]  # fmt: skip


def _plain(pps: Decimal | None, money: Money) -> str:
    return "" if pps is None else f"{money.value(pps):.2f}"
