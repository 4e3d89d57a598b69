"""Trends before the start: the test, how little it sees, and what would undo an effect."""

import numpy as np
import pytest
from scipy.stats import f as f_distribution

from cordata.analysis.contract import Interval
from cordata.analysis.effects.trends import breakdown, pre_trend


def test_the_breakdown_value_by_hand():
    # Low end .3 after two periods; the largest step is .1: bias up to 2 * M * .1 = .3 at M = 1.5.
    assert breakdown(Interval(0.3, 0.9), np.array([0.05, -0.1]), 2) == pytest.approx(1.5)
    assert breakdown(Interval(-0.9, -0.3), np.array([0.05, -0.1]), 2) == pytest.approx(1.5)


def test_an_interval_with_nothing_in_it_needs_no_bias():
    assert breakdown(Interval(-0.1, 0.9), np.array([0.1]), 1) == 0.0


def test_flat_before_is_never_undone_by_steps():
    assert breakdown(Interval(0.1, 0.9), np.zeros(2), 1) == float("inf")


def test_one_step_is_students_t_squared():
    found = pre_trend(np.array([0.2]), np.array([[0.01]]), 20.0, 0.0)

    assert found.f == pytest.approx(4.0)
    assert found.p == pytest.approx(2 * 0.0296, abs=2e-4)  # t = 2 on 20 df
    assert found.power == pytest.approx(0.05, abs=1e-9)  # no drift: only false alarms


def test_power_by_simulation():
    covariance = np.array([[0.04, -0.01], [-0.01, 0.04]])
    chance, df, drift = np.random.default_rng(1), 22, 0.3
    root = np.linalg.cholesky(covariance)
    found = []
    for _ in range(4000):
        steps = drift + root @ chance.normal(size=2)
        scale = chance.chisquare(df) / df
        f = steps @ np.linalg.solve(covariance * scale, steps) / 2
        found.append(f > f_distribution.ppf(0.95, 2, df))

    said = pre_trend(np.zeros(2), covariance, df, drift).power
    assert said == pytest.approx(np.mean(found), abs=0.03)


def test_a_small_drift_is_mostly_missed():
    # 12 groups an arm, a standard deviation of .25 for each step: a pass says next to nothing.
    covariance = np.full((2, 2), -0.5) + 1.5 * np.eye(2)
    covariance *= 2 * 0.25**2 / 12

    assert pre_trend(np.zeros(2), covariance, 22, 0.05).power < 0.25
