"""What must be said beside a cost, and when no ratio may be shown."""

from collections.abc import Sequence
from decimal import Decimal

from cordata.analysis.contract import Check, Level
from cordata.analysis.costs.ledger import Basis, Line, Phase
from cordata.analysis.costs.totals import Prices, PriceSet, share_of_basis

MOST_ASSUMED = Decimal("0.25")
LEAST_WEEKS = Decimal("0.70")


def looks(
    lines: Sequence[Line],
    prices: Prices,
    *,
    rate: Decimal,
    of: PriceSet = PriceSet.LOCAL,
    diary_weeks: tuple[int, int] | None = None,
) -> list[Check]:
    """Everything about lines that a reader of their total must know.

    diary_weeks  weeks with a diary of hours, of all weeks; None where hours come from elsewhere
    """
    assumed = share_of_basis(lines, Basis.ASSUMED, prices, of=of, rate=rate)
    found = [
        warn("cost_assumed", assumed > MOST_ASSUMED, share=float(assumed)),
        warn("unpaid_hours_missing", not any(line.is_unpaid for line in lines)),
        warn("phases_mixed", _mixed(lines)),
    ]
    if diary_weeks is not None:
        kept, weeks = diary_weeks
        thin = not weeks or Decimal(kept) / weeks < LEAST_WEEKS
        found.append(warn("diary_thin", thin, weeks=kept, of=weeks))
    return found


def _mixed(lines: Sequence[Line]) -> bool:
    """Start-up costs are in the sum without having been spread over their life."""
    return any(line.phase is Phase.START_UP and not line.life_years for line in lines) and any(
        line.phase is Phase.RUNNING for line in lines
    )


def warn(code: str, bad: bool, **facts: float) -> Check:  # noqa: FBT001 - what was seen
    """A check that warns of what is bad, with its facts."""
    return Check(code, Level.WARN if bad else Level.OK, facts)
