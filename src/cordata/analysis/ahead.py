"""What a method will say of its inputs before anybody has looked at an outcome.

The method itself runs, on a table whose outcome is replaced by numbers that know nothing of it.
Only looks that need no outcome leave: how many, who is missing, alike at the start or not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.columns import Frame
from cordata.analysis.contract import Arm, Check, Size
from cordata.analysis.methods import Ask

NEEDS_NO_OUTCOME = frozenset({
    "too_few_groups", "too_few_groups_for_an_interval", "no_inference", "few_groups", "lots_only",
    "too_few_schools", "schools_lost", "schools_without_all_waves", "schools_always_treated",
    "nobody_began", "low_response", "attrition", "no_comparison", "baseline",
    "no_overlap", "aliased_axis", "trends_untested", "trends_weak", "trends_differ",
    "trends_alike", "definition_changed", "not_invariant", "invariance_unknown",
    "reliability_unknown", "unreliable_scale", "change_not_effect", "selection_unknown",
    "self_rated", "exploratory", "no_person_deviation", "spill_over", "all_spilled",
})  # fmt: skip
FROM_OUTCOME = frozenset({"detectable", "df", "smallest_p"})  # facts that were computed with it
GOLDEN = 0.6180339887498949
FIRST, WIDTH = 1.5, 3.0  # blind answers lie between 1.5 and 4.5


def blinded(frame: Frame, outcome: str) -> Frame:
    """The same rows; the outcome is missing where it is missing, and elsewhere means nothing.

    Where nobody has it yet, everybody gets one: it shows how the table stands if all answer.
    """
    real = np.asarray(frame[outcome], dtype=np.float64)
    there = np.isfinite(real)
    if not there.any():
        there = np.ones(len(real), dtype=np.bool_)
    spread = FIRST + WIDTH * np.mod(GOLDEN * np.arange(1, len(real) + 1), 1.0)
    return {**frame, outcome: np.where(there, spread, np.nan)}


@dataclass(frozen=True, slots=True)
class Ahead:
    """Who would stand behind the number, by arm, and the method's own checks."""

    sizes: Mapping[Arm, Size]
    checks: tuple[Check, ...]


def looks_ahead(ask: Ask, frame: Frame, outcome: str) -> Ahead:
    """Whatever the method says of its inputs without an outcome. Raises SpecError."""
    result = ask.of(blinded(frame, outcome))
    checks = tuple(
        replace(one, facts={k: v for k, v in one.facts.items() if k not in FROM_OUTCOME})
        for one in result.checks
        if one.code in NEEDS_NO_OUTCOME
    )
    return Ahead(result.sizes, checks)
