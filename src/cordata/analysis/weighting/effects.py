"""Effects from outcome regressions, from weights, and from both: RA, IPW, AIPW, IPWRA.

All steps are solved as one system of equations, so that errors know that regressions and weights are
estimated too (M-estimation). As Stata's ``teffects``; errors may be by cluster.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.weighting.score import Link, chance, inverse, score, slopes, summed

type Method = Literal["ra", "ipw", "aipw", "ipwra"]
type Whom = Literal["all", "treated"]

SMALL = 1e-5  # relative step of the numerical slope of the equations


@dataclass(frozen=True, slots=True)
class Averaged:
    """effect with its error, and the mean outcome without treatment."""

    effect: float
    error: float
    without: float


@dataclass(frozen=True, slots=True)
class Study:
    """What is read.

    y        (units,) outcome
    treated  (units,)
    x        (units, terms) of the outcome regressions, the constant first
    z        (units, terms) of the model of treatment, the constant first
    cluster  (units,) codes; each unit its own if None
    """

    y: Floats
    treated: Bools
    x: Floats
    z: Floats
    link: Link = "logit"
    cluster: Ints | None = None


def average_effect(study: Study, method: Method, *, whom: Whom = "all") -> Averaged:
    """Average effect on all units, or on the treated.

    ra     regression of each arm, predicted for everybody
    ipw    means weighted by inverse chances
    aipw   both, right if either is: the regression's prediction corrected by weighted residuals
    ipwra  regressions with inverse chances as weights

    Raises NoOverlap where covariates tell the arms apart, or repeat each other.
    """
    weighted = method != "ra"
    gamma = score(study.treated, study.z, link=study.link)[0] if weighted else np.empty(0)
    by = _weights(study, gamma, whom) if weighted else np.ones(len(study.y))
    plain = np.ones(len(study.y)) if method == "aipw" else by
    betas = [
        np.empty(0) if method == "ipw" else _regression(study, plain, arm) for arm in (1, 0)
    ]
    start = np.concatenate([np.zeros(2), *betas, gamma])
    theta = start.copy()
    theta[:2] = _solve_means(study, method, whom, start)
    errors = _errors(lambda at: _equations(study, method, whom, at), theta, study.cluster)
    effect = float(theta[0] - theta[1])
    spread = errors[0, 0] + errors[1, 1] - 2 * errors[0, 1]
    return Averaged(effect, float(np.sqrt(spread)), float(theta[1]))


def _weights(study: Study, gamma: Floats, whom: Whom) -> Floats:
    """(units,) what each unit stands for."""
    p = chance(study.z @ gamma, study.link)
    if whom == "treated":
        return np.where(study.treated, 1.0, p / (1 - p))
    return np.where(study.treated, 1 / p, 1 / (1 - p))


def _regression(study: Study, weights: Floats, arm: int) -> Floats:
    there = weights * (study.treated == arm)
    return inverse((study.x.T * there) @ study.x) @ summed(there * study.y, study.x)


def _split(study: Study, method: Method, theta: Floats) -> tuple[list[Floats], Floats]:
    terms = 0 if method == "ipw" else study.x.shape[1]
    return [theta[2 : 2 + terms], theta[2 + terms : 2 + 2 * terms]], theta[2 + 2 * terms :]


def _means(
    study: Study, method: Method, whom: Whom, theta: Floats
) -> list[tuple[Floats, Floats]]:
    """For each arm (units,) numbers and weights whose weighted mean is the mean outcome."""
    betas, gamma = _split(study, method, theta)
    whose = np.ones(len(study.y)) if whom == "all" else study.treated.astype(np.float64)
    by = _weights(study, gamma, whom) if len(gamma) else whose
    found = []
    for arm, beta in zip((1, 0), betas, strict=True):
        there = study.treated == arm
        if method == "ipw":
            found.append((study.y, by * there))
        elif method == "aipw":
            predicted = study.x @ beta
            right = by * there * (study.y - predicted)
            found.append((predicted * whose + right, whose))
        else:
            found.append((study.x @ beta, whose))
    return found


def _solve_means(study: Study, method: Method, whom: Whom, theta: Floats) -> list[float]:
    made = _means(study, method, whom, theta)
    if method == "aipw":
        return [float(value.sum() / whose.sum()) for value, whose in made]
    return [float((value * weight).sum() / weight.sum()) for value, weight in made]


def _equations(study: Study, method: Method, whom: Whom, theta: Floats) -> Floats:
    """(units, parameters) whose means are 0 at the solution."""
    betas, gamma = _split(study, method, theta)
    made = _means(study, method, whom, theta)
    if method == "aipw":
        parts = [
            value - mean * whose for (value, whose), mean in zip(made, theta, strict=False)
        ]
    else:
        parts = [
            (value - mean) * weight for (value, weight), mean in zip(made, theta, strict=False)
        ]
    columns = [np.column_stack(parts)]
    if method != "ipw":
        ipwra = method == "ipwra"
        by = _weights(study, gamma, whom) if ipwra else np.ones(len(study.y))
        for arm, beta in zip((1, 0), betas, strict=True):
            rest = by * (study.treated == arm) * (study.y - study.x @ beta)
            columns.append(rest[:, None] * study.x)
    if len(gamma):
        pull = slopes(study.treated, study.z @ gamma, study.link)[1]
        columns.append(pull[:, None] * study.z)
    return np.column_stack(columns)


def _errors(
    equations: Callable[[Floats], Floats], theta: Floats, cluster: Ints | None
) -> Floats:
    """Covariance of the solution: A⁻¹ B A⁻¹' / n, A the slope of the mean equations."""
    at = equations(theta)
    n = len(at)
    slope = np.empty((len(theta), len(theta)))
    for k, value in enumerate(theta):
        step = SMALL * max(1.0, abs(float(value)))
        moved = np.array([theta, theta])
        moved[:, k] += (step, -step)
        slope[:, k] = (equations(moved[0]).mean(axis=0) - equations(moved[1]).mean(axis=0)) / (
            2 * step
        )
    if cluster is not None:
        at = np.stack([np.bincount(cluster, one) for one in at.T], axis=1)
    back = np.linalg.inv(slope)
    return np.asarray(back @ np.einsum("ci,cj->ij", at, at) @ back.T / n**2)
