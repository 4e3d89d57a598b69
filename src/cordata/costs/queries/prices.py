"""Prices in force: what a country gave, else what is shipped; and the standard list of all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from cordata.accounts.models import User
from cordata.analysis.costs.money import Local, NoPrice, inflate, to_standard
from cordata.analysis.costs.pay import hourly
from cordata.costs.models import Item, Price
from cordata.costs.queries import shipped
from cordata.networks.queries import countries_coordinated_by

POUNDS = "GBP"


@dataclass(frozen=True)
class InForce:
    """A price with everything that must stand beside it.

    amount  of a unit, or of a year where ``hours`` are worked for it
    on_top  what employers add; None is not known, and an hour is then priced without it
    given   by the country itself, with who and when; None is shipped
    """

    item: Item
    amount: Decimal
    currency: str
    year: int
    source: str
    licence: str = ""
    hours: int | None = None
    on_top: Decimal | None = None
    given: Price | None = None

    @property
    def unit(self) -> Decimal:
        """The price of one: an hour, a kilometre."""
        if self.hours is None:
            return self.amount
        return hourly(self.amount, Decimal(self.hours), self.on_top or Decimal(0))


type Prices = dict[str, dict[Item, InForce]]


def prices_in(countries: list[str]) -> Prices:
    """By country and item; what nobody priced is not there. One query."""
    found = {country: _shipped(country) for country in countries}
    for one in Price.objects.filter(country__in=countries, ended_at=None).select_related(
        "set_by"
    ):
        item = Item(one.item)
        currency = POUNDS if item is Item.POUND else shipped.currency_of(one.country_id)
        if currency:
            found[one.country_id][item] = InForce(
                item, one.amount, currency, one.year, one.source,
                hours=one.hours, on_top=one.on_top, given=one,
            )  # fmt: skip
    return found


def prices_for(countries: Iterable[str]) -> tuple[Prices, Mapping[Item, Decimal]]:
    """Those of some countries, and the standard list of all. One query."""
    known = {country for country, _year in shipped.parities()}
    every = prices_in(sorted(known.union(countries)))
    return every, standard_list(every)


def standard_list(every: Prices) -> Mapping[Item, Decimal]:
    """PPS of the base year for one unit: the mean over the national prices in force."""
    each: dict[Item, list[Decimal]] = {}
    for country, prices in sorted(every.items()):
        for item, one in prices.items():
            if item is not Item.POUND:
                each.setdefault(item, []).append(in_pps(one.unit, country, one))
    return {item: sum(found, Decimal(0)) / len(found) for item, found in each.items()}


def in_pps(amount: Decimal, country: str, price: InForce) -> Decimal:
    """First to the base year in its own currency, then by the parity of that year."""
    tables = shipped.tables()
    year = shipped.year_known(country, price.year)
    local = inflate(Local(amount, country, price.currency, year), tables.general, tables.base)
    return to_standard(local, tables.parities).amount


def local_of(pps: Decimal, country: str) -> Decimal:
    """The way back: national currency at the prices of the base year."""
    try:
        return pps * shipped.parities()[country, shipped.tables().base].rate
    except KeyError:
        raise NoPrice(country) from None


def given_before(person: User, country: str, item: Item) -> QuerySet[Price]:
    """Every price that a country gave for an item, the last first, for who may set them."""
    mine = countries_coordinated_by(person)
    found = Price.objects.filter(country__in=mine, country=country, item=item)
    return found.select_related("set_by").order_by("-set_at", "-pk")


def _shipped(country: str) -> dict[Item, InForce]:
    found = {}
    for item in Item:
        salary = shipped.salaries().get((country, item.value))
        if salary:
            found[item] = InForce(
                item, salary.annual, shipped.currency_of(country), salary.year,
                f"{shipped.SALARIES}: {salary.what}", shipped.LICENCE, shipped.HOURS,
            )  # fmt: skip
    return found
