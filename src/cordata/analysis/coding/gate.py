"""Whether a pattern is better than what chance finds among so few cases.

With two dozen cases and four conditions, pure noise has "sufficient" rows more often than not.
So the outcome is dealt out again, and the pattern must beat almost all that is found then.
Compare Marx and Dusa (2011), Methodological Innovations Online 6(2).
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.coding.minimize import Row, minimal
from cordata.analysis.coding.truth import EDGE, Cuts, every_row, membership, of_model

DRAWS, PERCENTILE = 2000, 0.95


@dataclass(frozen=True, slots=True)
class Gate:
    """Consistency times coverage of the best conservative model, and what chance finds.

    limit   95th percentile of the shuffles
    beaten  share of the shuffles, the real order among them, that find as much or more
    """

    real: float
    limit: float
    beaten: float

    @property
    def passed(self) -> bool:
        return self.real > self.limit


def gate(
    sets: Floats,
    outcome: Floats,
    cuts: Cuts,
    chance: np.random.Generator,
    draws: int = DRAWS,
) -> Gate:
    """Deal the outcome out again ``draws`` times, and look each time for the best model.

    sets (cases, conditions), outcome (cases,); see ``truth.table``.
    """
    dealt = chance.permuted(np.tile(outcome, (draws, 1)), axis=1)
    found = products(sets, np.vstack([outcome, dealt]), cuts)
    real, others = float(found[0]), found[1:]
    beaten = (int((others >= real - EDGE).sum()) + 1) / (draws + 1)
    return Gate(real, float(np.quantile(others, PERCENTILE)), beaten)


def products(sets: Floats, outcomes: Floats, cuts: Cuts) -> Floats:
    """Consistency times coverage of the best conservative model of each outcome.

    outcomes  (draws, cases)
    returns   (draws,) 0 where no row suffices
    """
    rows = every_row(sets.shape[1])
    inside = _sufficient(rows, sets, outcomes, cuts)
    patterns, which = np.unique(inside, axis=0, return_inverse=True)
    found = np.zeros(len(outcomes))
    for at, pattern in enumerate(patterns):
        mine = np.flatnonzero(which.ravel() == at)
        for model in minimal([row for row, on in zip(rows, pattern, strict=True) if on]):
            member = of_model(model, sets)
            both = np.minimum(member, outcomes[mine]).sum(axis=1)
            fit = both / member.sum() * both / outcomes[mine].sum(axis=1)
            found[mine] = np.maximum(found[mine], fit)
    return found


def _sufficient(rows: list[Row], sets: Floats, outcomes: Floats, cuts: Cuts) -> Bools:
    """Which rows suffice for each outcome, as ``truth.table`` decides: (draws, rows)."""
    member = np.array([membership(row, sets) for row in rows])
    enough = (member > 0.5).sum(axis=1) >= cuts.cases  # noqa: PLR2004 - more in than out
    found = np.zeros((len(outcomes), len(rows)), dtype=np.bool_)
    for at in np.flatnonzero(enough):
        x = member[at]
        both = np.minimum(x, outcomes)
        either = np.minimum(both, 1.0 - outcomes).sum(axis=1)
        whole, part = x.sum(), both.sum(axis=1)
        pri = part - either >= (cuts.pri - EDGE) * (whole - either)
        found[:, at] = (part >= (cuts.consistency - EDGE) * whole) & pri
    return found
