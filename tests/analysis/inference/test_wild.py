"""The wild cluster bootstrap: every flip of signs, by refitting and in exact fractions."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.robust import coefficient, cr1
from cordata.analysis.inference.seeds import chance
from cordata.analysis.inference.wild import wild
from tests.analysis.inference.data import Mortality
from tests.analysis.references import agrees

EIGHT = np.repeat(np.arange(8), [3, 5, 2, 4, 6, 3, 4, 5])
TREATED = (EIGHT < 4).astype(float)


def design(seed=1):
    random = np.random.default_rng(seed)
    x = np.stack([np.ones(len(EIGHT)), TREATED, random.normal(size=len(EIGHT))], axis=1)
    return random.normal(size=len(EIGHT)) + random.normal(size=8)[EIGHT], x


def by_refitting(y, x, group, truth=0.0, **how):
    """p by 256 regressions, each fitted anew. Obviously right, hopelessly slow."""
    others = np.delete(x, 1, axis=1)
    under = fit(y - truth * x[:, 1], others, **how)
    expected = y - under.residuals
    t = []
    for signs in product([1.0, -1.0], repeat=len(np.unique(group))):
        again = fit(expected + np.array(signs)[group] * under.residuals, x, **how)
        t.append(abs(again.coefficients[1] - truth) / cr1(again, group)[1, 1] ** 0.5)
    return sum(one >= t[0] * (1 - 1e-9) for one in t), len(t)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_eight_groups_are_enumerated(seed):
    y, x = design(seed)
    found = wild(fit(y, x), EIGHT, 1, chance(0))

    further, every = by_refitting(y, x, EIGHT)
    assert every == 256
    agrees(12, f"8 groups, drawn {seed}, each fitted anew", found.p(), further / 256)
    assert found.exact
    assert not found.webb


@pytest.mark.parametrize("truth", [-0.7, 1.3])
def test_any_truth_may_be_tested(truth):
    y, x = design()
    found = wild(fit(y, x), EIGHT, 1, chance(0))

    assert found.p(truth) == by_refitting(y, x, EIGHT, truth)[0] / 256


def test_with_weights_the_same():
    y, x = design()
    weights = np.random.default_rng(5).uniform(0.5, 2, len(y))
    found = wild(fit(y, x, weights=weights), EIGHT, 1, chance(0))

    assert found.p() == by_refitting(y, x, EIGHT, weights=weights)[0] / 256


def test_effects_taken_out_or_as_columns_flip_alike():
    y, x = design()
    country = np.arange(len(y)) % 3
    columns = np.hstack([x, (country[:, None] == [1, 2])])
    found = wild(fit(y, x[:, 1:], absorb=country), EIGHT, 0, chance(0))

    assert found.p() == by_refitting(y, columns.astype(float), EIGHT)[0] / 256


def in_fractions(y, group, treated):
    """The same without any rounding, for two arms: 256 statistics as exact fractions."""
    y = [Fraction(int(one)) for one in y]
    n, mean = len(y), sum(y) / len(y)
    arm = [bool(one) for one in treated]
    size = {side: arm.count(side) for side in (True, False)}
    squares = []
    for signs in product([1, -1], repeat=8):
        flipped = [mean + signs[group[i]] * (y[i] - mean) for i in range(n)]
        means = {
            side: sum(flipped[i] for i in range(n) if arm[i] is side) / size[side]
            for side in (True, False)
        }
        score, side_of = [Fraction(0)] * 8, [False] * 8
        for i in range(n):
            score[group[i]] += flipped[i] - means[arm[i]]
            side_of[group[i]] = arm[i]
        spread = sum((score[g] / size[side_of[g]]) ** 2 for g in range(8))
        squares.append((means[True] - means[False]) ** 2 / spread)
    return squares


@pytest.mark.parametrize("seed", [9, 36, 38])
def test_ties_count_as_in_exact_fractions(seed):
    # Few different whole numbers in equal groups: many flips give the very same statistic.
    group = np.repeat(np.arange(8), 2)
    y = np.random.default_rng(seed).integers(1, 3, 16)
    treated = (group < 4).astype(float)
    squares = in_fractions(y, group, treated)

    found = wild(fit(y.astype(float), np.stack([np.ones(16), treated], 1)), group, 1, chance(0))

    real = squares[0]
    assert sum(one == real for one in squares) > 2  # more than the data and their mirror
    assert found.p() == sum(one >= real for one in squares) / 256


def test_the_smallest_p_of_g_groups():
    for size in (8, 9, 10):
        group = np.repeat(np.arange(size), 3)
        treated = (group % 2).astype(float)
        y = 100 * treated + np.random.default_rng(1).normal(size=len(group))
        found = wild(fit(y, np.stack([np.ones(len(y)), treated], 1)), group, 1, chance(0))
        assert found.p() == 2 / 2**size


def test_below_eight_six_points_are_drawn_and_above_twelve_two():
    for size, webb in ((6, True), (14, False)):
        group = np.repeat(np.arange(size), 4)
        x = np.stack([np.ones(len(group)), group % 2], axis=1).astype(float)
        y = np.random.default_rng(size).normal(size=len(group))

        found = wild(fit(y, x), group, 1, chance(3), draws=999)
        again = wild(fit(y, x), group, 1, chance(3), draws=999)

        assert (found.webb, found.exact) == (webb, False)
        assert found.rejected_by(0.0)[1] == 1000  # the data are one of them
        assert found.p() == again.p()


def test_a_mean_alone_is_flipped_about_nothing():
    # Eight groups of one: t of the flipped values themselves, 1 ... 8 and all of them above 0.
    y = np.arange(1.0, 9.0)
    found = wild(fit(y, np.ones((8, 1))), np.arange(8), 0, chance(0))

    assert found.p() == 2 / 256


def test_draws_come_near_all_flips():
    y, x = design()
    group = np.repeat(np.arange(12), 3)[: len(y)]
    every = wild(fit(y, x), group, 1, chance(0)).p()
    group13 = np.append(group, 12)  # one group more, which adds nothing to the score
    x13 = np.vstack([x, np.zeros(3)])
    drawn = wild(fit(np.append(y, 0.0), x13), group13, 1, chance(1)).p()

    assert drawn == pytest.approx(every, abs=4 * (every * (1 - every) / 9999) ** 0.5)


def test_blocks_of_draws_change_nothing(monkeypatch):
    y, x = design()
    whole = wild(fit(y, x), EIGHT, 1, chance(0)).p()
    monkeypatch.setattr("cordata.analysis.inference.wild.BLOCK", 64)

    assert wild(fit(y, x), EIGHT, 1, chance(0)).p() == whole


def test_the_interval_holds_what_is_not_rejected():
    y, x = design()
    fitted = fit(y, x)
    flips, cr2 = wild(fitted, EIGHT, 1, chance(0)), coefficient(fitted, EIGHT, 1)

    found = flips.interval(cr2.value, cr2.error)

    for end, outwards in ((found.low, -1), (found.high, 1)):
        assert flips.p(end + outwards * 1e-6) <= 0.05 < flips.p(end - outwards * 1e-6)


def test_mortality_by_draws_agrees_with_cr2():
    fitted = Mortality.fit()
    found = wild(fitted, Mortality.state, 0, chance(1), draws=1999)

    assert found.p() == pytest.approx(coefficient(fitted, Mortality.state, 0).p, abs=0.01)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.floats(0.1, 100), st.floats(-50, 50))
def test_units_and_zero_of_the_outcome_do_not_matter(seed, unit, zero):
    y, x = design(seed)

    assert wild(fit(zero + unit * y, x), EIGHT, 1, chance(0)).p() == pytest.approx(
        wild(fit(y, x), EIGHT, 1, chance(0)).p()
    )
