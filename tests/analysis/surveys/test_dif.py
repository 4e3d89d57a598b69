"""Items that people who are alike answer differently."""

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from cordata.analysis.contract import Level, Refused
from cordata.analysis.surveys.dif import (
    Difference,
    dif_checks,
    item_checks,
    item_differences,
)


def answered(shift=0.0, steeper=0.0, people=400, items=6, seed=1):
    """Five points; in the second group item 0 is shifted, or measures more steeply."""
    chance = np.random.default_rng(seed)
    group = np.repeat([0, 1], people)
    theta = chance.normal(size=2 * people) + 0.3 * group  # groups differ, which is no DIF
    pull = np.full((2 * people, items), 1.5)
    pull[group == 1, 0] += steeper
    eta = pull * theta[:, None] + chance.logistic(size=pull.shape)
    eta[group == 1, 0] += shift
    return np.digitize(eta, [-3, -1, 1, 3]) + 1, group


def test_a_shifted_item_is_found_and_no_other():
    found = item_differences(*answered(shift=1.6))

    assert found[0].difference is Difference.LARGE
    assert found[0].shift > 0.8 * found[0].gain
    assert found[0].df == 2
    assert {one.difference for one in found[1:]} == {Difference.NONE}


def test_a_steeper_item_is_found_by_the_product():
    found = item_differences(*answered(steeper=4.0, people=1500))
    assert found[0].p < 1e-6
    assert found[0].gain > found[0].shift + 0.005


def test_a_sure_difference_that_is_small_does_not_count():
    found = item_differences(*answered(shift=0.5, people=3000))
    assert found[0].adjusted < 0.001
    assert found[0].gain < 0.035
    assert found[0].difference is Difference.NONE


def test_a_moderate_one():
    found = item_differences(*answered(shift=1.25, people=1500))
    assert found[0].difference is Difference.MODERATE


def test_without_any_difference_p_values_are_even():
    p = [
        one.p
        for seed in range(40)
        for one in item_differences(*answered(people=150, items=4, seed=seed))
    ]
    assert 0.01 < np.mean(np.array(p) < 0.05) < 0.11
    assert np.mean(p) == pytest.approx(0.5, abs=0.08)


def test_p_values_are_adjusted_over_the_items():
    found = item_differences(*answered(shift=0.6))
    theirs = multipletests([one.p for one in found], method="fdr_bh")[1]
    assert [one.adjusted for one in found] == pytest.approx(theirs)


def test_three_groups():
    answers, group = answered(shift=1.6, people=300)
    three = group.copy()
    three[:150] = 2
    found = item_differences(answers, three)
    assert found[0].df == 4
    assert found[0].difference is Difference.LARGE


def test_an_item_that_does_not_vary_is_not_known():
    answers, group = answered(shift=1.6)
    answers[:, 5] = 3

    found = item_differences(answers, group)

    assert found[5].difference is Difference.UNKNOWN
    checks = item_checks(("a", "b", "c", "d", "e", "f"), found)
    assert [(one.code, one.facts["item"], one.facts["size"]) for one in checks] == [
        ("item_differs", "a", "large"),
        ("item_not_fitted", "f", "unknown"),
    ]
    alone = item_differences(np.full((80, 2), 3), np.repeat([0, 1], 40))
    assert all(np.isnan(one.adjusted) for one in alone)


@pytest.mark.parametrize(
    ("people", "items", "groups", "code"),
    [
        (29, 3, 2, "few_people"),
        (40, 1, 2, "groups_and_items"),
        (40, 3, 1, "groups_and_items"),
        (0, 3, 1, "few_people"),
    ],
)
def test_refusals(people, items, groups, code):
    answers = np.ones((people * groups, items), dtype=int)
    with pytest.raises(Refused) as refused:
        item_differences(answers, np.repeat(np.arange(groups), people))
    assert code in [one.code for one in refused.value.checks]


def test_few_people_are_said():
    answers, group = answered(people=50)
    assert [one.level for one in dif_checks(answers, group)] == [Level.OK, Level.WARN]
