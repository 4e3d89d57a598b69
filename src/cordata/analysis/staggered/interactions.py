"""Sun and Abraham (2021): one regression with a term for each cohort and wave since its start.

Without covariates and against those that never begin it gives the cells of ``group_time`` with the
universal base. It is here because covariates may change over waves, and as a second opinion.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.staggered.group_time import cluster_sums
from cordata.analysis.staggered.panel import Panel


@dataclass(frozen=True, slots=True)
class Interactions:
    """effect, error  the average over treated units and waves after the start
    key               (keys,) waves since the start, with (keys,) effects and errors
    covariates        (covariates,) coefficients
    """

    effect: float
    error: float
    key: Floats
    effects: Floats
    errors: Floats
    covariates: Floats


def interactions(panel: Panel) -> Interactions:
    """Fit with unit and wave effects; errors by clusters (CR1), shares of cohorts as known.

    Raises ValueError where nobody never begins, or covariates repeat other terms.
    """
    if not (panel.start == panel.never).any():
        raise ValueError("somebody must never begin")
    cohort, wave = _terms(panel)
    dummies = np.zeros((*panel.y.shape, len(cohort)))
    for at, (one, when) in enumerate(zip(cohort, wave, strict=True)):
        dummies[panel.start == one, when, at] = 1
    x = within(np.concatenate([panel.x, dummies], axis=2)).reshape(panel.y.size, -1)
    y = within(panel.y[:, :, None]).ravel()
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("covariates repeat other terms")
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ (x.T @ y)
    spread = _clustered(x, y - x @ beta, bread, panel)
    covariates = panel.x.shape[2]
    size = np.array([(panel.start == one).sum() for one in cohort], dtype=np.float64)
    since = panel.waves[wave] - panel.waves[cohort]
    key = np.unique(since)
    weights = np.array([np.where(since == one, size, 0) for one in key])
    weights = np.vstack([weights, np.where(wave >= cohort, size, 0)])
    weights /= weights.sum(axis=1, keepdims=True)
    found = weights @ beta[covariates:]
    inner = spread[covariates:, covariates:]
    errors = np.sqrt(np.einsum("ij,jk,ik->i", weights, inner, weights))
    return Interactions(
        effect=float(found[-1]),
        error=float(errors[-1]),
        key=key,
        effects=found[:-1],
        errors=errors[:-1],
        covariates=beta[:covariates],
    )


def within(values: Floats) -> Floats:
    """(units, waves, columns) minus means of units and waves, plus the mean of all."""
    unit = values.mean(axis=1, keepdims=True)
    wave = values.mean(axis=0, keepdims=True)
    return np.asarray(values - unit - wave + values.mean(axis=(0, 1), keepdims=True))


def _terms(panel: Panel) -> tuple[Ints, Ints]:
    """Cohort and wave of each term: all but the last wave before the start."""
    both = [
        (cohort, wave)
        for cohort in panel.cohorts
        for wave in range(len(panel.waves))
        if wave != cohort - 1
    ]
    cohort, wave = np.array(both, dtype=np.int64).T
    return cohort, wave


def _clustered(x: Floats, residuals: Floats, bread: Floats, panel: Panel) -> Floats:
    """CR1 with terms and waves counted as parameters; unit effects lie within clusters."""
    clusters, rows = panel.clusters, len(x)
    by_row = np.repeat(panel.cluster, len(panel.waves))
    scores = cluster_sums(x * residuals[:, None], by_row)
    parameters = x.shape[1] + len(panel.waves)
    small = clusters / (clusters - 1) * (rows - 1) / (rows - parameters)
    return np.asarray(small * bread @ (scores.T @ scores) @ bread)
