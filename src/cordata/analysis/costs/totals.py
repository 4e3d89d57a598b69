"""From lines to totals: yearly costs, present values, parts by payer and kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cordata.analysis.costs.ledger import Basis, Category, Line
from cordata.analysis.costs.money import (
    Index,
    Local,
    NoPrice,
    Parities,
    inflate,
    to_standard,
)
from cordata.analysis.costs.views import Transfer, View, borne, handed_over
from cordata.analysis.costs.years import annuity, present_value


class PriceSet(StrEnum):
    """LOCAL: what was paid, to see who bears it. STANDARD: one list, to compare models."""

    LOCAL = "local"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Prices:
    """Tables that bring local prices to PPS of the base year.

    labour   labour-cost index, for personnel
    general  GDP deflator, for all else
    """

    base: int
    labour: Index = field(default_factory=dict)
    general: Index = field(default_factory=dict)
    parities: Parities = field(default_factory=dict)


def price(line: Line, prices: Prices, of: PriceSet) -> Decimal:
    """Price of one unit of a line in PPS of the base year.

    Raises NoPrice where a table, or the standard list, does not have it.
    """
    if of is PriceSet.STANDARD:
        if line.standard is None:
            raise NoPrice(f"{line.id} is not on the standard list")
        return line.standard
    paid = Local(line.price, line.country, line.currency, line.price_year)
    index = prices.labour if line.category is Category.PERSONNEL else prices.general
    return to_standard(inflate(paid, index, prices.base), prices.parities).amount


def yearly(line: Line, unit_price: Decimal, rate: Decimal) -> dict[int, Decimal]:
    """What a line costs in each year of its use, spread over its life if it lasts."""
    amount = line.used * unit_price
    if line.life_years:
        amount *= annuity(rate, line.life_years)
    return dict.fromkeys(range(line.start, line.end + 1), amount)


def by_year(
    lines: Iterable[Line],
    prices: Prices,
    view: View,
    *,
    of: PriceSet = PriceSet.LOCAL,
    rate: Decimal,
    transfers: Iterable[Transfer] = (),
) -> dict[int, Decimal]:
    """What a view bears in each year, not discounted, in PPS of the base year."""
    found = handed_over(transfers, view)
    for line in lines:
        part = borne(line.bearers, view)
        for year, amount in yearly(line, price(line, prices, of), rate).items():
            found[year] = found.get(year, Decimal(0)) + part * amount
    return found


def total(
    lines: Iterable[Line],
    prices: Prices,
    view: View,
    *,
    of: PriceSet = PriceSet.LOCAL,
    rate: Decimal,
    transfers: Iterable[Transfer] = (),
) -> Decimal:
    """Present value of all lines in a view, in PPS of the base year."""
    each = by_year(lines, prices, view, of=of, rate=rate, transfers=transfers)
    return present_value(each, rate, prices.base)


def by[T](
    lines: Sequence[Line],
    key: Callable[[Line], T],
    prices: Prices,
    *,
    of: PriceSet = PriceSet.LOCAL,
    rate: Decimal,
) -> Mapping[T, Decimal]:
    """Societal totals by category, phase, basis or any other trait of a line."""
    found: dict[T, Decimal] = {}
    for line in lines:
        one = total([line], prices, View.SOCIETAL, of=of, rate=rate)
        found[key(line)] = found.get(key(line), Decimal(0)) + one
    return found


def by_payer(
    lines: Sequence[Line], prices: Prices, *, of: PriceSet = PriceSet.LOCAL, rate: Decimal
) -> Mapping[str, Decimal]:
    """What each payer bears before transfers; sums to the societal total."""
    found: dict[str, Decimal] = {}
    for line in lines:
        one = total([line], prices, View.SOCIETAL, of=of, rate=rate)
        for bearer in line.bearers:
            found[bearer.payer] = found.get(bearer.payer, Decimal(0)) + bearer.share * one
    return found


def share_of_basis(
    lines: Sequence[Line],
    basis: Basis,
    prices: Prices,
    *,
    of: PriceSet = PriceSet.LOCAL,
    rate: Decimal,
) -> Decimal:
    """Share of the societal total from lines that are measured, reported or assumed; 0 of nothing."""
    parts = by(lines, lambda line: line.basis, prices, of=of, rate=rate)
    whole = sum(parts.values(), Decimal(0))
    return parts.get(basis, Decimal(0)) / whole if whole else Decimal(0)
