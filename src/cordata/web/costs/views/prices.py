"""National prices: each with its year, its source and its licence; coordinators may give their own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.costs import actions, rules
from cordata.costs.models import Item
from cordata.costs.queries import shipped
from cordata.costs.queries.prices import InForce, given_before, prices_for, prices_in
from cordata.web.costs.forms import PriceForm
from cordata.web.costs.words import percent, precise
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow, posted
from cordata.web.tables import csv_table


@require_GET
def show(request: Request, cc: str) -> HttpResponse:
    """All of them, and what is not priced yet."""
    country = country_of(request.user, cc)
    allow(rules.may_set_prices(request.user, country))
    every, standard = prices_for([country.pk])
    prices = every[country.pk]
    context = {
        "cc": cc,
        "country": country,
        "currency": shipped.currency_of(country.pk),
        "base": shipped.tables().base,
        "rows": [
            _row(item, prices.get(item), precise(standard[item]) if item in standard else "–")
            for item in Item
        ],
        "bare": any(one.hours and one.on_top is None for one in prices.values()),
        "hours": shipped.HOURS,
        "hours_source": shipped.HOURS_SOURCE,
        "purchasing": shipped.PURCHASING,
        "licence": shipped.LICENCE,
    }
    return render(request, "web/costs/prices.html", context)


@require_GET
def table(request: Request, cc: str) -> HttpResponse:
    """The same prices as a file."""
    country = country_of(request.user, cc)
    allow(rules.may_set_prices(request.user, country))
    every, standard = prices_for([country.pk])
    prices = every[country.pk]
    header = ["item", "unit_price", "currency", "year", "amount", "hours", "contributions",
              "standard_price_pps", "source", "licence"]  # fmt: skip
    lines = [
        [
            item.value, f"{one.unit:.4f}", one.currency, one.year, f"{one.amount:.4f}",
            one.hours or "", "" if one.on_top is None else f"{one.on_top:.4f}",
            f"{standard[item]:.4f}" if item in standard else "", one.source, one.licence,
        ]
        for item, one in prices.items()
    ]  # fmt: skip
    return csv_table(f"prices-{country.pk.lower()}.csv", header, lines)


@require_http_methods(["GET", "POST"])
def set_one(request: Request, cc: str, item: str) -> HttpResponse:
    """Give one a price of the country's own, with its source."""
    country = country_of(request.user, cc)
    allow(rules.may_set_prices(request.user, country))
    which = Item(item)
    price = prices_in([country.pk])[country.pk].get(which)
    form = PriceForm(posted(request), item=which, price=price, latest=timezone.localdate().year)
    if request.method == "POST" and form.is_valid():
        actions.set_price(country, which, by=request.user, **form.facts())
        messages.success(request, _("The price is in force; the one before stays readable."))
        return redirect("costs:prices", cc)
    context = {
        "cc": cc,
        "country": country,
        "item": which,
        "form": form,
        "price": price,
        "currency": shipped.currency_of(country.pk),
        "before": given_before(request.user, country.pk, which),
    }
    return render(request, "web/costs/price.html", context, status=422 if form.errors else 200)


def _row(item: Item, price: InForce | None, standard: str) -> dict[str, Any]:
    """A price in words."""
    if price is None:
        return {"item": item, "price": None, "standard": standard}
    return {
        "item": item,
        "price": price,
        "unit": precise(price.unit),
        "amount": precise(price.amount),
        "on_top": None if price.on_top is None else percent(price.on_top),
        "standard": standard,
    }
