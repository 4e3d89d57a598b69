"""The chance of being treated, from covariates: to show overlap and to trim, see ``balance``."""

from typing import Literal

import numpy as np
from scipy.stats import norm

from cordata.analysis.arrays import Bools, Floats

type Link = Literal["logit", "probit"]

STEPS = 100
FLAT = 1e-10  # a step of the linear part far below any printed digit
WORST = 1e12  # condition at which hardly a digit is left
FAR = 30.0  # a linear part beyond which chances are 0 or 1


class NoOverlap(ValueError):
    """Covariates tell the treated from the others: nobody is left to compare with."""


def score(treated: Bools, x: Floats, *, link: Link = "logit") -> tuple[Floats, Floats]:
    """(terms,) coefficients by maximum likelihood, and their (terms, terms) covariance.

    treated  (units,)
    x        (units, terms) the constant first

    Raises NoOverlap where covariates tell both groups apart, or repeat each other.
    """
    beta = np.zeros(x.shape[1])
    for _step in range(STEPS):
        weight, pull = slopes(treated, x @ beta, link)
        spread = inverse((x.T * weight) @ x)
        step = spread @ summed(pull, x)
        beta = beta + step
        if np.abs(x @ step).max() < FLAT:
            return beta, spread
    raise NoOverlap("the model of treatment does not converge")


def chance(linear: Floats, link: Link = "logit") -> Floats:
    """(units,) from the linear part."""
    if link == "probit":
        return np.asarray(norm.cdf(linear))
    return np.asarray(1 / (1 + np.exp(-np.clip(linear, -FAR, FAR))))


def slopes(treated: Bools, linear: Floats, link: Link) -> tuple[Floats, Floats]:
    """(units,) expected curvature, and slope, of the log likelihood by the linear part."""
    p = chance(linear, link)
    if link == "logit":
        return p * (1 - p), treated - p
    dense = np.asarray(norm.pdf(linear)) / np.maximum(p * (1 - p), np.finfo(float).tiny)
    return dense * np.asarray(norm.pdf(linear)), (treated - p) * dense


def summed(weights: Floats, x: Floats) -> Floats:
    """(terms,) sums of weighted rows, in one order however many threads there are (BLAS has several)."""
    return np.asarray(np.einsum("r,rt->t", weights, x))


def inverse(square: Floats) -> Floats:
    """Inverse of a matrix of products; NoOverlap where hardly a digit of it would be right."""
    scale = np.sqrt(np.diag(square))
    if not (scale > 0).all() or np.linalg.cond(square / np.outer(scale, scale)) > WORST:
        raise NoOverlap("covariates repeat each other, or tell the groups apart")
    return np.asarray(np.linalg.inv(square))
