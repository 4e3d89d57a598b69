"""From precision to power: the smallest effect a design sees, and how often it sees one."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq
from scipy.special import nctdtr
from scipy.stats import t as student

from cordata.analysis.power.designs import Precision

FAR = 8.0  # standard errors above the limit: every effect is seen there, and scipy's t fails


def mdes(at: Precision, *, power: float = 0.8, alpha: float = 0.05) -> float:
    """Smallest effect seen with ``power`` by a two-sided test at ``alpha``, in SD.

    (t(1 - alpha/2) + t(power)) · error, the usual figure; ``exact_mdes`` differs in the fourth digit.
    """
    return float(student.ppf(1 - alpha / 2, at.df) + student.ppf(power, at.df)) * at.error


def power_of(effect: float, at: Precision, *, alpha: float = 0.05) -> float:
    """How often a two-sided test sees ``effect`` (SD), by the noncentral t."""
    limit = float(student.ppf(1 - alpha / 2, at.df))
    shift = min(abs(effect) / at.error, _far(limit))
    seen = 1 - nctdtr(at.df, shift, limit)
    wrong_side = nctdtr(at.df, shift, -limit)  # NaN from scipy where it is below 1e-20
    return float(seen + np.nan_to_num(wrong_side))


def exact_mdes(at: Precision, *, power: float = 0.8, alpha: float = 0.05) -> float:
    """The effect at which ``power_of`` is ``power``.

    Raises ValueError for a power that is not above ``alpha``: no effect at all has that.
    """
    if power <= alpha:
        raise ValueError("power must be above alpha")

    def lack(effect: float) -> float:
        return power_of(effect, at, alpha=alpha) - power

    limit = float(student.ppf(1 - alpha / 2, at.df))
    return float(brentq(lack, 0.0, _far(limit) * at.error, xtol=1e-12))


def units_needed(
    effect: float,
    design: Callable[[float], Precision],
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    most: float = 1e6,
) -> float:
    """How many units ``design`` must have to see ``effect`` with ``power``; not rounded.

    design  number of units (3 at least) -> its precision; units need not be whole
    Raises ValueError where ``most`` are not enough.
    """

    def lack(units: float) -> float:
        return power_of(effect, design(units), alpha=alpha) - power

    low = 3.0
    if lack(low) >= 0:
        return low
    if lack(most) < 0:
        raise ValueError("more units than there may be")
    return float(np.exp(brentq(lambda x: lack(float(np.exp(x))), np.log(low), np.log(most))))


def _far(limit: float) -> float:
    """Standard errors at which power is 1: further out with one or two df, whose t has long tails."""
    return 3 * limit + FAR
