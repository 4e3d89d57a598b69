"""How far the figures of a wave can be trusted: does a scale measure one thing, and do the

people of a school share a view? Asked of each area and voice over all schools, in one language
of a country; docs/methods/reliability.md and agreement.md give formulas and limits.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.surveys.agreement import (
    Shared,
    icc,
    item_variances,
    r_wg_j,
    shared_view,
    uniform,
)
from cordata.analysis.surveys.codes import NOT_ASKED
from cordata.analysis.surveys.persons import person_scores
from cordata.analysis.surveys.reliability import (
    Interval,
    Reliable,
    complete,
    feldt,
    reliable,
)
from cordata.analysis.surveys.scales import Scale
from cordata.surveys.queries.table import VOICES, Table

ENOUGH = 30  # people without whom neither is said


@dataclass(frozen=True)
class Quality:
    """One voice on one area.

    alpha     Cronbach's alpha with Feldt's interval
    icc1      share of the differences between people that lies between schools
    median    median over schools of r_wg(J): 1 if all of a school agree
    """

    area: str
    voice: str
    items: int
    alpha: Interval
    verdict: Reliable
    icc1: float
    median: float
    shared: Shared


def quality_of(table: Table, scales: tuple[Scale, ...]) -> list[Quality]:
    """Every area and voice that enough people answered; schools are the table's rounds."""
    found = []
    for scale in scales:
        for place, voice in enumerate(VOICES):
            rows = table.voice == place
            asked = _asked(scale, table, rows)
            if asked and int(rows.sum()) >= ENOUGH and len(np.unique(table.round[rows])) > 1:
                found.append(_quality(asked, voice, table, np.flatnonzero(rows)))
    return found


def _asked(scale: Scale, table: Table, rows: np.ndarray) -> Scale | None:
    """The part of a scale that this voice was asked."""
    kept = [
        at
        for at, column in enumerate(scale.columns)
        if (table.codes[rows, column] != NOT_ASKED).any()
    ]
    if len(kept) < 2:  # noqa: PLR2004 - one item has nothing to agree with
        return None
    return Scale(
        scale.key,
        tuple(scale.columns[at] for at in kept),
        tuple(scale.reversed[at] for at in kept),
        scale.points,
    )


def _quality(scale: Scale, voice: str, table: Table, rows: np.ndarray) -> Quality:
    codes, school = table.codes[rows], table.round[rows]
    alpha = feldt(complete(scale, codes))
    between = icc(person_scores(scale, codes), school)
    within = r_wg_j(_variances(scale, codes, school), uniform(scale.points))
    values = within.values[np.isfinite(within.values)]
    return Quality(
        area=scale.key,
        voice=voice,
        items=len(scale.columns),
        alpha=alpha,
        verdict=reliable(alpha.estimate),
        icc1=between.icc1,
        median=float(np.median(values)) if len(values) else float("nan"),
        shared=shared_view(between, within),
    )


def _variances(scale: Scale, codes: np.ndarray, school: np.ndarray) -> np.ndarray:
    """Variance of each item within each school."""
    schools, at = np.unique(school, return_inverse=True)
    counts = np.zeros((len(schools), len(scale.columns), scale.points), dtype=np.int64)
    for item, column in enumerate(scale.columns):
        given = codes[:, column]
        valid = given > 0
        np.add.at(counts[:, item], (at[valid], given[valid].astype(np.int64) - 1), 1)
    return item_variances(counts)
