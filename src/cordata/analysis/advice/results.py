"""How sure a result of a registered method is: what its checks and numbers say to the rules.

A number of standard deviations is judged against the least effect that matters. Where no standard
deviation is known, every change that can be shown counts as one that matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cordata.analysis.advice.domains import Evidence
from cordata.analysis.advice.rating import Design, Rating, Study, rate

BIAS = frozenset(
    {"trends_untested", "trends_weak", "trends_test_weak", "trends_differ", "trends_differed",
     "attrition", "schools_lost", "schools_without_all_waves", "spill_over", "all_spilled",
     "signs_differ"}
)  # fmt: skip
TRENDS = frozenset(one for one in BIAS if one.startswith("trends"))
SHOWN = 0.01  # points: the smallest change that a page can show
ANYWHERE = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating with the design that it began from."""

    design: Design
    rating: Rating


def rate_result(
    ask: Mapping[str, Any], result: Mapping[str, Any], main: str = ""
) -> Rated | None:
    """The rating of a result as ``thread.written`` gives it; None where the method tells no effect.

    main  the estimate that is talked of; the first one if not named
    """
    design = design_of(ask)
    if design is None or not result["estimates"]:
        return None
    warned = {one["code"] for one in result["checks"] if one["level"] == "warn"}
    seen = {one["code"] for one in result["checks"]}
    study = Study(
        design,
        low_attrition="attrition" not in warned,
        equivalent="baseline" not in warned,
        pre_waves=2 if "trends_alike" in seen else 1,
        gates=not warned & TRENDS,
    )
    return Rated(design, rate(study, _evidence(ask, result, warned, main)))


def design_of(ask: Mapping[str, Any]) -> Design | None:
    """The design that a method stands for, with what its spec says of lots."""
    spec, by_lot = ask["spec"], bool(ask["spec"].get("randomised"))
    match ask["method"]:
        case "change":
            return Design.BEFORE_AFTER
        case "staggered":
            return Design.STEPPED if by_lot else Design.STAGGERED
        case "ancova" if spec.get("estimand") == "E2":
            return Design.AXIS_RANDOMISED if by_lot else Design.AXIS_OBSERVED
        case "ancova":
            return Design.WAITLIST if by_lot else Design.MATCHED
    return None


def _evidence(
    ask: Mapping[str, Any], result: Mapping[str, Any], warned: set[str], main: str
) -> Evidence:
    estimates = result["estimates"]
    in_deviations = "g" in estimates
    name = "g" if in_deviations else main if main in estimates else next(iter(estimates))
    one = estimates[name]
    low, high = one["low"], one["high"]
    if low is None or high is None:
        low, high = ANYWHERE
    return Evidence(
        effect=one["value"],
        low=low,
        high=high,
        sesoi=float(ask["spec"].get("interest", SHOWN)) if in_deviations else SHOWN,
        least_groups=min((size["groups"] for size in result["sizes"].values()), default=0),
        warnings=tuple(sorted(warned & BIAS)),
        self_rated="self_rated" in warned,
        registered="exploratory" not in warned,
    )
