"""Frontier, acceptability, Fieller, EVPI: printed examples, brute force, simulation."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Refused
from cordata.analysis.costs.chance import (
    Normal,
    acceptability,
    acceptability_closed,
    fieller,
    perfect_information,
    perfect_information_drawn,
    resample,
)
from cordata.analysis.costs.frontier import Option, Standing, frontier, icer, net_benefit
from cordata.analysis.costs.guesses import Figure, beta, cost, effect, gamma
from tests.analysis.references import agrees

SCREENING = [  # cost, quality-adjusted months
    Option("none", 26000, 277.25 / 12),
    Option("once", 27000, 277.57 / 12),
    Option("5 years", 28020, 277.78 / 12),
    Option("3 years", 28440, 277.83 / 12),
    Option("yearly", 29440, 277.76 / 12),
]
SIX = [
    Option("E", 55000, 5),
    Option("D", 35000, 4),
    Option("C", 25000, 3),
    Option("B", 10000, 2),
    Option("A", 12000, 1.5),
    Option("UC", 5000, 1),
]
DRAWN = Normal(0.10, 40.0, 0.05, 10.0, 0.2)


def placed(options):
    return [(one.option.name, one.standing, one.icer) for one in frontier(options)]


def test_screening_for_hiv_as_in_paltiel():
    found = placed(SCREENING)

    assert [one[0] for one in found] == ["none", "once", "5 years", "3 years", "yearly"]
    ratios = [one[2] for one in found[1:4]]
    agrees(29, "HIV screening, Paltiel", ratios, [37_500, 58_285.714286, 100_800], within=1e-2)
    assert found[4][1] is Standing.DOMINATED


def test_six_strategies_as_in_the_r_package_dampack():
    ext, dom, on = Standing.EXTENDED, Standing.DOMINATED, Standing.FRONTIER
    assert placed(SIX) == [
        ("UC", on, None),
        ("B", on, 5000),
        ("D", on, 12500),
        ("E", on, 20000),
        ("C", ext, None),
        ("A", dom, None),
    ]


options = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=7
).map(lambda pairs: [Option(str(at), c, e) for at, (c, e) in enumerate(pairs)])


@given(options)
def test_on_the_frontier_is_what_some_worth_makes_best(drawn):
    on = [one.option for one in frontier(drawn) if one.standing is Standing.FRONTIER]
    # Between and beyond all worths at which any two options tie, one option is best.
    ties = {icer(a, b) for a, b in combinations(drawn, 2) if a.effect != b.effect}
    edges = sorted({0.0, 1e9, *(one for one in ties if one > 0)})
    between = [(a + b) / 2 for a, b in pairwise(edges)]

    best = {
        min(drawn, key=lambda o: (-net_benefit(o.effect, o.cost, worth), o.cost, o.name)).name
        for worth in between
    }

    assert best <= {one.name for one in on}
    steps = [one.icer for one in frontier(drawn) if one.icer is not None]
    assert steps == sorted(steps)
    assert all(step > 0 for step in steps)
    assert len(frontier(drawn)) == len(drawn)


def test_of_twins_one_counts():
    found = placed([Option("b", 1, 1), Option("a", 1, 1)])
    assert found == [("a", Standing.FRONTIER, None), ("b", Standing.DOMINATED, None)]


@pytest.mark.parametrize(
    ("worth", "share"), [(200, 0.0569), (400, 0.5), (800, 0.8460), (1600, 0.9366)]
)
def test_acceptability_of_two_normals(worth, share):
    found = acceptability_closed(DRAWN, worth)
    agrees(30, f"two normals, worth {worth}", found, share, within=5e-5)


def drawn(of, draws):
    chance = np.random.default_rng(20)
    both = of.correlation * of.effect_error * of.cost_error
    spread = [[of.cost_error**2, both], [both, of.effect_error**2]]
    means = np.zeros((draws, 2, 2))
    means[:, 1] = chance.multivariate_normal([of.cost, of.effect], spread, draws)
    return means


def test_draws_agree_with_the_formulas():
    means, worths = drawn(DRAWN, 200_000), (200, 400, 800, 1600)

    shares = acceptability(means, worths)

    assert shares[:, 1] == pytest.approx(
        [acceptability_closed(DRAWN, one) for one in worths], abs=0.003
    )
    assert shares.sum(axis=1) == pytest.approx(1)
    for worth in worths:
        assert perfect_information_drawn(means, worth) == pytest.approx(
            perfect_information(DRAWN, worth), abs=0.1
        )


def test_the_price_of_not_knowing():
    agrees(30, "information at 400", perfect_information(DRAWN, 400), 8.176, within=5e-4)
    by_draws = perfect_information_drawn(drawn(DRAWN, 200_000), 400)
    agrees(30, "information at 400, 200,000 draws", by_draws, 8.176, within=0.03)
    assert perfect_information(Normal(1, 1, 0, 0), 5) == 0
    assert acceptability_closed(Normal(1, 1, 0, 0), 5) == 1


def test_ties_are_shared():
    assert acceptability(np.ones((4, 2, 2)), [3]) == pytest.approx(np.array([[0.5, 0.5]]))


def test_fieller_by_hand():
    # Effect known to be 2, cost 10 with error 1: (10 -+ 1.96) / 2.
    found = fieller(Normal(2, 10, 0, 1))
    assert (found.low, found.high) == pytest.approx((4.02002, 5.97998), abs=1e-5)


@given(st.floats(3, 20), st.floats(-0.8, 0.8), st.floats(-50, 50))
def test_at_its_ends_the_net_benefit_is_just_not_clear(signal, correlation, mean):
    of = Normal(0.1, mean, 0.1 / signal, 10, correlation)

    found = fieller(of)

    for end in (found.low, found.high):
        net, error = of.net(end)
        assert abs(net) == pytest.approx(1.959964 * error, rel=1e-4, abs=1e-4)
    assert of.cost / of.effect in found


def test_no_ratio_for_an_effect_that_may_be_nothing():
    with pytest.raises(Refused) as refused:
        fieller(Normal(0.09, 40, 0.05, 10))
    (check,) = refused.value.checks
    assert check.code == "ratio_without_end"
    assert check.facts["signal"] == pytest.approx(1.8)


def test_no_ratio_for_an_effect_that_is_nothing_for_sure():
    with pytest.raises(Refused):
        fieller(Normal(0, 40, 0, 10))


def test_fieller_covers_as_often_as_it_says():
    chance = np.random.default_rng(7)
    hits = 0
    for _ in range(2000):
        e, c = chance.normal(1.0, 0.2), chance.normal(50, 10)
        try:
            hits += 50.0 in fieller(Normal(e, c, 0.2, 10))
        except Refused:
            hits += 1  # all of the line is in it
    assert 0.94 < hits / 2000 < 0.97


def test_clusters_are_drawn_whole():
    pairs = [np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])] * 2

    means = resample(pairs, np.random.default_rng(1), 5000)

    assert means[:, :, 1] == pytest.approx(10 * means[:, :, 0])
    sd = np.std([1, 2, 4]) / np.sqrt(3)
    assert means[:, 0, 0].std() == pytest.approx(sd, rel=0.05)
    assert np.corrcoef(means[:, 0, 0], means[:, 1, 0])[0, 1] == pytest.approx(0, abs=0.05)
    with pytest.raises(ValueError, match="two or more"):
        resample([np.ones((1, 2))], np.random.default_rng(1), 10)


def test_guesses_have_the_mean_and_error_that_were_said():
    chance, n = np.random.default_rng(3), 200_000
    for draw, of in ((gamma, Figure(40, 10)), (beta, Figure(0.3, 0.1))):
        found = draw(of, chance, n)
        assert (found.mean(), found.std()) == pytest.approx((of.mean, of.error), rel=0.02)
        assert (draw(Figure(0.5), chance, 3) == 0.5).all()
    t = effect(Figure(0.1, 0.05), 8, chance, n)
    assert t.std() == pytest.approx(0.05 * np.sqrt(8 / 6), rel=0.02)
    line = cost(Figure(10, 2), Figure(30, 3), Figure(0.5, 0.1), chance, n)
    assert line.mean() == pytest.approx(150, rel=0.01)
    assert line.min() > 0


def test_impossible_guesses():
    chance = np.random.default_rng(3)
    with pytest.raises(ValueError, match="above 0"):
        gamma(Figure(0, 1), chance, 5)
    with pytest.raises(ValueError, match=r"no share of 0\.5"):
        beta(Figure(0.5, 0.5), chance, 5)
