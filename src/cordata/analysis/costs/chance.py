"""How sure a comparison of costs and effects is: draws, acceptability, the price of not knowing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from scipy.stats import norm

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import Check, Interval, Level, Refused

DRAWS = 10_000
BLOCK = 500  # draws at a time, for memory


@dataclass(frozen=True, slots=True)
class Normal:
    """Difference in effect and cost as two normals: means, standard errors, correlation."""

    effect: float
    cost: float
    effect_error: float
    cost_error: float
    correlation: float = 0.0

    def net(self, worth: float) -> tuple[float, float]:
        """Mean and standard error of the net benefit at a worth of one unit."""
        e, c = worth * self.effect_error, self.cost_error
        variance = e**2 + c**2 - 2.0 * self.correlation * e * c
        return worth * self.effect - self.cost, float(np.sqrt(max(variance, 0.0)))


def resample(
    pairs: Sequence[Floats], chance: np.random.Generator, draws: int = DRAWS
) -> Floats:
    """Means of cost and effect per option when whole clusters are drawn again.

    pairs    per option (clusters, 2): cost and effect of each, kept together as they came
    returns  (draws, options, 2)

    Raises ValueError for an option of one cluster.
    """
    found = np.empty((draws, len(pairs), 2))
    for at, option in enumerate(pairs):
        n = len(option)
        if n < 2:  # noqa: PLR2004 - one cluster drawn again is the same cluster
            raise ValueError("clusters can only be drawn from two or more")
        for begin in range(0, draws, BLOCK):
            size = min(BLOCK, draws - begin)
            times = chance.multinomial(n, np.full(n, 1.0 / n), size)
            # Not "@": it may add up in another order where there are more threads.
            found[begin : begin + size, at] = np.einsum("dn,nk->dk", times, option) / n
    return found


def acceptability(means: Floats, worths: Sequence[float]) -> Floats:
    """Share of draws in which each option has the highest net benefit (CEAC).

    means    (draws, options, 2) cost and effect
    returns  (worths, options); rows sum to 1, ties are shared
    """
    found = np.empty((len(worths), means.shape[1]))
    for at, worth in enumerate(worths):
        net = worth * means[:, :, 1] - means[:, :, 0]
        best = net == net.max(axis=1, keepdims=True)
        found[at] = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    return found


def acceptability_closed(of: Normal, worth: float) -> float:
    """The same for two options by formula: probability that the net benefit is above 0.

    Source: van Hout and others (1994), Health Economics 3.
    """
    mean, error = of.net(worth)
    return float(ndtr(mean / error)) if error > 0 else float(mean > 0)


def perfect_information(of: Normal, worth: float) -> float:
    """Most that certainty could be worth (EVPI): s (phi(z) - z Phi(-z)), z = |mean| / s.

    In money per unit that the costs are of.
    """
    mean, error = of.net(worth)
    if error == 0:
        return 0.0
    z = abs(mean) / error
    return float(error * (norm.pdf(z) - z * norm.cdf(-z)))


def perfect_information_drawn(means: Floats, worth: float) -> float:
    """The same from draws, for any number of options; see ``acceptability`` for the shape.

    A little low where two options are as good: the better mean of the draws is taken for the best.
    """
    net = worth * means[:, :, 1] - means[:, :, 0]
    return float(net.max(axis=1).mean() - net.mean(axis=0).max())


def fieller(
    of: Normal, *, critical: float = 1.959963984540054, level: float = 0.95
) -> Interval:
    """Interval of the ratio cost / effect.

    critical  quantile that belongs to ``level``; of t with few clusters

    Raises Refused where the effect is not clearly other than 0: the interval would have no end.
    Source: Fieller (1954), Journal of the Royal Statistical Society B 16.
    """
    certain = np.inf if of.effect else 0.0
    signal = abs(of.effect) / of.effect_error if of.effect_error > 0 else certain
    if signal < critical:
        facts = {"signal": float(signal), "needed": critical}
        raise Refused([Check("ratio_without_end", Level.REFUSE, facts)])
    both = of.correlation * of.effect_error * of.cost_error
    a = of.effect**2 - critical**2 * of.effect_error**2
    b = of.effect * of.cost - critical**2 * both
    c = of.cost**2 - critical**2 * of.cost_error**2
    root = float(np.sqrt(max(b * b - a * c, 0.0)))
    return Interval((b - root) / a, (b + root) / a, level)
