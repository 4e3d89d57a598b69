"""Which p-value and which interval may be shown, given how many clusters stand behind them.

The rule is fixed before anybody sees a number, so that nobody chooses the kindest test.
"""

from dataclasses import dataclass
from enum import StrEnum

from cordata.analysis.contract import LIKELY, Check, Estimate, Fact, Interval, Level
from cordata.analysis.inference.randomisation import Lots
from cordata.analysis.inference.robust import Coefficient
from cordata.analysis.inference.wild import Flips

FEWEST = 4  # clusters in the smaller arm, and degrees of freedom
SOME = 10  # from here CR2 is shown, the bootstrap beside it
MANY = 20  # from here CR2 alone
REJECT = 0.05


class Regime(StrEnum):
    """What the number of clusters in the smaller arm allows."""

    NOTHING = "nothing"  # no p and no interval
    LOTS = "lots"  # randomised: what the lots say, nothing else
    LARGEST = "largest"  # the largest of two or three p-values
    CHECKED = "checked"  # CR2, compared with the bootstrap
    PLAIN = "plain"  # CR2


@dataclass(frozen=True, slots=True)
class Evidence:
    """The same estimate, tested in up to three ways; None for what was not asked."""

    cr2: Coefficient
    wild: Flips | None = None
    lots: Lots | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The estimate as it may be shown, how it was chosen, and what must be said beside it.

    wide, narrow  95 % and 90 % interval; None where none is to be said
    """

    regime: Regime
    estimate: Estimate
    wide: Interval | None
    narrow: Interval | None
    checks: tuple[Check, ...]


def regime(treated: int, comparison: int, df: float, *, randomised: bool) -> Regime:
    """What clusters in two arms and Satterthwaite's degrees of freedom of CR2 allow."""
    smaller = min(treated, comparison)
    if smaller < FEWEST or not df >= FEWEST:
        return Regime.LOTS if randomised else Regime.NOTHING
    if smaller < SOME:
        return Regime.LARGEST
    return Regime.CHECKED if smaller < MANY else Regime.PLAIN


def decide(evidence: Evidence, treated: int, comparison: int) -> Shown:
    """Apply the rule.

    treated, comparison  clusters in each arm

    The interval belongs to the p-value: where the largest p counts, the widest interval does.
    """
    how = regime(treated, comparison, evidence.cr2.df, randomised=evidence.lots is not None)
    wide, narrow = (_interval(evidence, how, level) for level in (0.95, 0.90))
    says_error = how in {Regime.LARGEST, Regime.CHECKED, Regime.PLAIN}
    estimate = Estimate(
        evidence.cr2.value,
        evidence.cr2.error if says_error else None,
        wide,
        evidence.cr2.df if says_error else None,
        _p(evidence, how),
        _interval(evidence, how, LIKELY),
    )
    few = _few(evidence, how, treated, comparison)
    checks = (*few, *_apart(evidence, how), *_coarse(evidence, how))
    return Shown(how, estimate, wide, narrow, checks)


def _p(evidence: Evidence, how: Regime) -> float | None:
    lots = [] if evidence.lots is None else [evidence.lots.p()]
    if how in {Regime.NOTHING, Regime.LOTS}:
        return next(iter(lots), None)
    if how is Regime.LARGEST:
        wild = [] if evidence.wild is None else [evidence.wild.p()]
        return max(evidence.cr2.p, *wild, *lots) if wild or lots else evidence.cr2.p
    return evidence.cr2.p


def _interval(evidence: Evidence, how: Regime, level: float) -> Interval | None:
    """None where none is to be said, or where too few lots can exclude any truth."""
    value, error = evidence.cr2.value, evidence.cr2.error
    found: list[Interval | None] = []
    if how not in {Regime.NOTHING, Regime.LOTS}:
        found.append(evidence.cr2.interval(level))
    if how is Regime.LARGEST and evidence.wild is not None:
        found.append(evidence.wild.interval(value, error, level))
    if how in {Regime.LARGEST, Regime.LOTS} and evidence.lots is not None:
        found.append(evidence.lots.interval(error, level))
    ends = [one for one in found if one is not None]
    if not ends or len(ends) < len(found):
        return None
    return Interval(min(one.low for one in ends), max(one.high for one in ends), level)


def _few(evidence: Evidence, how: Regime, treated: int, comparison: int) -> tuple[Check, ...]:
    """ "Only k independent clusters": the first thing a reader must know."""
    if how in {Regime.CHECKED, Regime.PLAIN}:
        return ()
    code = {Regime.NOTHING: "no_inference", Regime.LOTS: "lots_only"}.get(how, "few_groups")
    facts: dict[str, Fact] = {
        "treated": treated,
        "comparison": comparison,
        "needed": FEWEST,
        "enough": SOME,
    }
    if how is Regime.LARGEST:
        facts |= {"df": evidence.cr2.df, "detectable": evidence.cr2.detectable()}
    if how is Regime.LOTS and evidence.lots is not None:
        facts |= {"smallest_p": evidence.lots.smallest}
    return (Check(code, Level.WARN, facts),)


def _apart(evidence: Evidence, how: Regime) -> tuple[Check, ...]:
    """The bootstrap comes to another answer than CR2 where CR2 is shown."""
    if how is not Regime.CHECKED or evidence.wild is None:
        return ()
    mine, other = evidence.cr2.p, evidence.wild.p()
    if (mine <= REJECT) == (other <= REJECT):
        return ()
    return (Check("tests_disagree", Level.WARN, {"cr2": mine, "wild": other}),)


def _coarse(evidence: Evidence, how: Regime) -> tuple[Check, ...]:
    """Below eight clusters two signs are too coarse, and six points were drawn: it is said."""
    if how is not Regime.LARGEST or evidence.wild is None or not evidence.wild.webb:
        return ()
    return (Check("six_point_weights", Level.OK, {"draws": len(evidence.wild.top[0])}),)
