"""Cost bands of the Education Endowment Foundation: of a school's additional spending, no other.

The EEF leaves out staff already employed. A band of a societal cost would look far too dear.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cordata.analysis.costs.views import View

NAMES = ("very-low", "low", "moderate", "high", "very-high")
YEARS = 3  # spending is averaged over these


@dataclass(frozen=True, slots=True)
class Bands:
    """One edition of the table.

    seen    when the page said so; the EEF prints no date of its own
    limits  pounds per pupil and year: below the first is very low, up to the others the next
    """

    seen: str
    source: str
    limits: tuple[int, int, int, int]


EDITIONS = (
    Bands(
        "2014-02",
        "EEF, Teaching and Learning Toolkit, key of the start page",
        (80, 170, 700, 1200),
    ),
    Bands("2026-11", "EEF, About the Toolkits: Cost", (80, 200, 720, 1200)),
)


def band(
    by_year: Mapping[int, Decimal], pupils: int, view: View, edition: Bands = EDITIONS[-1]
) -> str:
    """Band of a school's additional spending.

    by_year  pounds spent in each of three years; a year without spending is given as 0
    pupils   reached a year, above 0

    Raises ValueError for any other view or number of years.
    """
    if view is not View.SCHOOL_ADDITIONAL:
        raise ValueError(f"bands are for a school's additional spending, not for {view}")
    if len(by_year) != YEARS or pupils < 1:
        raise ValueError(f"a band is of {YEARS} years and of pupils")
    each = sum(by_year.values(), Decimal(0)) / YEARS / pupils
    lowest, *others = edition.limits
    if each < lowest:
        return NAMES[0]
    return NAMES[1 + sum(each > limit for limit in others)]
