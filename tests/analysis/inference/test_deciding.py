"""Which p and which interval are shown, for every number of clusters."""

import numpy as np
import pytest

from cordata.analysis.contract import Level
from cordata.analysis.inference.deciding import Evidence, Regime, decide, regime
from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.randomisation import randomise
from cordata.analysis.inference.robust import Coefficient, coefficient
from cordata.analysis.inference.seeds import chance
from cordata.analysis.inference.wild import wild


@pytest.mark.parametrize(
    ("treated", "comparison", "df", "randomised", "expected"),
    [
        (3, 96, 50, False, Regime.NOTHING),
        (96, 3, 50, False, Regime.NOTHING),
        (3, 96, 50, True, Regime.LOTS),
        (24, 24, 3.9, False, Regime.NOTHING),
        (24, 24, 3.9, True, Regime.LOTS),
        (24, 24, float("nan"), False, Regime.NOTHING),
        (4, 96, 4.0, False, Regime.LARGEST),
        (9, 96, 20, True, Regime.LARGEST),
        (10, 96, 20, False, Regime.CHECKED),
        (19, 96, 20, False, Regime.CHECKED),
        (20, 96, 20, False, Regime.PLAIN),
    ],
)
def test_clusters_and_degrees_of_freedom_decide(treated, comparison, df, randomised, expected):
    assert regime(treated, comparison, df, randomised=randomised) is expected


def evidence(each, *, effect=0.0, seed=1, lots=False):
    """``each`` clusters of four schools an arm, in one country."""
    random = np.random.default_rng(seed)
    group = np.repeat(np.arange(2 * each), 4)
    arm = group < each
    y = random.normal(size=len(group)) + random.normal(size=2 * each)[group] + effect * arm
    ones = np.ones((len(group), 1))
    fitted = fit(y, np.hstack([ones, arm[:, None]]))
    return Evidence(
        coefficient(fitted, group, 1),
        wild(fitted, group, 1, chance(seed, 0)),
        randomise(y, arm, ones, group, ones[:, 0], chance(seed, 1)) if lots else None,
    )


@pytest.mark.parametrize("seed", range(5))
def test_between_four_and_nine_the_largest_p_and_the_widest_interval(seed):
    made = evidence(6, effect=1.0, seed=seed, lots=True)
    shown = decide(made, 6, 6)

    three = [made.cr2.p, made.wild.p(), made.lots.p()]
    assert shown.estimate.p == max(three)
    assert (0.0 in shown.wide) == (max(three) > 0.05)
    ends = [
        made.cr2.interval(), made.wild.interval(made.cr2.value, made.cr2.error),
        made.lots.interval(made.cr2.error),
    ]  # fmt: skip
    assert shown.wide.low == min(one.low for one in ends)
    assert shown.wide.high == max(one.high for one in ends)
    assert shown.narrow.low > shown.wide.low
    assert [one.code for one in shown.checks] == ["few_groups"]
    assert shown.checks[0].level is Level.WARN
    assert shown.checks[0].facts["treated"] == 6


def test_the_largest_of_what_there_is():
    both = evidence(5, seed=3)
    alone = Evidence(both.cr2)

    assert decide(alone, 5, 5).estimate.p == both.cr2.p
    assert decide(alone, 5, 5).wide == both.cr2.interval()


def test_three_clusters_and_no_lottery_show_no_p_and_no_interval():
    shown = decide(evidence(3), 3, 3)

    assert shown.estimate.value == evidence(3).cr2.value
    said = (shown.estimate.error, shown.estimate.p, shown.estimate.interval, shown.estimate.df)
    assert said == (None, None, None, None)
    assert shown.checks[0].code == "no_inference"
    assert (shown.wide, shown.narrow) == (None, None)


def test_three_clusters_drawn_by_lot_show_what_the_lots_say():
    made = evidence(3, lots=True)
    shown = decide(made, 3, 3)

    assert shown.estimate.p == made.lots.p() >= 0.10
    assert shown.estimate.interval is None  # twenty lots exclude nothing at 95 %
    assert shown.estimate.error is None
    assert shown.checks[0].code == "lots_only"
    assert shown.checks[0].facts["smallest_p"] == pytest.approx(0.10)


def test_an_interval_that_one_test_cannot_give_is_not_shown():
    # Two pots of two against two have 36 lots: p cannot go below .056.
    y, arm = np.arange(8.0) ** 2, np.tile([True, True, False, False], 2)
    pot = np.repeat([1, 2], 4)
    others = (pot[:, None] == [1, 2]).astype(float)
    lots = randomise(y, arm, others, np.arange(8), pot, chance(0))
    shown = decide(Evidence(Coefficient(3.0, 1.0, 5.0), lots=lots), 4, 4)

    assert shown.wide is None
    assert shown.narrow is not None
    assert shown.estimate.p == lots.p()


def test_six_point_weights_are_said():
    y = np.arange(24.0) % 7
    group = np.repeat(np.arange(6), 4)  # one arm of six, as for change without a comparison
    mean = fit(y, np.ones((24, 1)))
    made = Evidence(coefficient(mean, group, 0), wild(mean, group, 0, chance(1), draws=99))

    shown = decide(made, 6, 6)
    assert [one.code for one in shown.checks] == ["few_groups", "six_point_weights"]
    assert shown.checks[1].facts == {"draws": 100}
    assert "six_point_weights" not in [one.code for one in decide(made, 12, 12).checks]


def test_from_ten_on_cr2_is_shown_and_the_bootstrap_may_object():
    made = evidence(10, seed=2)
    agreed = decide(made, 10, 10)
    assert agreed.estimate.p == made.cr2.p
    assert agreed.wide == made.cr2.interval()
    assert agreed.checks == ()

    sure = Coefficient(made.cr2.value, abs(made.cr2.value) / 10, 18.0)
    objected = decide(Evidence(sure, made.wild), 10, 10)
    assert made.wild.p() > 0.05
    assert [one.code for one in objected.checks] == ["tests_disagree"]
    assert objected.checks[0].facts["wild"] == made.wild.p()


def test_from_twenty_on_cr2_alone():
    cr2 = Coefficient(0.3, 0.1, 40.0)
    shown = decide(Evidence(cr2), 20, 20)

    assert shown.estimate.p == cr2.p
    assert shown.estimate.df == 40.0
    assert shown.checks == ()
