"""Effects of several studies or countries put together: the average, and what a next one may show.

Random effects with the variance between studies by REML and the standard error of Hartung and
Knapp, never below the plain one (with few studies that differ little it would be too sure).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import chi2
from scipy.stats import t as student

from cordata.analysis.arrays import Floats
from cordata.analysis.contract import Interval
from cordata.analysis.synthesis.variance import q_profile, restricted_likelihood, weighted


@dataclass(frozen=True, slots=True)
class Spread:
    """How far studies differ beyond chance.

    q, df, p  Cochran's test that there is one true effect
    tau2      variance of true effects, with its Q-profile interval
    i2        share of it in the variance of observed effects, 0 to 100; h2 is 1 / (1 - share)
    """

    q: float
    df: int
    p: float
    tau2: float
    interval: Interval
    i2: float
    h2: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """Coefficients over studies; the first is the average (or the constant of a regression).

    wald     (terms,) standard errors as if tau squared were known
    hartung  (terms,) of Hartung and Knapp; ``error`` the larger of the two, term by term
    df       of t for all of them
    """

    beta: Floats
    wald: Floats
    hartung: Floats
    error: Floats
    df: int
    spread: Spread

    def interval(self, term: int = 0, level: float = 0.95) -> Interval:
        """Where the coefficient lies, by the published standard error."""
        return self._around(term, float(self.error[term]), level)

    def prediction(self, level: float = 0.95) -> Interval:
        """Where the true effect of a next study lies: mu ± t √(SE² + tau²)."""
        return self._around(0, sqrt(float(self.error[0]) ** 2 + self.spread.tau2), level)

    def p(self, term: int = 0) -> float:
        """Two-sided, by t with ``df``."""
        return float(2 * student.sf(abs(self.beta[term]) / self.error[term], self.df))

    def _around(self, term: int, error: float, level: float) -> Interval:
        middle = float(self.beta[term])
        reach = float(student.ppf((1 + level) / 2, self.df)) * error
        return Interval(middle - reach, middle + reach, level)


def constant(y: Floats) -> Floats:
    """(studies, 1) of ones: an average without moderators."""
    return np.ones((len(y), 1))


def pool(y: Floats, v: Floats, x: Floats | None = None) -> Pooled:
    """Random-effects average of ``y``, or a regression of it on ``x``.

    y  (studies,) effects in one unit
    v  (studies,) their sampling variances, above 0
    x  (studies, terms) with the constant first; an average where there is none

    Raises ValueError where there are not more studies than terms, or a variance is not above 0.
    Source: Hartung and Knapp (2001), Statistics in Medicine 20; Roever, Knapp and Friede (2015).
    """
    x = constant(y) if x is None else x
    df = len(y) - x.shape[1]
    if df < 1 or not (v > 0).all():
        raise ValueError("more studies than terms, and variances above 0")
    tau2 = restricted_likelihood(y, v, x)
    fitted = weighted(y, v, x, tau2)
    wald = np.sqrt(np.diag(fitted.bread))
    hartung = wald * sqrt(fitted.spread / df)
    return Pooled(
        beta=fitted.beta,
        wald=wald,
        hartung=hartung,
        error=np.maximum(wald, hartung),
        df=df,
        spread=_spread(y, v, x, tau2),
    )


def common_effect(y: Floats, v: Floats) -> tuple[float, float]:
    """The average and its standard error if all studies had one true effect: to compare with."""
    fitted = weighted(y, v, constant(y), 0.0)
    return float(fitted.beta[0]), sqrt(float(fitted.bread[0, 0]))


def _spread(y: Floats, v: Floats, x: Floats, tau2: float) -> Spread:
    fixed = weighted(y, v, x, 0.0)
    df = len(y) - x.shape[1]
    typical = df / fixed.trace  # the typical sampling variance of Higgins and Thompson (2002)
    return Spread(
        q=fixed.spread,
        df=df,
        p=float(chi2.sf(fixed.spread, df)),
        tau2=tau2,
        interval=Interval(*q_profile(y, v, x)),
        i2=100 * tau2 / (tau2 + typical),
        h2=(tau2 + typical) / typical,
    )
