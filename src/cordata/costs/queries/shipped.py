"""Price tables that come with Cordata; ``shipped/SOURCES.md`` says from where and what was chosen."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cordata.analysis.costs.money import Index, Parities, Parity
from cordata.analysis.costs.totals import Prices

SHIPPED = Path(__file__).parents[1] / "shipped"
SALARIES = (
    "European Commission / EACEA / Eurydice, Teachers' and School Heads' Salaries and Allowances, "
    "data 2020/21-2023/24"
)
PURCHASING = "Eurostat, prc_ppp_ind and tec00027"
LICENCE = "CC BY 4.0"
# "1 720 hours for persons working full-time": one rule for all countries, until one gives its own.
HOURS, HOURS_SOURCE = 1720, "Regulation (EU) 2021/1060, Article 55(2)(a)"


class Salary(NamedTuple):
    """A gross salary of a year, in national currency, and which one it is."""

    annual: Decimal
    year: int
    what: str


@cache
def salaries() -> dict[tuple[str, str], Salary]:
    """By country and item."""
    return {
        (row["country"], row["item"]): Salary(
            Decimal(row["annual"]), int(row["year"]), row["what"]
        )
        for row in _rows("salaries.csv")
    }


@cache
def parities() -> Parities:
    """Units of the currency per PPS, by country and year."""
    return {
        (row["country"], int(row["year"])): Parity(
            row["currency"], Decimal(row["units_per_pps"])
        )
        for row in _rows("prices.csv")
        if row["units_per_pps"]
    }


@cache
def consumer_prices() -> Index:
    """By country and year; for staff, too: no index of labour costs is shipped."""
    return {
        (row["country"], int(row["year"])): Decimal(row["consumer_prices"])
        for row in _rows("prices.csv")
    }


@cache
def tables() -> Prices:
    """All of them, with the last year that has parities as base."""
    base = max(year for _country, year in parities())
    return Prices(base, consumer_prices(), consumer_prices(), parities())


def currency_of(country: str) -> str:
    """In which its prices are; "" where nothing is shipped for it."""
    found = parities().get((country, tables().base))
    return found.currency if found else ""


def year_known(country: str, year: int) -> int:
    """The year itself, or the nearest with consumer prices: later money counts as of that year."""
    known = [one for code, one in consumer_prices() if code == country]
    return min(max(year, min(known)), max(known)) if known else year


def _rows(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
