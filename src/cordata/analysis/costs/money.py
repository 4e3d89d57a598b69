"""Amounts of money, and the one way from a local price of some year to a common one.

All money is ``decimal.Decimal`` and is rounded only where it is shown: sums of many lines are the
same in any order. First an amount is brought to the base year in its own currency, then divided
by the purchasing power parity of that year. The types allow no other order: ``Standard`` can be
neither inflated nor exchanged, and what was exchanged cannot become ``Standard``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


class NoPrice(LookupError):
    """A price index, parity or rate that would be needed is not in the table."""


@dataclass(frozen=True, slots=True)
class Local:
    """An amount as it was paid.

    country    two letters; parities differ between countries of one currency
    currency   three letters
    exchanged  it was brought to this currency by an exchange rate, so no parity may follow
    """

    amount: Decimal
    country: str
    currency: str
    year: int
    exchanged: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """An amount in units that buy the same everywhere (PPS), at the prices of a year."""

    amount: Decimal
    year: int


@dataclass(frozen=True, slots=True)
class Parity:
    """Units of the national currency that buy in a country what one PPS buys on average."""

    currency: str
    rate: Decimal


type Index = Mapping[tuple[str, int], Decimal]  # by country and year; any base
type Parities = Mapping[tuple[str, int], Parity]
type Rates = Mapping[
    tuple[str, int], Decimal
]  # units of a currency per euro, by currency, year


def inflate(money: Local, index: Index, year: int) -> Local:
    """The same goods at the prices of another year, in the same currency.

    index  of labour costs for staff, of all prices for the rest; only its ratios count

    Raises NoPrice where the index does not know the country in one of the years.
    """
    if money.year == year:
        return money
    ratio = _found(index, money.country, year) / _found(index, money.country, money.year)
    amount = money.amount * ratio
    return Local(amount, money.country, money.currency, year, money.exchanged)


def to_standard(money: Local, parities: Parities) -> Standard:
    """Divide by the purchasing power parity of the money's own year: inflate before.

    Raises NoPrice where there is none, or it is of another currency (a country changed its
    money: convert by the fixed rate first); ValueError for money that was exchanged.
    """
    if money.exchanged:
        raise ValueError("money that was exchanged cannot be divided by a parity as well")
    parity = _found(parities, money.country, money.year)
    if parity.currency != money.currency:
        raise NoPrice(f"the parity of {money.country} {money.year} is for {parity.currency}")
    return Standard(money.amount / parity.rate, money.year)


def to_euro(money: Local, rates: Rates) -> Local:
    """What the money was worth on the market: for budgets, never for comparing countries."""
    rate = _found(rates, money.currency, money.year)
    return Local(money.amount / rate, money.country, "EUR", money.year, exchanged=True)


def _found[T](table: Mapping[tuple[str, int], T], name: str, year: int) -> T:
    try:
        return table[name, year]
    except KeyError:
        raise NoPrice(f"{name} {year}") from None
