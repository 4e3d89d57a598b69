"""Do people of different languages who are alike answer an item differently?

The second rung of invariance: each item on the rest of its scale, by ordinal logit, without and
with the group. An item is flagged if the difference is sure (Benjamini and Hochberg over the
items) and large enough to matter.
Sources: Zumbo (1999), A Handbook on the Theory and Methods of DIF; limits of Jodoin and Gierl
(2001), Applied Measurement in Education 14.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import chi2, false_discovery_control

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.contract import Check, Level, Refused
from cordata.analysis.surveys.ordinal import NoFit, nagelkerke, ordinal_logit

SURE, MODERATE, LARGE = 0.05, 0.035, 0.070
LEAST, FEW = 30, 100  # people of a group


class Difference(StrEnum):
    """How much an item differs."""

    NONE = "none"
    MODERATE = "moderate"
    LARGE = "large"
    UNKNOWN = "unknown"  # it could not be fitted


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item; NaN where it could not be fitted.

    chi2, df, p  of group and group × rest score together
    adjusted     p over all items of the scale
    gain         in Nagelkerke's R²; ``shift`` is the part that is the same at every rest score
    """

    chi2: float
    df: int
    p: float
    adjusted: float
    gain: float
    shift: float
    difference: Difference


def item_differences(answers: Ints, group: Ints) -> list[ItemDifference]:
    """Each item of a scale.

    answers  (people, items) of people who answered all, from 1; reversed items turned round
    group    (people,) 0, 1, … without gaps: language, or round

    Raises Refused for fewer than two groups, two items, or thirty people in a group.
    """
    if bad := [one for one in dif_checks(answers, group) if one.level is Level.REFUSE]:
        raise Refused(bad)
    found = [_one(answers[:, at], _rest(answers, at), group) for at in range(answers.shape[1])]
    p = np.array([one[1] for one in found])
    adjusted, fitted = np.full(len(p), np.nan), np.isfinite(p)
    if fitted.any():
        adjusted[fitted] = false_discovery_control(p[fitted])
    df = 2 * int(group.max())
    return [
        ItemDifference(x, df, p, float(sure), gain, shift, _difference(float(sure), gain))
        for (x, p, gain, shift), sure in zip(found, adjusted, strict=True)
    ]


def dif_checks(answers: Ints, group: Ints) -> list[Check]:
    """Whether there is enough to look at."""
    sizes = np.bincount(group) if len(group) else np.zeros(1, dtype=np.int64)
    least = int(sizes.min())
    few = Level.REFUSE if least < LEAST else Level.WARN if least < FEW else Level.OK
    shape = len(sizes) > 1 and answers.shape[1] > 1
    facts = {"groups": len(sizes), "items": answers.shape[1]}
    return [
        Check("groups_and_items", Level.OK if shape else Level.REFUSE, facts),
        Check("few_people", few, {"people": least, "needed": LEAST}),
    ]


def item_checks(names: tuple[str, ...], found: list[ItemDifference]) -> list[Check]:
    """What must be said beside a scale: every item that differs, or could not be looked at."""
    codes = {Difference.UNKNOWN: "item_not_fitted"}
    return [
        Check(
            codes.get(one.difference, "item_differs"),
            Level.WARN,
            {"item": name, "gain": one.gain, "size": str(one.difference)},
        )
        for name, one in zip(names, found, strict=True)
        if one.difference is not Difference.NONE
    ]


def _rest(answers: Ints, at: int) -> Floats:
    """Mean of the other items, in SDs: it conditions better, and changes no fit."""
    rest = np.delete(answers, at, axis=1).mean(axis=1)
    spread = rest.std()
    return np.asarray((rest - rest.mean()) / (spread if spread > 0 else 1.0))


def _one(item: Ints, rest: Floats, group: Ints) -> tuple[float, float, float, float]:
    """χ² and p of all the group does, gain in R² by it, and by its shift alone."""
    answer = np.unique(item, return_inverse=True)[1].astype(np.int64)
    of = np.eye(int(group.max()) + 1)[group][:, 1:]
    theta = rest[:, None]
    designs = (theta[:, :0], theta, np.hstack([theta, of]), np.hstack([theta, of, of * theta]))
    try:
        empty, alone, shifted, full = (ordinal_logit(x, answer).likelihood for x in designs)
    except NoFit:
        return (np.nan,) * 4
    x = max(2.0 * (full - alone), 0.0)
    r = [nagelkerke(one, empty, len(answer)) for one in (alone, shifted, full)]
    return x, float(chi2.sf(x, 2 * of.shape[1])), r[2] - r[0], r[1] - r[0]


def _difference(adjusted: float, gain: float) -> Difference:
    if np.isnan(adjusted):
        return Difference.UNKNOWN
    if adjusted >= SURE or gain < MODERATE:
        return Difference.NONE
    return Difference.LARGE if gain >= LARGE else Difference.MODERATE
