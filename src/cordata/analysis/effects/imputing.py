"""Outcomes of lost schools, drawn from what is known of them, several times."""

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.effects.schools import Schools
from cordata.analysis.inference.arrays import dummies, sums
from cordata.analysis.inference.least_squares import Fit, fit


def impute(schools: Schools, sets: int, chance: np.random.Generator) -> Floats:
    """Draw every missing second mean from a regression on start, arm, covariates and country.

    schools  with starts and covariates; ``after`` is NaN where a school was lost
    returns  (sets, lost) outcomes in points, lost schools in their order

    For each set a variance and coefficients are drawn first, then the outcomes, so that the
    sets differ by all that is not known. How far a mentor's schools start from one another
    stands in the regression too (cluster means); what they share beyond that does not.

    Source: Rubin (1987), Multiple Imputation, 5.3; Grund, Lüdtke and Robitzsch (2018),
    Organizational Research Methods 21, for the cluster means.
    """
    lost = ~np.isfinite(schools.after)
    x = _predictors(schools)
    return _drawn(fit(schools.after[~lost], x[~lost]), x[lost], sets, chance)


def _predictors(schools: Schools) -> Floats:
    """Columns that are known of every school; those that others make are left out."""
    size = int(schools.group.max()) + 1
    count = np.bincount(schools.group, minlength=size)
    together = sums(schools.before, schools.group, size) / np.maximum(count, 1)
    x = np.column_stack([
        np.ones(len(schools.before)), schools.treated, schools.before,
        together[schools.group] - schools.before, schools.covariates,
        dummies(schools.country),
    ])  # fmt: skip
    kept = np.isfinite(schools.after)
    ranks = [np.linalg.matrix_rank(x[kept][:, : upto + 1]) for upto in range(x.shape[1])]
    own: Floats = x[:, np.diff([0, *ranks]) > 0]
    return own


def _drawn(kept: Fit, x: Floats, sets: int, chance: np.random.Generator) -> Floats:
    free = len(kept.residuals) - kept.parameters
    square = float(kept.residuals @ kept.residuals)
    out = np.empty((sets, len(x)))
    for number in range(sets):
        spread = np.sqrt(square / chance.chisquare(free))
        coefficients = kept.coefficients + spread * kept.root @ chance.normal(size=x.shape[1])
        out[number] = x @ coefficients + spread * chance.normal(size=len(x))
    return out
