"""Arms at the start: how far apart, and what is left when noise is taken out."""

import numpy as np
import pytest

from cordata.analysis.contract import Level
from cordata.analysis.effects.baseline import baseline, gap, without_noise


@pytest.mark.parametrize(
    ("g", "must_hold", "level"),
    [
        (0.05, True, Level.OK), (-0.05, True, Level.OK), (0.051, True, Level.WARN),
        (-0.25, True, Level.WARN), (0.251, True, Level.REFUSE), (-0.251, True, Level.REFUSE),
        (0.251, False, Level.WARN), (0.01, False, Level.OK),
    ],
)  # fmt: skip
def test_how_far_apart_may_arms_be(g, must_hold, level):
    found = baseline(g, must_hold=must_hold)

    assert found.level is level
    assert found.facts["g"] == g


def test_the_gap_is_within_countries():
    # Country B starts 10 higher and has more mentees; within each, mentees start 1 higher.
    before = np.array([2.0, 1, 1, 1, 12, 12, 12, 11])
    treated = np.array([1, 0, 0, 0, 1, 1, 1, 0], dtype=bool)

    assert gap(before, treated, np.repeat(["A", "B"], 4)) == pytest.approx(1.0)


def test_the_same_noise_everywhere_is_errors_in_variables():
    chance = np.random.default_rng(3)
    n, share = 60, 0.8
    treated = np.arange(n) % 2
    others = np.column_stack([np.ones(n), treated, np.arange(n) % 3 == 0])
    before = chance.normal(size=n) + 0.5 * treated
    y = 0.7 * before + 0.3 * treated + chance.normal(size=n)

    clean = without_noise(before, others, np.full(n, share))
    found = np.linalg.lstsq(np.column_stack([clean, others]), y, rcond=None)[0]

    # Fuller: (X'X - n S)^-1 X'y with S the variance of the noise in the first column.
    x = np.column_stack([before, others])
    cross = x.T @ x
    cross[0, 0] -= (1 - share) * ((before - before.mean()) ** 2).sum()
    np.testing.assert_allclose(found, np.linalg.solve(cross, x.T @ y), rtol=1e-9)


def test_noise_in_the_start_bends_an_effect_and_taking_it_out_bends_it_back():
    chance = np.random.default_rng(4)
    n = 40_000
    treated = np.arange(n) % 2
    truth = chance.normal(size=n) - 1.0 * treated  # mentees start lower
    before = truth + chance.normal(size=n)
    y = truth + 0.5 * treated
    others = np.column_stack([np.ones(n), treated])
    share = 1 - 1 / before.var()

    naive = np.linalg.lstsq(np.column_stack([others, before]), y, rcond=None)[0][1]
    clean = without_noise(before, others, np.full(n, share))
    found = np.linalg.lstsq(np.column_stack([others, clean]), y, rcond=None)[0][1]

    assert naive == pytest.approx(0.0, abs=0.05)  # half of the gap of -1 is left in it
    assert found == pytest.approx(0.5, abs=0.05)


def test_a_start_without_noise_stays_as_it_is():
    before = np.array([1.0, 2, 4, 3])

    found = without_noise(before, np.ones((4, 1)), np.ones(4))

    np.testing.assert_allclose(found, before)


def test_nothing_but_noise_cannot_be_cleaned():
    before, treated = np.array([1.0, 1.1, 3, 3.1]), np.array([0, 0, 1, 1])
    others = np.column_stack([np.ones(4), treated])

    assert without_noise(before, others, np.full(4, 0.6)) is None
    assert without_noise(np.ones(4), others, np.full(4, 0.6)) is None
    assert without_noise(before, np.eye(4), np.full(4, 0.6)) is None
