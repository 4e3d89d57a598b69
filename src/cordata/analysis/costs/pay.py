"""From published salaries to the price of an hour, and salaries that are plainly in another unit."""

from collections.abc import Mapping
from decimal import Decimal
from statistics import median

FAR = 3  # times the median of all years: no rise of pay, another unit


def hourly(annual: Decimal, hours: Decimal, on_top: Decimal) -> Decimal:
    """What an hour of staff costs the employer.

    annual  gross salary of a year, full time
    hours   that are worked for it in a year, by law or collective agreement
    on_top  employer's contributions as a share of the gross salary; published salaries leave
            them out, so 0 must be said, not forgotten
    """
    if annual <= 0 or hours <= 0 or on_top < 0:
        raise ValueError("a salary, hours above 0, and contributions of 0 or more")
    return annual * (1 + on_top) / hours


def odd_years(salaries: Mapping[str, Decimal]) -> list[str]:
    """Years whose salary of one and the same post cannot be in the unit of the other years.

    A country that changed its money leaves such values behind. Ask; do not correct silently. Of
    fewer than three years nothing can be said.
    """
    if len(salaries) < 3:  # noqa: PLR2004 - of two, either may be the odd one
        return []
    usual = median(salaries.values())
    return [
        year for year in sorted(salaries) if not usual / FAR <= salaries[year] <= usual * FAR
    ]
