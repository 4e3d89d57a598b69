"""Smallest effects and power: against PowerUpR and pwr, by simulation, by generalised least squares."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nct, norm
from scipy.stats import t as student

from cordata.analysis.power.designs import Precision, bcra3f2, cra2, cra3, ira
from cordata.analysis.power.power import exact_mdes, mdes, power_of, units_needed
from cordata.analysis.power.stepped import staircase, stepped_variance
from tests.analysis.references import agrees


@pytest.mark.parametrize(
    ("name", "design", "expected"),
    [
        ("ira", ira(250), 0.356),
        ("cra2", cra2(20, 15, icc=0.17), 0.629),
        ("cra3", cra3(60, 3, 15, icc_group=0.06, icc_school=0.17), 0.269),
        ("bcra3f2", bcra3f2(5, 44, 20, icc=0.10), 0.1445),
    ],
)
def test_smallest_effects_of_powerupr(name, design, expected):
    agrees(25, f"R PowerUpR, {name}", mdes(design), expected, within=5e-4)


def test_by_the_exact_noncentral_t():
    assert exact_mdes(cra2(20, 15, icc=0.17)) == pytest.approx(0.62894, abs=1e-5)


def test_sixty_four_people_in_each_arm_see_half_a_standard_deviation():
    # pwr.t.test(d = .5, power = .8): n = 63.766 in each arm.
    arms = units_needed(0.5, lambda n: ira(2 * n))

    assert arms == pytest.approx(63.766, abs=5e-4)
    assert power_of(0.5, ira(2 * 64)) > 0.8 > power_of(0.5, ira(2 * 63))


@given(st.floats(0.06, 0.99), st.integers(1, 500))
def test_power_at_the_exact_smallest_effect_is_what_was_asked(power, df):
    at = Precision(0.1, df)

    assert power_of(exact_mdes(at, power=power), at) == pytest.approx(power, abs=1e-9)


@pytest.mark.parametrize("df", [2, 18, 1000])
def test_power_is_scipys_where_scipy_has_a_number(df):
    limit = student.isf(0.025, df)
    expected = nct.sf(limit, df, 2.5) + nct.cdf(-limit, df, 2.5)

    assert power_of(0.25, Precision(0.1, df)) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("effect", [3.7, 4.0, 10.0, 1e6])
def test_an_effect_of_many_standard_errors_is_always_seen(effect):
    # The tails of scipy's noncentral t are NaN there.
    assert power_of(effect, Precision(0.1, 18)) == pytest.approx(1)
    assert power_of(-effect, Precision(0.1, 18)) == pytest.approx(1)


def test_a_large_study_is_as_by_the_normal():
    assert power_of(0.3, Precision(0.1, 1e6)) == pytest.approx(norm.sf(1.96 - 3), abs=1e-4)
    assert mdes(Precision(0.1, 1e6)) == pytest.approx(0.2801585, abs=1e-6)


def test_no_effect_is_seen_as_often_as_alpha():
    assert power_of(0, Precision(0.1, 10)) == pytest.approx(0.05)


def test_power_of_twelve_against_twelve_by_simulation():
    # 24 clusters of 4 schools of 20 teachers; shares .05 and .10; the effect is its MDES.
    draw = np.random.Generator(np.random.PCG64(12))
    shape = (3000, 24)
    spread = np.sqrt(0.05 + 0.10 / 4 + 0.85 / 80)
    means = draw.normal(0, spread, shape)
    means[:, :12] += mdes(cra3(24, 4, 20, icc_group=0.05, icc_school=0.10))
    a, b = means[:, :12], means[:, 12:]
    error = np.sqrt((a.var(axis=1, ddof=1) + b.var(axis=1, ddof=1)) / 12)
    seen = np.abs(a.mean(axis=1) - b.mean(axis=1)) > student.isf(0.025, 22) * error

    assert seen.mean() == pytest.approx(0.80, abs=0.02)


@pytest.mark.parametrize(
    "impossible",
    [
        partial(ira, 2),
        partial(cra2, 3, 10, icc=0.1, covariates=1),
        partial(exact_mdes, Precision(0.1, 10), power=0.05),
        partial(units_needed, 0.01, ira, most=100),
        partial(staircase, 24, 1),
        partial(staircase, 25, 5),
        partial(stepped_variance, np.ones((4, 3)), 0.1, 0.1),
    ],
)
def test_designs_that_see_nothing(impossible):
    with pytest.raises(ValueError, match=r"few|above|more|multiple|nothing"):
        impossible()


def test_three_units_may_be_enough():
    assert units_needed(50, ira) == 3


def gls_variance(x, cell, between):
    """The same by inverting everything: obviously right, slow."""
    groups, waves = x.shape
    terms = [np.tile(np.eye(waves), (groups, 1)), x.reshape(-1, 1)]
    covariance = np.kron(np.eye(groups), cell * np.eye(waves) + between)
    design = np.hstack(terms)
    return np.linalg.inv(design.T @ np.linalg.solve(covariance, design))[-1, -1]


def test_stepped_wedge_of_24_groups_in_five_waves():
    x = staircase(24, 5)
    found = stepped_variance(x, 0.045, 0.10)

    assert x.sum(axis=0).tolist() == [0, 6, 12, 18, 24]
    agrees(26, "24 groups, 5 waves", found, 0.00473913, within=5e-9)
    agrees(26, "24 groups, 5 waves: GLS", found, gls_variance(x, 0.045, 0.10), within=1e-10)
    assert mdes(Precision(np.sqrt(found), 1e6)) == pytest.approx(0.193, abs=5e-4)


@given(st.integers(1, 3), st.integers(3, 5), st.floats(0.01, 2), st.floats(0.0, 2))
def test_stepped_wedges_are_generalised_least_squares(each, waves, cell, between):
    x = staircase(each * (waves - 1), waves)

    assert stepped_variance(x, cell, between) == pytest.approx(gls_variance(x, cell, between))
