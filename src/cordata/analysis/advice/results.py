"""How sure a result of a registered method is: what its checks and numbers say to the rules.

The estimate that is talked of is the one that is judged, in its own unit, against the least effect
that matters in that unit. Where no standard deviation is known, every change that can be shown
counts as one that matters, and none as a large one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cordata.analysis.advice.domains import Countries, Evidence
from cordata.analysis.advice.rating import RANDOMISED, Design, Rating, Study, rate
from cordata.analysis.inference.equivalence import Verdict

type Checks = Mapping[str, Mapping[str, Any]]  # by code

BIAS = frozenset(
    {"trends_untested", "trends_weak", "trends_test_weak", "trends_differ", "trends_differed",
     "attrition", "schools_lost", "schools_without_all_waves", "spill_over", "all_spilled",
     "signs_differ"}
)  # fmt: skip
TRENDS = frozenset(one for one in BIAS if one.startswith("trends"))
NO_EARLIER = TRENDS - {"trends_differ", "trends_differed"}
# Warnings that have had their say: the start of a rating was lowered for them already.
SETTLED = {
    **dict.fromkeys(RANDOMISED, frozenset({"attrition"})),
    Design.MATCHED: TRENDS,
    Design.STAGGERED: TRENDS,
    Design.AXIS_OBSERVED: NO_EARLIER,  # it starts as two waves do
}
SAME_LOSSES = "schools_without_all_waves"  # "attrition" weighs them, where both are said
OWN_VERDICT = frozenset({"effect", "pomp", "g"})  # estimates that the method's verdict is of
TWICE = 2.0  # trends after the start may differ by so many times what they did before
SHOWN = 0.01  # points: the smallest change that a page can show
ANYWHERE = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating with the design that it began from, and what it is a rating of.

    verdict  what the result says: "beneficial", "harmful", "practically_equal", "inconclusive"
    settled  codes of warnings for which it began lower
    unseen   what the rules ask for and nobody could look at: "countries", "next_country",
             "volunteers"
    """

    design: Design
    rating: Rating
    verdict: str
    settled: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def rate_result(
    ask: Mapping[str, Any],
    result: Mapping[str, Any],
    main: str = "",
    *,
    about_pupils: bool = False,
    outcomes_missing: bool = False,
) -> Rated | None:
    """The rating of a result as ``thread.written`` gives it; None where the method tells no effect.

    main          the estimate that is talked of, and rated; the first one if not named
    about_pupils  it is about teaching or pupils: what people say of themselves counts for less
    outcomes_missing  others were registered beside it, and are not told
    """
    design = design_of(ask)
    if design is None or not result["estimates"]:
        return None
    said = {one["code"]: one for one in result["checks"]}
    warned = {one["code"] for one in result["checks"] if one["level"] == "warn"}
    study = Study(
        design,
        low_attrition="attrition" in said.keys() - warned,
        equivalent="baseline" in said.keys() - warned,
        pre_waves=2 if "trends_alike" in said else 1,
        gates=not warned & TRENDS,
    )
    name = main if main in result["estimates"] else next(iter(result["estimates"]))
    evidence = replace(
        _evidence(ask, result, name, said),
        **_warnings(design, said, warned),
        about_pupils=about_pupils,
        self_rated="self_rated" in warned,
        registered="exploratory" not in warned,
        outcomes_missing=outcomes_missing,
    )
    return Rated(
        design,
        rate(study, evidence),
        _verdict(name, evidence, said),
        evidence.settled,
        _unseen(evidence),
    )


def _unseen(of: Evidence) -> tuple[str, ...]:
    """Who took part is on record, but not of whom a sentence speaks: that people must judge."""
    countries = () if of.countries else ("countries",)
    following = () if of.prediction or countries else ("next_country",)
    return (*countries, *following, "volunteers")


def _warnings(design: Design, said: Checks, warned: set[str]) -> dict[str, Any]:
    """Those that take a step, and those that the start has taken in: no fact counts twice."""
    settled = warned & SETTLED.get(design, frozenset())
    charged = warned & BIAS - settled
    if "attrition" in said:
        charged -= {SAME_LOSSES}
    return {"warnings": tuple(sorted(charged)), "settled": tuple(sorted(settled))}


def _verdict(name: str, of: Evidence, said: Checks) -> str:
    """The method's own, of the estimates that it is of; by the interval of any other."""
    if "verdict" in said and name in OWN_VERDICT:
        return str(said["verdict"]["facts"]["verdict"])
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
    ask: Mapping[str, Any], result: Mapping[str, Any], name: str, said: Checks
) -> Evidence:
    one, spec = result["estimates"][name], ask["spec"]
    low, high = one["low"], one["high"]
    if low is None or high is None:
        low, high = ANYWHERE
    least, more = _least(spec, name, said), result.get("more", {})
    return Evidence(
        effect=one["value"],
        low=low,
        high=high,
        sesoi=SHOWN if least is None else least,
        deviation=None if least is None else least / float(spec["interest"]),
        least_groups=min((size["groups"] for size in result["sizes"].values()), default=0),
        countries=_countries(more),
        prediction=_next(more, _in_points(spec, name, said)),
        survives_two=(more.get("breakdown") or 0.0) >= TWICE,
    )


def _countries(more: Mapping[str, Any]) -> Countries | None:
    """What the run says of countries, each by itself; None where it could not."""
    if "countries_looked" not in more:
        return None
    told = (more[f"countries_{one}"] for one in ("below", "above", "falls", "rises"))
    return Countries(*(int(one) for one in told))


def _next(more: Mapping[str, Any], unit: float | None) -> tuple[float, float] | None:
    """The interval of a next country, in a unit of which so many make a point."""
    low, high = more.get("next_low"), more.get("next_high")
    if low is None or high is None or unit is None:
        return None
    return low * unit, high * unit


def _least(spec: Mapping[str, Any], name: str, said: Checks) -> float | None:
    """The least effect that matters in the unit of an estimate; None where it is not known."""
    if name == "g":
        return float(spec["interest"])
    points, unit = _points(said), _in_points(spec, name, said)
    return None if points is None or unit is None else points * unit


def _in_points(spec: Mapping[str, Any], name: str, said: Checks) -> float | None:
    """How many of an estimate's unit make a point of the scale; None where nobody knows."""
    if name == "g":
        points = _points(said)
        return None if points is None else float(spec["interest"]) / points
    return 100.0 / (spec["high"] - spec["low"]) if name == "pomp" else 1.0


def _points(said: Checks) -> float | None:
    """The least effect that matters in points, where people stand behind the means."""
    found = said["verdict"]["facts"].get("points") if "verdict" in said else None
    return None if found is None else float(found)
