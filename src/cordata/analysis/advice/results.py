"""How sure a result of a registered method is: what its checks and numbers say to the rules.

A number of standard deviations is judged against the least effect that matters. Where no standard
deviation is known, every change that can be shown counts as one that matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cordata.analysis.advice.domains import Evidence
from cordata.analysis.advice.rating import Design, Rating, Study, rate
from cordata.analysis.inference.equivalence import Verdict

BIAS = frozenset(
    {"trends_untested", "trends_weak", "trends_test_weak", "trends_differ", "trends_differed",
     "attrition", "schools_lost", "schools_without_all_waves", "spill_over", "all_spilled",
     "signs_differ"}
)  # fmt: skip
TRENDS = frozenset(one for one in BIAS if one.startswith("trends"))
TWICE = 2.0  # trends after the start may differ by so many times what they did before
SHOWN = 0.01  # points: the smallest change that a page can show
ANYWHERE = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating with the design that it began from, and what it is a rating of.

    verdict  what the result says: "beneficial", "harmful", "practically_equal", "inconclusive"
    """

    design: Design
    rating: Rating
    verdict: str


def rate_result(
    ask: Mapping[str, Any],
    result: Mapping[str, Any],
    main: str = "",
    *,
    about_pupils: bool = False,
) -> Rated | None:
    """The rating of a result as ``thread.written`` gives it; None where the method tells no effect.

    main          the estimate that is talked of; the first one if not named
    about_pupils  it is about teaching or pupils: what people say of themselves counts for less
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
    evidence = _evidence(ask, result, warned, main, about_pupils=about_pupils)
    return Rated(design, rate(study, evidence), _verdict(result, evidence))


def _verdict(result: Mapping[str, Any], of: Evidence) -> str:
    """The method's own; where it gives none, by the interval."""
    said = [one["facts"]["verdict"] for one in result["checks"] if one["code"] == "verdict"]
    if said:
        return str(said[0])
    if of.low > 0:
        return Verdict.BENEFICIAL
    return Verdict.HARMFUL if of.high < 0 else Verdict.INCONCLUSIVE


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
    ask: Mapping[str, Any],
    result: Mapping[str, Any],
    warned: set[str],
    main: str,
    *,
    about_pupils: bool,
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
        about_pupils=about_pupils,
        self_rated="self_rated" in warned,
        survives_two=(result.get("more", {}).get("breakdown") or 0.0) >= TWICE,
        registered="exploratory" not in warned,
    )
