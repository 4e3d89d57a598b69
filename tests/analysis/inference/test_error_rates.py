"""False alarms at a nominal 5 %, where nothing has any effect: who keeps the promise.

The table of docs/methods/inference.md: 20 people a cluster, intraclass correlation .15.
"""

import numpy as np
import pytest
from scipy.special import stdtr

from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.randomisation import randomise
from cordata.analysis.inference.robust import coefficient, cr1
from cordata.analysis.inference.seeds import chance
from cordata.analysis.inference.wild import wild
from tests.analysis.inference.data import clusters
from tests.analysis.references import agrees

SIMULATIONS = 800
EVEN = [20] * 12
UNEVEN = [5, 5, 10, 20, 30, 50] * 2
LOPSIDED = [5, 5, 5, 5, 10, 80] * 2


def designs(sizes, treated, sims=SIMULATIONS, seed=1):
    """Fits of every simulated outcome, with its clusters."""
    every, group = clusters(np.random.default_rng(seed), sims, sizes)
    x = np.stack([np.ones(len(group)), group < treated], axis=1).astype(float)
    return [(fit(y, x), y, group) for y in every]


def rate(p):
    return float(np.mean(np.array(p) < 0.05 + 1e-12))


@pytest.mark.parametrize("sizes", [EVEN, UNEVEN])
def test_six_against_six_keep_the_promise_with_cr2_and_the_bootstrap(sizes):
    made = designs(sizes, 6, sims=1_500)

    cr2 = rate([coefficient(one, group, 1).p for one, _, group in made])
    boot = rate([wild(one, group, 1, chance(1)).p() for one, _, group in made])

    kind = "even" if sizes == EVEN else "uneven"
    agrees(45, f"CR2, {kind} clusters, nominal .05", cr2, 0.05, within=0.02)
    agrees(45, f"wild bootstrap, {kind} clusters, nominal .05", boot, 0.05, within=0.02)


def test_three_against_three_keep_it_too_but_may_not_say_so():
    made = designs([20] * 6, 3, sims=600)
    cr2 = [coefficient(one, group, 1) for one, _, group in made]
    boot = rate([wild(one, group, 1, chance(1), draws=999).p() for one, _, group in made])

    assert rate([one.p for one in cr2]) == pytest.approx(0.052, abs=0.035)
    assert boot == pytest.approx(0.063, abs=0.04)


def test_twelve_against_twelve():
    made = designs([20] * 24, 12, sims=600)
    cr2 = rate([coefficient(one, group, 1).p for one, _, group in made])
    boot = rate([wild(one, group, 1, chance(1), draws=999).p() for one, _, group in made])

    assert cr2 == pytest.approx(0.041, abs=0.03)
    assert boot == pytest.approx(0.041, abs=0.03)


def test_naive_errors_call_one_in_three_an_effect_and_cr1_still_too_many():
    naive, normal, students = [], [], []
    for one, y, group in designs(EVEN, 6):
        value, n = one.coefficients[1], len(y)
        plain = (one.residuals @ one.residuals / (n - 2) * one.bread[1, 1]) ** 0.5
        clustered = cr1(one, group)[1, 1] ** 0.5
        naive.append(2 * stdtr(n - 2, -abs(value / plain)))
        normal.append(2 * stdtr(1e9, -abs(value / clustered)))
        students.append(2 * stdtr(11, -abs(value / clustered)))

    assert rate(naive) == pytest.approx(0.301, abs=0.05)
    assert rate(normal) == pytest.approx(0.089, abs=0.03)
    assert rate(students) == pytest.approx(0.059, abs=0.025)


@pytest.mark.parametrize(
    ("treated", "cr1_rate", "cr2_rate"), [(4, 0.123, 0.037), (2, 0.273, 0.0)]
)
def test_few_treated_among_24_fool_cr1_and_not_cr2(treated, cr1_rate, cr2_rate):
    made = designs([20] * 24, treated, sims=600)

    found = [
        2 * stdtr(23, -abs(one.coefficients[1] / cr1(one, group)[1, 1] ** 0.5))
        for one, _, group in made
    ]
    cr2 = [coefficient(one, group, 1) for one, _, group in made]

    assert rate(found) == pytest.approx(cr1_rate, abs=0.05)
    assert rate([one.p for one in cr2]) == pytest.approx(cr2_rate, abs=0.03)
    assert (cr2[0].df < 4) == (treated == 2)  # and so nothing would be shown


def test_where_one_cluster_is_most_of_an_arm_cr2_fails_and_says_so():
    made = designs(LOPSIDED, 6, sims=600)
    cr2 = [coefficient(one, group, 1) for one, _, group in made]

    assert rate([one.p for one in cr2]) > 0.07
    assert cr2[0].df < 4  # and so nothing would be shown


def test_lots_keep_the_promise_with_clusters_of_any_size():
    random = np.random.default_rng(2)
    every, group = clusters(random, 500, LOPSIDED[2:10])
    one, p = np.ones((len(group), 1)), []
    for y in every:
        arm = np.isin(group, random.choice(8, 4, replace=False))
        p.append(randomise(y, arm, one, group, one[:, 0], chance(0)).p())

    assert min(p) >= 2 / 70 - 1e-12  # four against four
    assert float(np.mean(np.array(p) <= 0.10)) == pytest.approx(6 / 70, abs=0.04)
