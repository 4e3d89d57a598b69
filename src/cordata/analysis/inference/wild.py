"""Wild cluster bootstrap that imposes what it tests (WCR): for some 5 to 20 clusters."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.contract import Interval
from cordata.analysis.inference.arrays import codes, sums
from cordata.analysis.inference.invert import interval
from cordata.analysis.inference.least_squares import Fit

ALL_SIGNS = 12  # groups up to which every flip of signs is looked at
SIX_POINTS = 8  # below so many groups two signs are too coarse
DRAWS = 9_999
TIE = 1e-9  # relative: closer than this is the same statistic
BLOCK = 2**22  # signs in memory at once

WEBB: Floats = np.sqrt(np.array([0.5, 1.0, 1.5]))


@dataclass(frozen=True, slots=True)
class Flips:
    """Statistics of every draw for any truth b: t² = (top0 - b top1)² / (a - 2 b c + b² d).

    The first draw is the data themselves. exact: all draws there are; webb: six-point weights.
    """

    top: tuple[Floats, Floats]
    bottom: tuple[Floats, Floats, Floats]
    exact: bool
    webb: bool

    def rejected_by(self, truth: float) -> tuple[int, int]:
        """How many draws are at least as far out as the data, and how many there are."""
        top = (self.top[0] - truth * self.top[1]) ** 2
        a, c, d = self.bottom
        bottom = a - 2.0 * truth * c + truth**2 * d
        # t² >= t0² without a division: a draw of no spread is as far out as can be.
        further: Bools = top * bottom[0] >= top[0] * bottom * (1.0 - TIE)
        return int(further.sum()), len(top)

    def p(self, truth: float = 0.0) -> float:
        """Share of draws with |t*| >= |t|, ties counted; the data are one of the draws."""
        further, every = self.rejected_by(truth)
        return further / every

    def interval(self, centre: float, step: float, level: float = 0.95) -> Interval | None:
        """Truths that are not rejected; None where too few draws can reject any."""
        return interval(self.p, centre, step, level)


def wild(
    fit: Fit,
    group: NDArray[Any],
    at: int,
    chance: np.random.Generator,
    *,
    draws: int = DRAWS,
) -> Flips:
    """Flip the residuals of whole groups, under the truth being tested, and studentise by CR1.

    fit    the unrestricted fit
    group  (n,) any keys
    at     which coefficient

    Every flip of ±1 for 8 to 12 groups (2^G of them, by symmetry half are computed), Webb's
    six points below 8, where 2 / 2^G is too coarse, and ``draws`` of ±1 above 12, each with the
    data as one more draw: p = (1 + b) / (1 + B).

    Source: Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90; Webb
    (2023), Canadian Journal of Economics 56. Scores without refitting: Roodman et al. (2019),
    Stata Journal 19.
    """
    here, size = codes(group)
    pieces = _Pieces.of(fit, here, size, at)
    exact = SIX_POINTS <= size <= ALL_SIGNS
    webb = size < SIX_POINTS
    count = 2 ** (size - 1) if exact else draws + 1
    out = np.empty((5, count))
    step = max(1, BLOCK // size)
    for start in range(0, count, step):
        stop = min(start + step, count)
        if exact:
            signs = _signs(np.arange(start, stop), size)
        else:
            signs = _drawn(chance, stop - start, size, webb=webb)
            signs[: 1 - start if start == 0 else 0] = 1.0
        out[:, start:stop] = pieces.statistics(signs)
    return Flips((out[0], out[1]), (out[2], out[3], out[4]), exact, webb)


def _signs(number: Ints, size: int) -> Floats:
    """Flips by number: bits of it, the last group never flipped (all flipped is none)."""
    bits = (number[:, None] >> np.arange(size)) & 1
    return 1.0 - 2.0 * bits.astype(np.float64)


def _drawn(chance: np.random.Generator, rows: int, size: int, *, webb: bool) -> Floats:
    signs = 2.0 * chance.integers(0, 2, (rows, size)).astype(np.float64) - 1.0
    return signs * WEBB[chance.integers(0, 3, (rows, size))] if webb else signs


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Sums by group of what a draw needs, for the outcome [0] and for the tested column [1].

    own     (2, G)     score of the coefficient
    spread  (2, G, m)  what a flip of the group does to all regressors and effects
    back    (G, m)     what those do to the score of the group
    """

    own: Floats
    spread: Floats
    back: Floats

    @classmethod
    def of(cls, fit: Fit, group: Ints, size: int, at: int) -> "_Pieces":
        line = fit.weighted @ fit.bread[:, at]
        column = fit.x[:, at] - _explained(fit, at)
        outcome = fit.residuals + fit.coefficients[at] * column
        left = (outcome, column)
        basis = fit.x @ fit.root
        weighted = fit.weighted @ fit.root
        if fit.level is not None:
            share = 1.0 / np.sqrt(np.bincount(fit.level))
            effects = (fit.level[:, None] == np.arange(len(share))) * share
            basis, weighted = np.hstack([basis, effects]), np.hstack([weighted, effects])
        return cls(
            np.array([sums(line * one, group, size) for one in left]),
            np.array([sums(weighted * one[:, None], group, size) for one in left]),
            sums(basis * line[:, None], group, size),
        )

    def statistics(self, signs: Floats) -> Floats:
        """(5, draws): numerators, and the three parts of the denominator."""
        top = [signs @ one for one in self.own]
        score = [
            signs * self.own[which] - (signs @ self.spread[which]) @ self.back.T
            for which in (0, 1)
        ]
        return np.stack(
            [
                *top,
                (score[0] ** 2).sum(axis=1),
                (score[0] * score[1]).sum(axis=1),
                (score[1] ** 2).sum(axis=1),
            ]
        )


def _explained(fit: Fit, at: int) -> Floats:
    """What the other columns make of column ``at``."""
    others = np.delete(fit.x, at, axis=1)
    if not others.shape[1]:
        return np.zeros(len(others))
    half = np.ones(len(others)) if fit.weights is None else np.sqrt(fit.weights)
    found = np.linalg.lstsq(others * half[:, None], fit.x[:, at] * half, rcond=None)[0]
    made: Floats = others @ found
    return made
