"""Ordinal logit: a printed fit, another package and its trap, a slow oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from scipy.special import expit
from statsmodels.miscmodels.ordinal_model import OrderedModel

from cordata.analysis.surveys.ordinal import (
    NoFit,
    _designs,
    _likelihood,
    nagelkerke,
    ordinal_logit,
)
from tests.analysis.references import agrees
from tests.analysis.surveys.published import rows

HOUSING = rows("housing.csv")
SATISFIED = np.array([["Low", "Medium", "High"].index(row["Sat"]) for row in HOUSING])
TENANTS = np.array([float(row["Freq"]) for row in HOUSING])
TRAITS = np.array(
    [
        [row["Infl"] == one for one in ("Medium", "High")]
        + [row["Type"] == one for one in ("Apartment", "Atrium", "Terrace")]
        + [row["Cont"] == "High"]
        for row in HOUSING
    ],
    dtype=float,
)


def test_tenants_of_copenhagen_as_polr_sees_them():
    found = ordinal_logit(TRAITS, SATISFIED, TENANTS)

    slopes = [0.56639, 1.28882, -0.57235, -0.36619, -1.09101, 0.36028]
    agrees(6, "housing, slopes, R polr", found.slopes, slopes, within=1e-5)
    agrees(6, "housing, cuts, R polr", found.cuts, [-0.49614, 0.69071], within=1e-5)
    agrees(6, "housing, log likelihood", found.likelihood, -1739.575, within=5e-4)
    # summary(polr(...)) prints these errors.
    errors = [0.10465, 0.12716, 0.11924, 0.15517, 0.15149, 0.09554]
    assert found.errors == pytest.approx(errors, abs=5e-5)


def test_the_trap_of_statsmodels_its_second_cutpoint_is_a_logarithm():
    tenants = TENANTS.astype(int)
    model = OrderedModel(
        np.repeat(SATISFIED, tenants), np.repeat(TRAITS, tenants, axis=0), distr="logit"
    )
    theirs = model.fit(method="bfgs", disp=0, maxiter=200)
    ours = ordinal_logit(TRAITS, SATISFIED, TENANTS)

    assert theirs.params[:6] == pytest.approx(ours.slopes, abs=2e-4)
    assert theirs.llf == pytest.approx(ours.likelihood, abs=1e-4)
    first, second = theirs.params[6:]
    assert first == pytest.approx(ours.cuts[0], abs=2e-4)
    assert abs(second - ours.cuts[1]) > 0.5  # taken as it stands it is wrong
    assert first + np.exp(second) == pytest.approx(ours.cuts[1], abs=2e-4)
    assert model.transform_threshold_params(theirs.params)[1:-1] == pytest.approx(
        ours.cuts, abs=2e-4
    )


def slowly(x, answer, cuts, slopes):
    """One person after the other."""
    total = 0.0
    for row, y in zip(x, answer, strict=True):
        ends = [0.0, *expit(np.array(cuts) - row @ slopes), 1.0]
        total += np.log(ends[y + 1] - ends[y])
    return total


@given(st.integers(0, 10**6), st.integers(2, 5))
def test_it_is_the_top_of_the_likelihood(seed, categories):
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(80, 2))
    answer = np.digitize(
        x @ [0.5, -0.3] + chance.logistic(size=80), np.linspace(-1, 1, categories - 1)
    )
    answer = np.unique(answer, return_inverse=True)[1]
    found = ordinal_logit(x, answer)

    def at(parameters):
        return slowly(x, answer, parameters[: answer.max()], parameters[answer.max() :])

    top = np.concatenate([found.cuts, found.slopes])
    assert at(top) == pytest.approx(found.likelihood)
    assert approx_fprime(top, at, 1e-6) == pytest.approx(0, abs=2e-3)


def test_without_regressors_it_is_the_shares():
    found = ordinal_logit(np.empty((10, 0)), np.array([0] * 5 + [1] * 3 + [2] * 2))
    assert expit(found.cuts) == pytest.approx([0.5, 0.8])


@pytest.mark.parametrize(
    ("x", "answer"),
    [
        (np.ones((4, 0)), [0, 0, 0, 0]),
        (np.ones((4, 0)), [0, 2, 2, 0]),
        (np.array([[-2.0], [-1], [1], [2]]), [0, 0, 1, 1]),
        (np.array([[1.0, 2], [2, 4], [3, 6], [4, 8]]), [0, 1, 0, 1]),
    ],
)
def test_answers_that_allow_no_fit(x, answer):
    with pytest.raises(NoFit):
        ordinal_logit(x, np.array(answer))


def test_far_outliers_do_not_lead_the_search_astray():
    chance = np.random.default_rng(3)
    x = chance.standard_cauchy((200, 1)) * 50
    answer = np.digitize(x[:, 0] / 100 + chance.logistic(size=200), [-1, 0, 1])
    found = ordinal_logit(x, answer)
    assert found.slopes[0] == pytest.approx(0.01, abs=3 * found.errors[0])


def test_a_step_too_far_is_halved():
    # Eight people, three regressors of very different spread: a whole step falls beyond the top.
    chance = np.random.default_rng(2337)
    n, k = int(chance.integers(4, 30)), int(chance.integers(1, 4))
    x = chance.standard_normal((n, k)) * chance.choice([1, 5, 50], k)
    answer = chance.integers(0, int(chance.integers(2, 6)), n)
    with pytest.raises(NoFit, match="wholly apart"):
        ordinal_logit(x, np.unique(answer, return_inverse=True)[1])


def test_cuts_that_do_not_rise_are_impossible():
    upper, lower = _designs(np.zeros((3, 0)), np.array([0, 1, 2]), 3)
    value, _, _ = _likelihood(
        np.array([1.0, 0.0]), upper, lower, np.array([0, 1, 2]), np.ones(3)
    )
    assert value == -np.inf


def test_nagelkerke_by_hand():
    # Cox and Snell: 1 - exp(2 (-60 + 50) / 100) = .18127; its most: 1 - exp(-1.2) = .69881.
    assert nagelkerke(-50, -60, 100) == pytest.approx(0.18127 / 0.69881, abs=1e-4)
    assert nagelkerke(0, -60, 100) == 1
