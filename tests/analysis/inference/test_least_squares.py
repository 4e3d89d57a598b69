"""Coefficients: as R has them, the same with effects taken out or as columns, or refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.least_squares import Dependent, basis, fit, within
from tests.analysis.inference.data import Anorexia, Mortality
from tests.analysis.references import agrees


def test_a_line_by_hand():
    # Means 1 and 3 at x = 0 and 1: intercept 1, slope 2, residuals -1 1 0.
    found = fit(np.array([0.0, 2, 3]), np.array([[1.0, 0], [1, 0], [1, 1]]))

    np.testing.assert_allclose(found.coefficients, [1, 2], atol=1e-12)
    np.testing.assert_allclose(found.residuals, [-1, 1, 0], atol=1e-12)
    np.testing.assert_allclose(found.bread, [[0.5, -0.5], [-0.5, 1.5]], atol=1e-12)


def test_analysis_of_covariance_of_anorexia():
    found = fit(Anorexia.after, Anorexia.x)

    expected = [49.77110901498461, 0.43446115036090327, -4.097065528072899, 4.56306265291879]
    agrees(10, "anorexia, R lm", found.coefficients, expected, within=1e-9)


def test_states_taken_out_or_as_columns_or_years_taken_out():
    as_columns = Mortality.fit()
    no_states = fit(
        Mortality.rate,
        np.hstack([Mortality.x, dummies(Mortality.year)]),
        absorb=Mortality.state,
    )
    no_years = fit(
        Mortality.rate,
        np.hstack([Mortality.x, dummies(Mortality.state)]),
        absorb=Mortality.year,
    )

    for found in (no_states, no_years):
        np.testing.assert_allclose(
            found.coefficients[:2], as_columns.coefficients[:2], rtol=1e-9
        )
        np.testing.assert_allclose(found.residuals, as_columns.residuals, atol=1e-9)
        assert found.parameters == as_columns.parameters == 65


@given(st.integers(0, 10**6))
def test_an_integer_weight_is_that_many_rows(seed):
    chance = np.random.default_rng(seed)
    x = np.stack([np.ones(8), chance.normal(size=8)], axis=1)
    y, times = chance.normal(size=8), chance.integers(1, 4, 8)

    weighted = fit(y, x, weights=times.astype(float))
    repeated = fit(np.repeat(y, times), np.repeat(x, times, axis=0))

    np.testing.assert_allclose(weighted.coefficients, repeated.coefficients, atol=1e-9)
    np.testing.assert_allclose(weighted.bread, repeated.bread, atol=1e-9)
    np.testing.assert_allclose(weighted.weighted.T @ weighted.residuals, 0, atol=1e-9)


def test_the_column_that_others_make_is_named():
    x = np.array([[1.0, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1]])
    with pytest.raises(Dependent) as found:
        fit(np.arange(4.0), x)
    assert found.value.column == 2

    with pytest.raises(Dependent) as found:  # no spread within what is taken out
        fit(np.arange(4.0), x[:, [1]], absorb=np.array([5, 5, 9, 9]))
    assert found.value.column == 0


def test_a_column_of_nothing_is_made_of_anything():
    with pytest.raises(Dependent):
        fit(np.arange(3.0), np.zeros((3, 1)))


def test_too_few_rows_and_weights_with_effects_are_refused():
    with pytest.raises(ValueError, match="2 rows cannot bear 3"):
        fit(np.arange(2.0), np.ones((2, 1)), absorb=np.array([1, 2]))
    with pytest.raises(ValueError, match="use dummies"):
        fit(np.arange(2.0), np.ones((2, 1)), weights=np.ones(2), absorb=np.array([1, 2]))


def test_taking_out_a_level_leaves_a_mean_of_exactly_nothing_to_speak_of():
    level = np.arange(1000) % 3
    left = within(1e8 + np.random.default_rng(1).normal(size=1000), level)

    assert np.abs(np.bincount(level, left)).max() < 1e-9


def test_a_basis_says_everything_once():
    x = np.array([[1.0, 0, 2, 0, 1e9], [1, 1, 2, 0, 0], [1, 2, 2, 0, 0], [1, 3, 2, 0, 0]])
    found = basis(x)

    assert found.shape == (4, 3)
    np.testing.assert_allclose(found.T @ found, np.eye(3), atol=1e-12)
    np.testing.assert_allclose(found @ (found.T @ x), x, rtol=1e-9, atol=1e-6)
