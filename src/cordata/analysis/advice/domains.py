"""The five things that make a finding less sure, each with its triggers."""

from dataclasses import dataclass

FEW_GROUPS = 10


@dataclass(frozen=True, slots=True)
class Countries:
    """How many countries show what, each by itself.

    below, above  by the least effect that matters or more, below and above 0
    falls, rises  with all of their interval below and above 0
    """

    below: int = 0
    above: int = 0
    falls: int = 0
    rises: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What domains look at; effects and intervals in one unit, ``sesoi`` above 0 in it.

    deviation     a standard deviation of people in that unit; None where nobody knows it
    warnings      that stayed unresolved: of trend, attrition, spill-over, weights
    settled       those that decided where the rating starts: not charged again, but nothing
                  is added beside them
    countries     None where nobody looked
    prediction    interval of a new country; None where nobody looked, or countries are too few
    about_pupils  the claim is about teaching or pupils
    self_rated    the outcome is what people say of themselves
    volunteers, for_all  volunteers took part; the claim is about all schools
    least_groups  clusters of the smaller arm
    survives_two  holds if trends broke twice as much as before (M-bar = 2)
    """

    effect: float
    low: float
    high: float
    sesoi: float
    least_groups: int
    deviation: float | None
    warnings: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    prediction: tuple[float, float] | None = None
    countries: Countries | None = None
    about_pupils: bool = False
    self_rated: bool = False
    volunteers: bool = False
    for_all: bool = False
    registered: bool = True
    outcomes_missing: bool = False
    survives_two: bool = False

    def __post_init__(self) -> None:
        if not (self.sesoi > 0 and self.low <= self.effect <= self.high):
            raise ValueError("an effect within its interval, and a least effect above 0")


@dataclass(frozen=True, slots=True)
class Step:
    """By how much a domain moved a rating, and why, in codes."""

    domain: str
    by: int
    reasons: tuple[str, ...] = ()


def bias(of: Evidence) -> Step:
    """One unresolved warning takes a step, more take two."""
    return Step("bias", -min(len(of.warnings), 2), of.warnings)


def inconsistency(of: Evidence) -> Step:
    """A new country could see the opposite; or one already does."""
    seen = of.countries or Countries()
    if seen.falls and seen.rises:
        return Step("inconsistency", -2, ("opposite_effects",))
    beyond = of.prediction is not None and (
        of.prediction[0] < -of.sesoi and of.prediction[1] > of.sesoi
    )
    other = bool(seen.below if of.effect >= 0 else seen.above)
    return _step(
        "inconsistency", {"prediction_both_sides": beyond, "country_other_side": other}, 1
    )


def indirectness(of: Evidence) -> Step:
    """The evidence is about something or somebody else than the claim."""
    reasons = {
        "self_rated": of.about_pupils and of.self_rated,
        "volunteers": of.volunteers and of.for_all,
    }
    return _step("indirectness", reasons, 2)


def imprecision(of: Evidence) -> Step:
    """The interval holds nothing and something worth while, or harm and benefit."""
    if of.low <= -of.sesoi and of.high >= of.sesoi:
        return Step("imprecision", -2, ("harm_and_benefit",))
    sign = 1 if of.effect >= 0 else -1
    low, high = sorted((sign * of.low, sign * of.high))
    reasons = {
        "nothing_and_benefit": low <= 0 and high >= of.sesoi,
        "few_groups": of.least_groups < FEW_GROUPS,
    }
    return _step("imprecision", reasons, 1)


def reporting(of: Evidence) -> Step:
    """Not registered before data were seen, or registered outcomes are not told."""
    reasons = {"exploratory": not of.registered, "outcomes_missing": of.outcomes_missing}
    return _step("reporting", reasons, 1)


def _step(domain: str, reasons: dict[str, bool], most: int) -> Step:
    """A step for each reason that holds, up to ``most``."""
    holds = tuple(code for code, is_so in reasons.items() if is_so)
    return Step(domain, -min(len(holds), most), holds)
