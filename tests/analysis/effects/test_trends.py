"""Trends before the start: the test, how little it sees, and what would undo an effect."""

import numpy as np
import pytest
from scipy.stats import f as f_distribution

from cordata.analysis.contract import Interval
from cordata.analysis.effects.schools import read
from cordata.analysis.effects.trends import Steps, breakdown, pre_trend, steps, trends
from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.robust import Coefficient, coefficient
from tests.analysis.effects.network import EARLIER, NAMES, network


def test_the_breakdown_value_by_hand():
    # Low end .3 after two periods; the largest step is .1: bias up to 2 * M * .1 = .3 at M = 1.5.
    assert breakdown(Interval(0.3, 0.9), np.array([0.05, -0.1]), 2) == pytest.approx(1.5)
    assert breakdown(Interval(-0.9, -0.3), np.array([0.05, -0.1]), 2) == pytest.approx(1.5)


def test_an_interval_with_nothing_in_it_needs_no_bias():
    assert breakdown(Interval(-0.1, 0.9), np.array([0.1]), 1) == 0.0


def test_flat_before_is_never_undone_by_steps():
    assert breakdown(Interval(0.1, 0.9), np.zeros(2), 1) == float("inf")


def found(values, covariance, df):
    return Steps(np.array(values), np.array(covariance), df)


def test_one_step_is_students_t_squared():
    test = pre_trend(found([0.2], [[0.01]], 20.0), 0.0)

    assert test.f == pytest.approx(4.0)
    assert test.p == pytest.approx(Coefficient(0.2, 0.1, 20.0).p)
    assert test.power == pytest.approx(0.05, abs=1e-9)  # no drift: only false alarms


def test_power_by_simulation():
    covariance = np.array([[0.04, -0.01], [-0.01, 0.04]])
    chance, df, drift = np.random.default_rng(1), 22, 0.3
    root = np.linalg.cholesky(covariance)
    seen = []
    for _ in range(4000):
        steps_ = drift + root @ chance.normal(size=2)
        scale = chance.chisquare(df - 1) / (df - 1)
        f = steps_ @ np.linalg.solve(covariance * scale, steps_) / 2
        seen.append(f > f_distribution.ppf(0.95, 2, df - 1))

    said = pre_trend(found([0.0, 0.0], covariance, df), drift).power
    assert said == pytest.approx(np.mean(seen), abs=0.03)


def test_what_is_said_of_trends():
    tight, wide = np.eye(2) * 1e-4, np.eye(2)

    assert trends(found([0.0, 0.0], tight, 30.0), 0.1, rounds=3)[0].code == "trends_alike"
    assert trends(found([0.0, 0.0], wide, 30.0), 0.1, rounds=3)[0].code == "trends_weak"
    assert trends(found([0.1, 0.0], tight, 30.0), 0.1, rounds=3)[0].code == "trends_differ"
    assert trends(None, 0.1, rounds=1)[0].facts == {"rounds": 1, "needed": 2}


def schools(frame=None, **changed):
    names = {one: NAMES[one] for one in NAMES}
    return read(network() if frame is None else frame, **names, **changed)


def test_steps_are_those_of_separate_regressions_and_hang_together():
    made = steps(schools(**EARLIER))
    again = schools(**EARLIER)
    waves = np.column_stack([again.earlier, again.before])

    for at in (0, 1):
        one = fit(np.diff(waves, axis=1)[:, at], again.treated.astype(float)[:, None],
                  absorb=again.country)  # fmt: skip
        alone = coefficient(one, again.group, 0)
        assert made.values[at] == pytest.approx(alone.value)
        assert made.covariance[at, at] ** 0.5 == pytest.approx(alone.error)
    # What was high by chance falls next: steps that share a round move against each other.
    assert made.covariance[0, 1] < 0


def test_steps_of_schools_that_were_there_in_all_rounds():
    frame = network()
    frame["y_2"][:3] = np.nan
    kept = {name: column[3:] for name, column in frame.items()}

    np.testing.assert_allclose(
        steps(schools(frame, **EARLIER)).values, steps(schools(kept, **EARLIER)).values
    )


def test_no_step_no_trend():
    assert steps(schools()) is None
    assert steps(schools(network(mentors=1, countries=3), **EARLIER)) is None
    frame = network()
    lost = frame["y_1"].copy()
    lost[(frame["mentored"] == 1) == (frame["country"] < "HU")] = np.nan  # one arm a country
    assert steps(schools({**frame, "y_1": lost}, **EARLIER)) is None


@pytest.mark.parametrize(("groups", "q", "power"), [(24, 2, 0.19), (48, 3, 0.70)])
def test_a_drift_of_a_tenth_is_mostly_missed_by_24_groups(groups, q, power):
    # A group's mean of one round has a standard deviation of .25 of its own; half are treated.
    # A round stands in two steps, with opposite signs.
    step = 4 * 0.25**2 / groups * (2 * np.eye(q) - np.eye(q, k=1) - np.eye(q, k=-1))

    assert pre_trend(found(np.zeros(q), step, groups - 2), 0.1).power == pytest.approx(
        power, abs=0.005
    )
