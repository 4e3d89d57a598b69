"""Money over several years: what a thing that lasts costs a year, and what later money is worth."""

from collections.abc import Mapping
from decimal import Decimal

BASE_RATE = Decimal("0.03")  # a usual European appraisal value; a setting, not a truth
SHOWN_RATES = (Decimal(0), BASE_RATE, Decimal("0.05"))


def annuity(rate: Decimal, years: Decimal) -> Decimal:
    """Share of a price that each year of a thing's life costs: r (1 + r)^n / ((1 + r)^n - 1).

    rate   a year, 0.03 for 3 %; 0 spreads the price evenly
    years  that the thing lasts, above 0; for training the expected stay, see ``expected_stay``

    Source: Levin and others (2018), Economic Evaluation in Education, 5.
    """
    if years <= 0 or rate < 0:
        raise ValueError(f"no annuity for {years} years at {rate}")
    if rate == 0:
        return 1 / years
    grown = (1 + rate) ** years
    return rate * grown / (grown - 1)


def expected_stay(turnover: Decimal) -> Decimal:
    """Years that training lasts where a share ``turnover`` of those trained leaves every year."""
    if not 0 < turnover <= 1:
        raise ValueError(f"a yearly turnover of {turnover} is no share above 0")
    return 1 / turnover


def present_value(by_year: Mapping[int, Decimal], rate: Decimal, base: int) -> Decimal:
    """Sum of yearly amounts as seen from year ``base``: each divided by (1 + rate)^(year - base).

    Effects that last are discounted by the same sum. Years before ``base`` grow.
    """
    worth = (by_year[year] / (1 + rate) ** (year - base) for year in sorted(by_year))
    return sum(worth, Decimal(0))
