"""How a registered analysis stands before it is computed: rows, who is missing, its own checks."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from cordata.analysis.ahead import looks_ahead
from cordata.analysis.columns import Frame
from cordata.analysis.contract import SpecError
from cordata.analysis.methods import read_ask
from cordata.evidence.models import Analysis
from cordata.evidence.queries.tables import KINDS, build, known_rows


@dataclass(frozen=True)
class Missing:
    """How many rows of a country have no outcome."""

    country: str
    rows: int
    missing: int


@dataclass(frozen=True)
class Ahead:
    """The table as the records would give it now.

    known   rows that have their outcome already
    groups  independent clusters of all arms
    checks  as a result carries them; those that need no outcome
    """

    rows: int
    known: int
    groups: int
    missing: list[Missing]
    checks: list[dict[str, Any]]


def look_ahead(analysis: Analysis) -> Ahead | None:
    """None where there is no row yet, or the table cannot be built any more."""
    try:
        frame = build(analysis.project, analysis.kind, analysis.params).frame
        outcome = KINDS[analysis.kind].outcome
        there = known_rows(analysis.kind, frame)
        if not len(there) or frame[outcome].dtype.kind == "U":
            return None
        found = looks_ahead(read_ask(analysis.ask), frame, outcome)
    except SpecError:
        return None
    return Ahead(
        rows=len(there),
        known=int(there.sum()),
        groups=sum(one.groups for one in found.sizes.values()),
        missing=_missing(frame, there),
        checks=[asdict(one) | {"level": one.level.name.lower()} for one in found.checks],
    )


def _missing(frame: Frame, there: np.typing.NDArray[np.bool_]) -> list[Missing]:
    if "country" not in frame:
        return []
    country = np.asarray(frame["country"])
    return [
        Missing(str(one), int(mine.sum()), int((mine & ~there).sum()))
        for one in np.unique(country)
        for mine in [country == one]
    ]
