"""What a ledger comes to: by view, by bearer, by kind, per school and session. The ONE path.

Costs of one school year, not discounted, in PPS of the base year. Pages, tables and files read
these figures; a registered analysis computes the same from the same lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from cordata.analysis.contract import Interval
from cordata.analysis.costs.bands import YEARS, band
from cordata.analysis.costs.ledger import OF_KIND, Basis, Line
from cordata.analysis.costs.looks import MOST_ASSUMED
from cordata.analysis.costs.range import drawn_totals, interval
from cordata.analysis.costs.totals import Prices, PriceSet, by, by_payer, by_year
from cordata.analysis.costs.views import View
from cordata.analysis.costs.years import BASE_RATE
from cordata.costs.models import Kind

DRAWS, SEED = 2000, 2026


@dataclass(frozen=True)
class Bill:
    """Figures of some clusters in one school year.

    borne    by payer, in order of amount; they sum to ``total``
    kinds    by kind of ingredient
    between  where the total lies, if what is guessed is off by up to a half; None: nothing is
    """

    total: Decimal
    views: Mapping[View, Decimal]
    borne: Sequence[tuple[str, Decimal]]
    kinds: Mapping[Kind, Decimal]
    assumed: Decimal
    between: Interval | None

    @property
    def is_mostly_known(self) -> bool:
        """No more than a quarter of it is guessed."""
        return self.assumed <= MOST_ASSUMED


def bill_of(
    lines: Sequence[Line],
    prices: Prices,
    of: PriceSet = PriceSet.LOCAL,
    *,
    rate: Decimal = BASE_RATE,
) -> Bill:
    """The bill of lines that all lie in one year. Raises NoPrice where a table lacks one."""
    views = {view: year_sum(lines, prices, view, of=of, rate=rate) for view in View}
    undo = _undiscounted(lines, prices.base, rate)
    borne = by_payer(lines, prices, of=of, rate=rate)
    basis = by(lines, lambda one: one.basis, prices, of=of, rate=rate)
    kinds = by(lines, lambda one: Kind(one.id.split("/")[OF_KIND]), prices, of=of, rate=rate)
    whole = views[View.SOCIETAL]
    return Bill(
        whole,
        views,
        sorted(((who, part * undo) for who, part in borne.items()), key=lambda one: -one[1]),
        {kind: kinds[kind] * undo for kind in Kind if kind in kinds},
        basis.get(Basis.ASSUMED, Decimal(0)) * undo / whole if whole else Decimal(0),
        _between(lines, prices, of, rate, float(undo)),
    )


def year_sum(
    lines: Sequence[Line], prices: Prices, view: View, *, of: PriceSet, rate: Decimal
) -> Decimal:
    """What a view bears, not discounted."""
    each = by_year(lines, prices, view, of=of, rate=rate)
    return sum((each[year] for year in sorted(each)), Decimal(0))


def band_of(spent: Decimal, pounds: Decimal, pupils: int) -> str:
    """Band of the EEF of a school's additional spending in PPS, as if three years were alike."""
    if pupils < 1:
        return ""
    each = dict.fromkeys(range(YEARS), spent * pounds)
    return band(each, pupils, View.SCHOOL_ADDITIONAL)


def _undiscounted(lines: Sequence[Line], base: int, rate: Decimal) -> Decimal:
    years = {one.start for one in lines}
    if len(years) > 1:
        raise ValueError(f"a bill is of one year, not of {sorted(years)}")
    return (1 + rate) ** (years.pop() - base) if years else Decimal(1)


def _between(
    lines: Sequence[Line], prices: Prices, of: PriceSet, rate: Decimal, undo: float
) -> Interval | None:
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(SEED)))
    drawn = drawn_totals(lines, prices, View.SOCIETAL, chance, of=of, rate=rate, draws=DRAWS)
    return interval(drawn * undo)
