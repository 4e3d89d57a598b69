"""One answer from several completed data sets (multiple imputation)."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.inference.robust import Coefficient


@dataclass(frozen=True, slots=True)
class Pooled:
    """Pooled estimate and what went into its variance.

    within, between  mean of the variances, and variance of the estimates
    missing          fraction of information that is missing, 0 to 1 (fmi)
    """

    estimate: Coefficient
    within: float
    between: float
    missing: float


def pool(estimates: Floats, variances: Floats, df: float) -> Pooled:
    """Rubin's rules with the degrees of freedom of Barnard and Rubin.

    estimates  (m,) of m completed sets, m >= 2
    variances  (m,) squared errors
    df         what the complete data would have had: those of CR2

    T = U + (1 + 1/m) B; λ = (1 + 1/m) B / T; df = df_o df_c / (df_o + df_c) with
    df_o = (m - 1) / λ², df_c = (ν + 1) / (ν + 3) ν (1 - λ). Missing information by
    (r + 2 / (df + 3)) / (r + 1) with r = (1 + 1/m) B / U.

    Source: Rubin (1987), Multiple Imputation; Barnard and Rubin (1999), Biometrika 86.
    """
    m = len(estimates)
    if m < 2:  # noqa: PLR2004 - one set shows no spread
        raise ValueError(f"{m} completed sets show no spread")
    within, between = float(variances.mean()), float(estimates.var(ddof=1))
    extra = (1.0 + 1.0 / m) * between
    total = within + extra
    share = extra / total
    complete = (df + 1.0) / (df + 3.0) * df * (1.0 - share)
    # Without any spread the first is infinite, and the second alone remains.
    found = complete if share == 0.0 else _harmonic((m - 1) / share**2, complete)
    ratio = extra / within
    missing = (ratio + 2.0 / (found + 3.0)) / (ratio + 1.0)
    estimate = Coefficient(float(estimates.mean()), float(np.sqrt(total)), found)
    return Pooled(estimate, within, between, missing)


def sets_needed(missing: float) -> int:
    """How many sets to complete: as many as percent are missing, and at least 20."""
    return max(20, int(np.ceil(round(100.0 * missing, 9))))


def _harmonic(a: float, b: float) -> float:
    return a * b / (a + b)
