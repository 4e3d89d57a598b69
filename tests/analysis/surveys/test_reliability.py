"""Alpha, omega and halves: against R's numbers, against identities, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.analysis.surveys.factor import one_factor
from cordata.analysis.surveys.reliability import (
    Reliable,
    alpha,
    by_schools,
    complete,
    covariance,
    feldt,
    omega,
    reliable,
    split_half,
    split_halves,
)
from cordata.analysis.surveys.scales import Scale
from tests.analysis.references import agrees
from tests.analysis.surveys.answers import PAIR, table
from tests.analysis.surveys.published import columns, rows

ATTITUDE = columns("attitude.csv", *rows("attitude.csv")[0])


def test_alpha_by_hand():
    # Variances 1 and 1, covariance 1/2: 2/1 * (1 - 2/3) = 2/3. As Spearman and Brown say.
    assert alpha(np.array([[1.0, 0.5], [0.5, 1.0]])) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("columns_", "expected"),
    [("123", 0.6261171), ("456", 0.8827069), ("789", 0.6884550)],
)
def test_alpha_of_holzinger_and_swineford(columns_, expected):
    items = columns("holzinger1939.csv", *(f"x{one}" for one in columns_))

    case = f"holzinger1939, x{columns_[0]} to x{columns_[-1]}"
    agrees(1, case, alpha(covariance(items)), expected, within=1e-7)


def test_alpha_and_feldts_interval_of_attitude():
    found = feldt(ATTITUDE)

    agrees(1, "attitude, R", found.estimate, 0.8431428, within=1e-7)
    assert (round(found.low, 2), round(found.high, 2)) == (0.74, 0.92)


@pytest.mark.parametrize(
    ("items", "turned", "expected"),
    [
        ("A1 A2 A3 A4 A5", (0,), 0.70375589),
        ("C1 C2 C3 C4 C5", (3, 4), 0.7292772),
        ("E1 E2 E3 E4 E5", (0, 1), 0.76093264),
        ("N1 N2 N3 N4 N5", (), 0.81330314),
        ("O1 O2 O3 O4 O5", (1, 4), 0.60254643),
    ],
)
def test_alpha_of_25_items_with_reversed_ones_and_holes(items, turned, expected):
    answers = np.nan_to_num(columns("bfi.csv.gz", *items.split()), nan=-8).astype(np.int8)
    scale = Scale("bfi", tuple(range(5)), tuple(at in turned for at in range(5)), points=6)

    found = alpha(covariance(complete(scale, answers)))
    agrees(1, f"bfi, {items}, R psych", found, expected, within=1e-7)


def test_omega_of_attitude():
    agrees(2, "attitude, R", omega(covariance(ATTITUDE)), 0.8563, within=1e-4)


def test_the_mean_of_all_halves_is_alpha():
    cov = covariance(ATTITUDE[:, :6])
    halves = list(split_halves(cov))

    assert len(halves) == 10
    agrees(3, "attitude, six items", np.mean(halves), 0.84046487, within=1e-8)
    agrees(3, "attitude, six items: their alpha", np.mean(halves), alpha(cov), within=1e-10)


tables = st.sampled_from([2, 4, 6]).flatmap(
    lambda k: arrays(np.int64, (8, k), elements=st.integers(1, 5))
)


@given(tables)
def test_halves_and_alpha_agree_on_any_answers(items):
    cov = covariance(items.astype(float))
    if cov.sum() > 0.01:
        assert np.mean(list(split_halves(cov))) == pytest.approx(alpha(cov), abs=1e-9)


def test_a_half_by_hand():
    # cov(first, second) = 1/2, variance of the sum 3: 4 * 1/2 / 3.
    assert split_half(np.array([[1.0, 0.5], [0.5, 1.0]]), (1,)) == pytest.approx(2 / 3)


def test_an_odd_number_of_items_has_no_halves():
    with pytest.raises(ValueError, match="3 items"):
        list(split_halves(np.eye(3)))


loadings = st.lists(st.floats(0.4, 0.9), min_size=3, max_size=6)


@given(loadings, st.lists(st.floats(0.5, 3), min_size=6, max_size=6))
def test_a_factor_that_is_there_is_found_in_any_units(loaded, units):
    size = len(loaded)
    lam, unit = np.array(loaded), np.array(units[:size])
    cov = (np.outer(lam, lam) + np.diag(1 - lam**2)) * np.outer(unit, unit)

    found = one_factor(cov)

    np.testing.assert_allclose(found.loadings, lam * unit, rtol=1e-3)
    np.testing.assert_allclose(found.uniqueness, (1 - lam**2) * unit**2, rtol=1e-3)
    assert found.proper


def test_omega_is_alpha_where_all_items_load_alike():
    cov = np.full((4, 4), 0.5) + np.eye(4) * 0.5

    assert omega(cov) == pytest.approx(alpha(cov))


def test_an_improper_factor_has_no_omega():
    # One item correlates with the others more than they allow: its own part would be negative.
    cov = np.array([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]])

    assert not one_factor(cov).proper
    assert np.isnan(omega(cov))


@pytest.mark.parametrize(
    ("cov", "what"),
    [
        (np.eye(2), "three items"),
        (np.diag([1.0, 1, 0]), "three items"),
        (np.array([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]]), "repeats"),
    ],
)
def test_items_that_bear_no_factor_are_refused(cov, what):
    with pytest.raises(ValueError, match=what):
        one_factor(cov)
    assert np.isnan(omega(cov))


@pytest.mark.parametrize("items", [np.ones((5, 1)), np.ones((5, 3)), np.ones((1, 3))])
def test_what_cannot_be_said_is_not_said(items):
    found = feldt(items)

    assert np.isnan([found.estimate, found.low, found.high]).all()
    assert reliable(found.estimate) == Reliable.UNKNOWN


def test_complete_answers_only_reversed_items_turned():
    found = complete(PAIR, table([1, 2, 5], [1, 2, -9], [-1, 2, 5]))

    assert found.tolist() == [[1, 2, 1]]


def test_schools_that_are_all_alike_give_the_same_alpha_whichever_are_drawn():
    school = np.repeat(np.arange(4), len(ATTITUDE))
    items = np.tile(ATTITUDE, (4, 1))

    found = by_schools(alpha, items, school, np.random.default_rng(1), draws=50)

    # Alpha of a covariance knows no divisor, so every draw has the estimate.
    assert (found.low, found.high) == pytest.approx((found.estimate, found.estimate))


def test_drawing_schools_is_drawing_their_rows():
    chance = np.random.default_rng(3)
    school = chance.integers(0, 6, len(ATTITUDE))
    drawn = by_schools(alpha, ATTITUDE, school, np.random.default_rng(7), draws=40)

    again = np.random.default_rng(7).multinomial(6, np.full(6, 1 / 6), 40)
    slow = [
        alpha(covariance(np.concatenate([np.tile(ATTITUDE[school == s], (t, 1))
                                         for s, t in enumerate(times)])))
        for times in again
    ]  # fmt: skip
    expected = np.quantile(slow, [0.025, 0.975])
    assert (drawn.low, drawn.high) == pytest.approx(tuple(expected))


def test_draws_of_nothing_have_no_ends():
    found = by_schools(alpha, np.ones((4, 2)), np.array([1, 1, 2, 2]), np.random.default_rng(1))

    assert np.isnan([found.low, found.high]).all()


def test_one_school_cannot_be_drawn_again():
    with pytest.raises(ValueError, match="two or more"):
        by_schools(alpha, ATTITUDE, np.zeros(30, dtype=int), np.random.default_rng(1))


@pytest.mark.parametrize(
    ("value", "use"),
    [
        (0.599, Reliable.REFUSED), (0.6, Reliable.DOUBTFUL), (0.699, Reliable.DOUBTFUL),
        (0.7, Reliable.GROUPS), (0.799, Reliable.GROUPS), (0.8, Reliable.SCHOOLS),
    ],
)  # fmt: skip
def test_what_a_scale_is_good_for(value, use):
    assert reliable(value) == use
