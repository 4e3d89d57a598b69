"""Standard errors of designs in which schools or their groups are drawn by lot.

All in standard deviations of one respondent. ``share`` is the part of units that is treated, ``r2``
what covariates explain at a level, ``icc`` the share of the variance at a level. Names of designs
and formulas: Dong and Maynard (2013), Journal of Research on Educational Effectiveness 6; Bloom (2006).
"""

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly a design sees: standard error of the effect, and df of its t."""

    error: float
    df: float


def _checked(df: float, variance: float) -> Precision:
    if df < 1:
        raise ValueError("too few units for this design")
    return Precision(sqrt(variance), df)


def ira(n: float, *, share: float = 0.5, r2: float = 0.0, covariates: int = 0) -> Precision:
    """``n`` people, each drawn by lot.

    Raises ValueError where nothing is left to judge the error by; so do all designs below.
    """
    return _checked(n - covariates - 2, (1 - r2) / (share * (1 - share) * n))


def cra2(
    groups: float,
    size: float,
    *,
    icc: float,
    share: float = 0.5,
    r2_group: float = 0.0,
    r2_person: float = 0.0,
    covariates: int = 0,
) -> Precision:
    """``groups`` drawn by lot, ``size`` people in each; covariates counted at the groups' level."""
    spread = share * (1 - share) * groups
    between = icc * (1 - r2_group) / spread
    inside = (1 - icc) * (1 - r2_person) / (spread * size)
    return _checked(groups - covariates - 2, between + inside)


def cra3(
    groups: float,
    schools: float,
    size: float,
    *,
    icc_group: float,
    icc_school: float,
    share: float = 0.5,
    r2_group: float = 0.0,
    r2_school: float = 0.0,
    r2_person: float = 0.0,
    covariates: int = 0,
) -> Precision:
    """``groups`` of schools drawn by lot, ``schools`` in each, ``size`` people in a school."""
    spread = share * (1 - share) * groups
    top = icc_group * (1 - r2_group) / spread
    middle = icc_school * (1 - r2_school) / (spread * schools)
    low = (1 - icc_group - icc_school) * (1 - r2_person) / (spread * schools * size)
    return _checked(groups - covariates - 2, top + middle + low)


def bcra3f2(
    blocks: float,
    schools: float,
    size: float,
    *,
    icc: float,
    share: float = 0.5,
    r2_school: float = 0.0,
    r2_person: float = 0.0,
    covariates: int = 0,
) -> Precision:
    """``schools`` drawn by lot in each of ``blocks`` fixed blocks (countries), ``size`` people each."""
    spread = share * (1 - share) * schools * blocks
    between = icc * (1 - r2_school) / spread
    inside = (1 - icc) * (1 - r2_person) / (spread * size)
    return _checked(blocks * (schools - 2) - covariates, between + inside)
