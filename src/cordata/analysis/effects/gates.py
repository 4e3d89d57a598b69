"""What is looked at before a difference of two rounds may be called anything: codes and facts."""

import numpy as np

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.contract import Check, Level

REFUSED_ALPHA, DOUBTFUL_ALPHA = 0.60, 0.70
ANSWERED, FEW_SCHOOLS = 0.30, 0.20


def comparison(treated: Bools) -> tuple[Check, ...]:
    """No effect without a comparison, nor without anybody treated."""
    arms = {"treated": int(treated.sum()), "comparison": int((~treated).sum())}
    return () if min(arms.values()) else (Check("no_comparison", Level.REFUSE, arms),)


def scale(
    alpha: float | None, *, invariant: bool | None, same_items: bool
) -> tuple[Check, ...]:
    """Does the outcome measure one thing, and the same thing in both rounds?

    alpha       reliability of the scale; None if nobody looked
    invariant   alike in both rounds by docs/methods/reliability.md; None if nobody looked
    same_items  the same definition and items in both rounds
    """
    found = []
    if not same_items:
        found.append(Check("definition_changed", Level.REFUSE))
    if invariant is not True:
        level = Level.REFUSE if invariant is False else Level.WARN
        code = "not_invariant" if invariant is False else "invariance_unknown"
        found.append(Check(code, level))
    if alpha is None:
        found.append(Check("reliability_unknown", Level.WARN))
    return (*found, *reliable(alpha))


def reliable(alpha: float | None) -> tuple[Check, ...]:
    """Whether a scale may be an outcome, where its reliability is known."""
    if alpha is None or alpha >= DOUBTFUL_ALPHA:
        return ()
    level = Level.WARN if alpha >= REFUSED_ALPHA else Level.REFUSE
    facts = {"alpha": alpha, "needed": REFUSED_ALPHA, "good": DOUBTFUL_ALPHA}
    return (Check("unreliable_scale", level, facts),)


def of_records(said: tuple[Check, ...], alpha: float | None) -> tuple[Check, ...]:
    """The checks of a method, with what records know of the reliability of its outcome.

    A spec may say that nobody knows it, or more than is so: what is known stands, and the worse.
    """
    found = reliable(alpha)
    level = max((one.level for one in found), default=Level.OK)
    stays = {
        "reliability_unknown": alpha is None,
        "unreliable_scale": any(
            one.code == "unreliable_scale" and one.level > level for one in said
        ),
    }
    kept = tuple(one for one in said if stays.get(one.code, True))
    return kept if stays["unreliable_scale"] else (*kept, *found)


def moved(statements: tuple[str, ...]) -> tuple[Check, ...]:
    """Statements of which many more or fewer than before said that they do not apply."""
    if not statements:
        return ()
    return (Check("not_applicable_moved", Level.WARN, {"statements": statements}),)


def differs(statements: tuple[str, ...]) -> tuple[Check, ...]:
    """Statements of which one side said much more often than the other that they do not apply."""
    if not statements:
        return ()
    return (Check("not_applicable_differs", Level.WARN, {"statements": statements}),)


def lost(schools: int, kept: int) -> tuple[Check, ...]:
    """Schools that are in one round only: what is said holds for those that stayed."""
    facts = {"schools": schools, "lost": schools - kept}
    return (Check("schools_lost", Level.WARN, facts),) if kept < schools else ()


def response(shares: Floats) -> tuple[Check, ...]:
    """Fewer than 30 % answered in more than 20 % of schools: no change of schools can be said.

    shares  (schools,) share of the invited that answered, 0 to 1; the lower of both rounds
    """
    if not len(shares):
        return ()
    low = float((~(shares >= ANSWERED)).mean())
    facts = {"schools": low, "answered": ANSWERED, "allowed": FEW_SCHOOLS}
    return (Check("low_response", Level.REFUSE, facts),) if low > FEW_SCHOOLS else ()


def registration(*, registered: bool, comparisons: int) -> tuple[Check, ...]:
    """ "Exploratory: not registered, one of m comparisons"."""
    if registered:
        return ()
    return (Check("exploratory", Level.WARN, {"comparisons": comparisons}),)


def self_rated(*, rated: bool) -> tuple[Check, ...]:
    """People who know that they take part rated themselves."""
    return (Check("self_rated", Level.WARN),) if rated else ()


def signs(adjusted: float, change: float) -> tuple[Check, ...]:
    """Adjusting for the start and subtracting it give opposite answers.

    Under common assumptions the two bracket the truth, so it may be of either sign.
    Source: Ding and Li (2019), Political Analysis 27.
    """
    if np.sign(adjusted) * np.sign(change) >= 0:
        return ()
    return (Check("signs_differ", Level.WARN, {"ancova": adjusted, "did": change}),)
