"""Clustered errors: clubSandwich's numbers, whole matrices written out, and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.robust import Coefficient, coefficient, cr0, cr1, cr2
from tests.analysis.inference.data import ONE, Anorexia, Mortality
from tests.analysis.references import agrees

M = Mortality
ABSORBED = {
    "states": (np.hstack([M.x, dummies(M.year)]), M.state),
    "years": (np.hstack([M.x, dummies(M.state)]), M.year),
}
BLOCK = M.state % 7


def errors(covariance):
    return np.sqrt(np.diag(covariance))[:2]


# Every case: legal, beertaxa; computed with R 4.2.2, clubSandwich 0.5.8.
MORTALITY = {
    "states": (
        M.fit(), M.state,
        [2.4167399256759627, 5.0907302803460066], [2.5613480940912678, 5.3953394664301326],
        [2.5130821655784210, 5.2650161228250436], [24.5785189392039953, 5.7684145875540889],
    ),
    "weighted by people": (
        M.fit(weights=M.people), M.state,
        [1.9895592091415217, 4.1598291181082612], [2.1086065713053621, 4.4087368567107257],
        [2.1348183387400366, 4.3688109924757450], [8.5195278174933247, 6.8509178200886707],
    ),
    "seven blocks of states": (
        M.fit(), BLOCK,
        [2.0753180520302608, 4.8195213867975593], [2.3518508916227341, 5.4617149692530100],
        [2.3148020419280697, 5.3503588390129373], [4.4446472090839757, 3.6673383875201568],
    ),
    "years only": (
        fit(M.rate, np.hstack([M.x, ONE, dummies(M.year)])), M.state,
        [5.3078763848260007, 8.0090364814587449], [5.4202372832887287, 8.1785774559716486],
        [5.4717563488462897, 8.2487596668917451], [34.2390825468642390, 6.3118608330743093],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MORTALITY)
def test_mortality_rates(case):
    fitted, group, zero, one, two, df = MORTALITY[case]
    found = cr2(fitted, group, np.eye(fitted.x.shape[1])[:2])

    np.testing.assert_allclose(errors(cr0(fitted, group)), zero, rtol=1e-9)
    np.testing.assert_allclose(errors(cr1(fitted, group)), one, rtol=1e-9)
    agrees(11, f"MortalityRates, {case}, errors", errors(found.covariance), two, within=1e-8)
    agrees(11, f"MortalityRates, {case}, df", found.df, df, within=1e-7)


@pytest.mark.parametrize(
    ("effects", "case"),
    [
        ("states", "states"),
        ("years", "states"),
        ("states", "seven blocks of states"),
        ("years", "seven blocks of states"),
    ],
)
def test_effects_taken_out_leave_the_errors_as_they_were(effects, case):
    x, absorb = ABSORBED[effects]
    _, group, zero, one, two, df = MORTALITY[case]
    fitted = fit(M.rate, x, absorb=absorb)
    found = cr2(fitted, group, np.eye(x.shape[1])[:2])

    np.testing.assert_allclose(errors(cr0(fitted, group)), zero, rtol=1e-9)
    np.testing.assert_allclose(errors(cr1(fitted, group)), one, rtol=1e-9)
    np.testing.assert_allclose(errors(found.covariance), two, rtol=1e-9)
    np.testing.assert_allclose(found.df, df, rtol=1e-8)


def test_p_values_of_mortality_rates():
    legal, beer = (coefficient(MORTALITY["states"][0], M.state, at) for at in (0, 1))

    for name, one, value in (
        ("legal", legal, 7.5877076234900374),
        ("beertaxa", beer, 3.8186707),
    ):
        agrees(11, f"MortalityRates, {name}, clubSandwich", one.value, value, within=1e-7)
    assert legal.p == pytest.approx(0.0058313583392, abs=1e-10)
    assert beer.p == pytest.approx(0.4966283245232, abs=1e-9)
    assert legal.t == pytest.approx(3.01928354250352, rel=1e-9)


def test_anorexia_with_every_girl_for_herself_and_in_sixes():
    fitted = fit(Anorexia.after, Anorexia.x)
    alone, sixes = cr2(fitted, np.arange(72)), cr2(fitted, np.arange(72) // 6)

    np.testing.assert_allclose(
        np.sqrt(np.diag(alone.covariance)),
        [15.41856380913302, 0.18460185576957108, 1.8157956980774037, 2.335051732567491],
        rtol=1e-9,
    )
    np.testing.assert_allclose(
        alone.df, [23.71497855595659, 23.734189847045236, 50.45290717736872, 33.42791687458901]
    )
    np.testing.assert_allclose(
        np.sqrt(np.diag(sixes.covariance)),
        [16.120528633124927, 0.1993078304629924, 1.3512147506774743, 3.372184614120589],
        rtol=1e-9,
    )
    np.testing.assert_allclose(
        sixes.df, [8.01753450479249, 8.115838087654412, 7.347573974840852, 4.215330925370981]
    )


def written_out(fitted, group):
    """CR2 from whole matrices, as the paper prints it. Obviously right, hopelessly slow."""
    x, n = fitted.x, len(fitted.residuals)
    bread = np.linalg.inv(x.T @ x)
    h = x @ bread @ x.T
    meat, columns = np.zeros_like(bread), [[] for _ in bread]
    for one in np.unique(group):
        mine = group == one
        value, vector = np.linalg.eigh(np.eye(mine.sum()) - h[np.ix_(mine, mine)])
        root = vector @ np.diag([v**-0.5 if v > 1e-10 else 0.0 for v in value]) @ vector.T
        score = x[mine].T @ root @ fitted.residuals[mine]
        meat += np.outer(score, score)
        for at, kept in enumerate(columns):
            kept.append((np.eye(n) - h)[:, mine] @ root @ x[mine] @ bread[at])
    omegas = [np.array(kept) @ np.array(kept).T for kept in columns]
    df = [np.trace(o) ** 2 / np.trace(o @ o) for o in omegas]
    return bread @ meat @ bread, df


@given(st.integers(0, 10**6), st.integers(3, 8))
def test_whole_matrices_agree(seed, size):
    chance = np.random.default_rng(seed)
    group = np.concatenate([np.arange(size), chance.integers(0, size, 20)])
    x = np.stack([np.ones(len(group)), chance.normal(size=len(group)), group % 2], axis=1)
    fitted = fit(chance.normal(size=len(group)), x)

    found, (covariance, df) = cr2(fitted, group), written_out(fitted, group)

    np.testing.assert_allclose(found.covariance, covariance, rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(found.df, df, rtol=1e-7)


@given(st.integers(0, 10**6))
def test_equal_weights_are_no_weights(seed):
    chance = np.random.default_rng(seed)
    group = np.repeat(np.arange(6), [1, 2, 3, 4, 5, 6])
    x = np.stack([np.ones(21), group < 3, chance.normal(size=21)], axis=1)
    y = chance.normal(size=21)

    plain, weighted = cr2(fit(y, x), group), cr2(fit(y, x, weights=np.full(21, 3.0)), group)

    np.testing.assert_allclose(weighted.covariance, plain.covariance, rtol=1e-8)
    np.testing.assert_allclose(weighted.df, plain.df, rtol=1e-8)


def test_a_mean_of_two_schools_by_hand():
    # bread 1/4, scores 2 and -2, factor 2/1 * 3/3: 2 * 8 / 16 = 1.
    fitted = fit(np.array([1.0, 1, -1, -1]), np.ones((4, 1)))

    assert cr1(fitted, np.array([7, 7, 9, 9])) == pytest.approx(np.array([[1.0]]))


def test_a_mean_of_equal_schools_is_students_t_of_their_means():
    chance = np.random.default_rng(4)
    group = np.repeat(np.arange(9), 5)
    y = chance.normal(size=45)

    found = coefficient(fit(y, np.ones((45, 1))), group, 0)

    means = y.reshape(9, 5).mean(axis=1)
    assert found.error == pytest.approx(means.std(ddof=1) / 3)
    assert found.df == pytest.approx(8)


def test_the_order_of_rows_and_the_names_of_groups_do_not_matter():
    order = np.random.default_rng(2).permutation(700)
    names = np.array([f"state {int(one):03d}" for one in M.state])
    shuffled = fit(M.rate[order], M.both[order])

    found = coefficient(shuffled, names[order], 0)

    assert found.error == pytest.approx(2.5130821655784210, rel=1e-9)
    assert found.df == pytest.approx(24.5785189392039953, rel=1e-9)


def test_an_interval_and_its_p_value_tell_the_same_story():
    found = Coefficient(2.0, 1.0, 10.0)

    low, high = found.interval().low, found.interval().high
    assert (low, high) == pytest.approx((-0.2281388519649385, 4.228138851964939))
    assert Coefficient(2.0 - low, 1.0, 10.0).p == pytest.approx(0.05)


def test_what_shows_no_spread_is_refused():
    fitted = fit(np.arange(3.0), np.ones((3, 1)))
    with pytest.raises(ValueError, match="1 groups"):
        cr2(fitted, np.zeros(3))
    with pytest.raises(ValueError, match="leave nothing"):
        cr1(fit(np.arange(3.0), np.eye(3)), np.arange(3))


def test_a_coefficient_that_one_group_makes_alone_has_no_degrees_of_freedom():
    group = np.repeat(np.arange(3), 2)
    x = np.stack([group == 0, group > 0], axis=1).astype(float)

    found = cr2(fit(np.arange(6.0), x), group)

    assert np.isnan(found.df[0])
    assert found.df[1] == pytest.approx(1.0)


def test_nothing_left_unexplained_is_certain():
    assert Coefficient(1.0, 0.0, 5.0).p == 0.0
    assert Coefficient(-1.0, 0.0, 5.0).t == -np.inf


def test_the_smallest_effect_that_would_be_found():
    # t of 10 degrees of freedom: 2.228 at .975 and .879 at .80.
    assert Coefficient(0.1, 2.0, 10.0).detectable() == pytest.approx(
        2 * (2.22814 + 0.87906), abs=1e-4
    )
