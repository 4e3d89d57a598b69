"""Effect sizes: published examples, people rebuilt from school means, units."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Estimate, Interval
from cordata.analysis.effects.sizes import (
    People,
    effective_df,
    gamma,
    gamma_one_arm,
    hedges,
    omega,
    people,
    pomp,
    times,
    wwc,
    wwc_from_naive,
)
from cordata.analysis.surveys.agreement import icc
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns


def test_the_example_of_borenstein():
    found = hedges((103, 100), (5.5, 4.5), (50, 50))

    agrees(19, "Borenstein, g", found.g, 0.5924, within=5e-5)
    agrees(19, "Borenstein, variance", found.variance, 0.0411, within=5e-5)
    assert omega(98) == pytest.approx(0.99233, abs=5e-6)
    assert found.g / omega(98) == pytest.approx(0.5970, abs=5e-5)


def test_degrees_of_freedom_of_clustered_people():
    agrees(20, "100 people in fives, .1", effective_df(100, 5, 0.1), 94.40, within=0.005)
    agrees(20, "400 people in twenties, .2", effective_df(400, 20, 0.2), 231.66, within=0.005)
    assert effective_df(100, 5, 0.0) == 98
    assert gamma(400, 20, 0.2) == pytest.approx(0.99041, abs=5e-6)
    assert omega(398) == pytest.approx(0.998114, abs=5e-7)


@given(st.integers(2, 30), st.integers(3, 40), st.floats(0, 0.9))
def test_clustering_never_adds_information(n, schools, share):
    total = n * schools

    assert effective_df(total, n, share) <= total - 2 + 1e-9
    assert 0 < gamma(total, n, share) <= 1


def test_g_of_wwc_by_hand():
    by = People(2.0, 400, 20, 0.2)
    scale = (1 - 3 / (4 * 231.65758754763802 - 1)) * 0.9904062412026013 / 2

    found = wwc(0.5, 0.1, by)

    assert found.g == pytest.approx(0.5 * scale)
    assert found.variance == pytest.approx(
        (0.1 * scale) ** 2 + found.g**2 / 2 / 231.65758754763802
    )


def test_variance_from_naive_numbers_by_hand():
    by = People(1.0, 100, 5, 0.1)
    h, w = 94.40287769784172, 1 - 3 / (4 * 94.40287769784172 - 1)
    both = (w * gamma(100, 5, 0.1)) ** 2 * (1 + 4 * 0.1) * (1 / 50 + 1 / 50) * 0.5
    one = (w**2 * (1 - (50 + 3) * 0.1 / 98)) * (1 + (5 * 50 / 100 - 1) * 0.1) / 25

    assert wwc_from_naive(0.3, (50, 50), by, explained=0.5) == pytest.approx(
        both + 0.09 / (2 * h)
    )
    assert wwc_from_naive(0.3, (50, 50), by, one_arm=True) == pytest.approx(
        one + 0.09 / (2 * h)
    )
    assert gamma_one_arm(100, 50, 5, 0.1) ** 2 == pytest.approx(1 - 53 * 0.1 / 98)


def test_people_are_rebuilt_from_school_means():
    score, group = columns("bh1996.csv.gz", "HRS", "GRP").T
    group = np.unique(group, return_inverse=True)[1]
    n = np.bincount(group)
    mean = np.bincount(group, score) / n
    sd = np.sqrt(np.bincount(group, (score - mean[group]) ** 2) / (n - 1))

    found = people(n, mean, sd, np.zeros(len(n), dtype=int))

    assert found.icc == pytest.approx(icc(score, group).icc1, rel=1e-9)
    assert found.icc == pytest.approx(0.1334981, abs=1e-7)
    assert found.deviation == pytest.approx(score.std(ddof=1), rel=1e-9)
    assert (found.total, found.n) == (7382, 7382 / 99)


def test_spread_is_within_arms_however_far_apart_they_are():
    chance = np.random.default_rng(1)
    score = chance.normal(size=(8, 10))
    arm = np.arange(8) % 2
    near, far = (
        people(
            np.full(8, 10),
            (score + step * arm[:, None]).mean(axis=1),
            score.std(axis=1, ddof=1),
            arm,
        )
        for step in (0, 100)
    )

    assert far.deviation == pytest.approx(near.deviation)
    assert far.icc == pytest.approx(near.icc, abs=1e-9)
    pooled = [score[arm == one].var(ddof=1) for one in (0, 1)]
    assert near.deviation == pytest.approx(np.mean(pooled) ** 0.5)


def test_schools_no_more_unlike_than_people_have_no_icc_below_nothing():
    found = people(np.full(4, 5), np.full(4, 3.0), np.ones(4), np.array([0, 0, 1, 1]))

    assert found.icc == 0.0


@pytest.mark.parametrize(
    ("count", "mean", "sd", "arm"),
    [
        ([1, 1, 1], [1, 2, 3], [0, 0, 0], [0, 0, 1]),
        ([5, 5], [1, 2], [1, 1], [0, 1]),
        ([5, 5, 5], [2, 2, 2], [0, 0, 0], [0, 0, 1]),
    ],
)
def test_without_a_spread_there_is_no_standard(count, mean, sd, arm):
    with pytest.raises(ValueError, match="no spread"):
        people(np.array(count), np.array(mean, float), np.array(sd, float), np.array(arm))


def test_percent_of_the_scale():
    assert pomp(3.0, 1.0, 5.0) == 50.0
    assert pomp(1.0, 1.0, 5.0) == 0.0


def test_another_unit_changes_everything_but_df_and_p():
    found = times(Estimate(0.2, 0.1, Interval(-0.1, 0.5), 7.0, 0.06), 25)

    assert found == Estimate(5.0, 2.5, Interval(-2.5, 12.5), 7.0, 0.06)
    assert times(Estimate(0.2), 25) == Estimate(5.0)
