"""What losses could hide: Lee's bounds, and how wrong imputed values must be to turn a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.inference.equivalence import Verdict

HALVINGS = 50


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what the effect on those who would stay in either arm lies; share trimmed."""

    low: float
    high: float
    trimmed: float


def lee(treated: Floats, comparison: Floats, rates: tuple[float, float]) -> Bounds:
    """Trim the arm that lost less, from above and from below, to the rate of the other.

    treated, comparison  outcomes that were observed, one or more each
    rates                share observed in each arm, above 0 to 1

    Assumes lots, and that treatment moves everybody's staying in the same direction. The share
    (r_T - r_C) / r_T is trimmed exactly: one outcome may be cut in part.

    Source: Lee (2009), Review of Economic Studies 76.
    """
    r_t, r_c = rates
    if not (0.0 < r_t <= 1.0 and 0.0 < r_c <= 1.0):
        raise ValueError(f"rates {rates} are not above 0 and up to 1")
    share = abs(r_t - r_c) / max(r_t, r_c)
    more, less = (treated, comparison) if r_t >= r_c else (comparison, treated)
    bottom, top = _lowest(more, 1.0 - share), -_lowest(-more, 1.0 - share)
    centre = float(less.mean())
    if r_t >= r_c:
        return Bounds(bottom - centre, top - centre, share)
    return Bounds(centre - top, centre - bottom, share)


def _lowest(values: Floats, share: float) -> float:
    """Mean of the lowest ``share`` of values."""
    ordered, n = np.sort(values), len(values)
    weight = np.clip(share * n - np.arange(n), 0.0, 1.0)
    return float((weight * ordered).sum() / weight.sum())


def tipping_point(
    verdict: Callable[[float], Verdict], step: float, most: float
) -> float | None:
    """The smallest shift of imputed treated outcomes that turns the verdict, with its sign.

    verdict  of a shift in points; refit on completed data
    step     how finely to look, positive; most, how far to either side

    None where nothing up to ``most`` turns it. Between two steps it is found by halving.
    """
    now = verdict(0.0)
    for far in np.arange(1, int(np.ceil(most / step)) + 1) * step:
        turned = [sign for sign in (-1.0, 1.0) if verdict(sign * float(far)) != now]
        if turned:
            return min(
                (_edge(verdict, now, sign, float(far) - step, float(far)) for sign in turned),
                key=abs,
            )
    return None


def _edge(
    verdict: Callable[[float], Verdict], now: Verdict, sign: float, near: float, far: float
) -> float:
    for _ in range(HALVINGS):
        middle = 0.5 * (near + far)
        if verdict(sign * middle) == now:
            near = middle
        else:
            far = middle
    return sign * far
