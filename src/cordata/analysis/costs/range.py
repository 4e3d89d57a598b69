"""Between what a total lies, given between what the quantities of its lines lie."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import Interval
from cordata.analysis.costs.guesses import gamma_at, within
from cordata.analysis.costs.ledger import Line
from cordata.analysis.costs.totals import Prices, PriceSet, total
from cordata.analysis.costs.views import View


def drawn_totals(
    lines: Sequence[Line],
    prices: Prices,
    view: View,
    chance: np.random.Generator,
    *,
    of: PriceSet = PriceSet.LOCAL,
    rate: Decimal,
    draws: int,
) -> Floats:
    """Totals of a view with gamma quantities, line by line in order of id: (draws,).

    Lines of one country that rest on one guess (``Line.guess``) are off together: one draw for all
    of them, since more lines do not make a guess sure. Other lines are drawn independently.
    """
    found = np.zeros(draws)
    shared: dict[tuple[str, str], Floats] = {}
    for line in sorted(lines, key=lambda one: one.id):
        worth = float(total([line], prices, view, of=of, rate=rate))
        low, high = line.range
        if low == high or worth == 0.0:
            found += worth
            continue
        key = line.country, line.guess
        if key not in shared:
            shared[key] = chance.random(draws)
        quantity = within(float(low), float(line.quantity), float(high))
        found += worth * gamma_at(quantity, shared[key]) / quantity.mean
    return found


def interval(drawn: Floats, level: float = 0.95) -> Interval | None:
    """Percentiles; None where nothing varies: an exact figure has no interval."""
    if not len(drawn) or drawn.min() == drawn.max():
        return None
    low, high = np.quantile(drawn, [0.5 - level / 2, 0.5 + level / 2])
    return Interval(float(low), float(high), level)
