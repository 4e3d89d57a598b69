"""Weights and what they make alike: against Stata, MatchIt, by hand, by properties."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from cordata.analysis.weighting.balance import balance, overlap
from cordata.analysis.weighting.effects import Study, average_effect
from cordata.analysis.weighting.entropy import Infeasible, entropy_balance
from cordata.analysis.weighting.score import NoOverlap, chance, score
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns, rows

BIRTH = columns(
    "cattaneo2.csv.gz",
    "bweight", "mbsmoke_", "mmarried_", "mage", "medu", "fbaby_", "prenatal1_",
)  # fmt: skip
WEIGHT, SMOKED, MARRIED, AGE, EDUCATION, FIRST, PRENATAL = BIRTH.T
ONE = np.ones(len(BIRTH))
SMOKES = SMOKED == 1
STUDY = Study(
    y=WEIGHT,
    treated=SMOKES,
    x=np.column_stack([ONE, PRENATAL, MARRIED, AGE, FIRST]),
    z=np.column_stack([ONE, MARRIED, AGE, AGE**2, FIRST, EDUCATION]),
    link="probit",
)

# Stata's teffects, as bundled with statsmodels: effect, error, mean without.
FOR_ALL = {
    "ra": (-239.63921146434, 23.82402100183, 3403.2422719355),
    "ipw": (-230.68863779526, 25.815243801554, 3403.4627086846),
    "aipw": (-230.98920111258, 26.210564625435, 3403.3552531738),
    "ipwra": (-229.96707793513, 26.626675723594, 3403.3356393074),
}
FOR_TREATED = {
    "ra": (-223.30165083857, 22.742195167601, 3360.9613730608),
    "ipw": (-225.17726054799, 23.664582726945, 3362.8369827702),
    "ipwra": (-223.54526198669, 23.79401566757, 3361.2049842089),
}


@pytest.mark.parametrize("method", FOR_ALL)
def test_birth_weight_of_smokers_children(method):
    effect, error, without = FOR_ALL[method]
    found = average_effect(STUDY, method)

    both = (found.effect, found.without)
    agrees(16, f"cattaneo2, {method}, Stata", both, (effect, without), within=1e-7)
    agrees(16, f"cattaneo2, {method}, error", found.error, error, within=3e-5)


@pytest.mark.parametrize("method", FOR_TREATED)
def test_the_same_for_the_treated(method):
    effect, error, without = FOR_TREATED[method]
    found = average_effect(STUDY, method, whom="treated")

    assert (found.effect, found.without) == pytest.approx((effect, without), abs=1e-7)
    assert found.error == pytest.approx(error, rel=5e-6)


def test_doubly_robust_for_the_treated_lies_between():
    found = average_effect(STUDY, "aipw", whom="treated")

    assert -225.2 < found.effect < -223.3
    assert 22.7 < found.error < 23.8


@pytest.mark.parametrize("method", FOR_ALL)
@pytest.mark.parametrize("whom", ["all", "treated"])
def test_errors_by_cluster(method, whom):
    twice = Study(
        *(np.repeat(one, 2, axis=0) for one in (WEIGHT, SMOKES, STUDY.x, STUDY.z)),
        cluster=np.repeat(np.arange(len(WEIGHT)), 2),
    )
    once = replace(STUDY, link="logit")
    one, other = (average_effect(study, method, whom=whom) for study in (once, twice))

    assert other.effect == pytest.approx(one.effect, abs=1e-6)
    assert other.error == pytest.approx(one.error, rel=1e-5)


@pytest.mark.parametrize("method", ["aipw", "ipwra"])
@pytest.mark.parametrize("wrong", ["x", "z"])
def test_doubly_robust_is_right_if_one_half_is(method, wrong):
    draw = np.random.Generator(np.random.PCG64(2))
    u = draw.normal(size=40_000)
    whole, nothing = np.column_stack([np.ones(40_000), u]), np.ones((40_000, 1))
    treated = draw.random(40_000) < chance(u)
    y = 2 * u + treated * 1.0 + draw.normal(size=40_000)
    study = Study(y, treated, whole, whole)
    found = average_effect(replace(study, **{wrong: nothing}), method)
    both_wrong = average_effect(Study(y, treated, nothing, nothing), method)

    assert found.effect == pytest.approx(1, abs=4 * found.error)
    assert both_wrong.effect > 1.5


@pytest.mark.parametrize("link", ["logit", "probit"])
def test_scores_are_the_top_of_the_likelihood(link):
    draw = np.random.Generator(np.random.PCG64(3))
    x = np.column_stack([np.ones(300), draw.normal(size=(300, 2))])
    treated = draw.random(300) < chance(x @ [0.3, 1, -1], link)
    beta, spread = score(treated, x, link=link)

    def height(at):
        p = np.clip(chance(x @ at, link), 1e-12, 1 - 1e-12)
        return -np.log(np.where(treated, p, 1 - p)).sum()

    top = minimize(height, np.zeros(3), method="BFGS")
    assert beta == pytest.approx(top.x, abs=1e-4)
    assert np.diag(spread) == pytest.approx(np.diag(top.hess_inv), rel=0.2)


@pytest.mark.parametrize(
    "x",
    [
        np.column_stack([np.ones(20), np.arange(20)]),  # all above 9 are treated
        np.column_stack([np.ones(20), np.ones(20)]),
        np.zeros((20, 1)),
    ],
)
def test_covariates_that_tell_all_or_nothing(x):
    with pytest.raises(NoOverlap):
        score(np.arange(20) > 9, x)


def test_entropy_balancing_of_births():
    x = STUDY.z[:, 1:]
    weights = entropy_balance(x, SMOKES)
    after = balance(x, SMOKES, weights)

    agrees(17, "cattaneo2, imbalance", after.worst, 0.0, within=1e-6)
    effect = WEIGHT[SMOKES].mean() - weights @ WEIGHT[~SMOKES]
    agrees(17, "cattaneo2, effect", effect, -227.157, within=1e-3)
    assert after.size == pytest.approx(2147, abs=0.5)
    assert (after.units, after.thin) == (3778, False)


def test_entropy_balancing_is_nearest_to_equal_weights_of_all_that_balance():
    draw = np.random.Generator(np.random.PCG64(4))
    x = draw.normal(size=(12, 2))
    treated = np.arange(12) < 4
    x[treated] = x[treated] / 3 + 0.1
    weights = entropy_balance(x, treated)
    target = x[treated].mean(axis=0)
    rules = [{"type": "eq", "fun": lambda w: w.sum() - 1}]
    rules.append({"type": "eq", "fun": lambda w: w @ x[~treated] - target})

    def entropy(w):
        return (w * np.log(w)).sum()

    slow = minimize(
        entropy, np.full(8, 1 / 8), constraints=rules, bounds=[(1e-9, 1)] * 8, tol=1e-14
    )
    assert weights == pytest.approx(slow.x, abs=1e-4)


@given(st.integers(0, 2**32 - 1))
def test_balanced_or_infeasible(seed):
    draw = np.random.Generator(np.random.PCG64(seed))
    x = draw.normal(size=(30, 3))
    treated = np.arange(30) < 8
    x[treated] += draw.normal()
    try:
        weights = entropy_balance(x, treated)
    except Infeasible:
        return
    assert balance(x, treated, weights).worst < 1e-6
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()


@pytest.mark.parametrize("far", [[9.0, 9.0], [1.0, 9.0]])
def test_treated_outside_of_all_others_cannot_be_balanced(far):
    x = np.array([[0.0, 0], [1, 0], [0.5, 0], far])
    with pytest.raises(Infeasible):
        entropy_balance(x, np.array([False, False, False, True]))


def test_a_covariate_that_all_share_is_balanced():
    x = np.array([[0.0, 5], [1, 5], [0.25, 5]])
    weights = entropy_balance(x, np.array([False, False, True]))

    assert weights == pytest.approx([0.75, 0.25])
    assert entropy_balance(x[:, :0], np.array([False, False, True])) == pytest.approx(
        [0.5, 0.5]
    )


def trainees():
    """185 trained people and 429 others: covariates as MatchIt lists them."""
    table = rows("lalonde.csv.gz")
    race = np.array([row["race"] for row in table])
    plain = {
        name: np.array([float(row[name]) for row in table])
        for name in ("treat", "age", "educ", "married", "nodegree", "re74", "re75", "re78")
    }
    races = [(race == one).astype(float) for one in ("black", "hispan", "white")]
    parts = [plain["age"], plain["educ"], *races]
    parts += [plain[name] for name in ("married", "nodegree", "re74", "re75")]
    return np.column_stack(parts), plain["treat"] == 1, plain["re78"]


def test_trainees_before_weights_as_matchit_sees_them():
    x, treated, earned = trainees()
    before = balance(x, treated)
    without_white = np.delete(x, 4, axis=1)
    linear = np.column_stack([np.ones(len(x)), without_white])
    distance = chance(linear @ score(treated, linear)[0])
    expected = [-0.30944526, 0.05496466, 1.76154189, -0.34984254, -1.8818676]
    expected += [-0.82630927, 0.24497023, -0.72108381, -0.29026291]

    assert before.differences == pytest.approx(expected, abs=5e-9)
    assert balance(distance[:, None], treated).differences == pytest.approx(
        [1.79408605], abs=5e-8
    )
    assert earned[treated].mean() - earned[~treated].mean() == pytest.approx(-635.02621204)
    weights = entropy_balance(without_white, treated)
    after = balance(without_white, treated, weights)
    assert after.worst < 1e-6
    assert after.thin  # 98 of 429 count: that is a warning


def test_overlap_trims_those_outside_of_the_treated():
    treated = np.array([True, True, False, False, False])
    found = overlap(np.array([0.3, 0.6, 0.1, 0.5, 0.7]), treated)

    assert (found.low, found.high) == (0.3, 0.6)
    assert found.kept.tolist() == [True, True, False, True, False]
    assert found.lost(treated) == 2


def test_a_covariate_all_treated_share_is_compared_by_the_others():
    x = np.array([[3.0, 1.0], [3.0, 1.0], [1.0, 1.0], [2.0, 1.0], [3.0, 1.0]])
    found = balance(x, np.array([True, True, False, False, False]))

    assert found.differences.tolist() == [1.0, 0.0]
    assert (found.size, found.heaviest) == (pytest.approx(3), pytest.approx(1 / 3))
    assert found.thin
