"""Weights: against R's survey package, by hand, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.analysis.surveys.weights import (
    Margin,
    base_weights,
    design_effect,
    effective_n,
    gap_at_baseline,
    mean_over_schools,
    post_stratify,
    rake,
    spread_missing,
)
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns, rows

SCHOOLS = rows("apiclus1.csv")
API, ENROLLED, DRAWN = columns("apiclus1.csv", "api00", "enroll", "pw").T
KIND = Margin(np.array(["EHM".index(one["stype"]) for one in SCHOOLS]), np.array([4421.0, 755, 1018]))  # fmt: skip
WIDE = Margin(np.array([int(one["sch.wide"] == "Yes") for one in SCHOOLS]), np.array([1072.0, 5122]))  # fmt: skip


def test_post_stratified_mean_of_183_californian_schools():
    weights = post_stratify(DRAWN, KIND)

    mean = np.average(API, weights=weights)
    agrees(8, "apiclus1, post-stratified mean", mean, 642.3108, within=5e-5)


def test_raked_figures_of_183_californian_schools():
    found = rake(DRAWN, [KIND, WIDE])

    mean = np.average(API, weights=found.weights)
    agrees(8, "apiclus1, raked mean, R survey", mean, 641.2303, within=5e-5)
    total = found.weights @ ENROLLED
    agrees(8, "apiclus1, raked total", total, 3_647_280.148, within=0.01)
    assert (found.weights.min(), found.weights.max()) == pytest.approx(
        (29.87067549, 67.12552924), abs=1e-6
    )
    assert (found.off < 1e-8, found.trimmed) == (True, 0)


def test_base_weights_and_missing_schools_by_hand():
    assert base_weights(np.array([20.0, 30]), np.array([10.0, 0])).tolist()[0] == 2
    assert np.isnan(base_weights(np.array([20.0]), np.array([0.0]))).all()
    # Cell 0: 1 + 3 in all, 1 answered, so it counts for 4. Cell 1: all answered.
    weights = spread_missing(
        np.array([1.0, 3, 2, 2]), np.array([0, 0, 1, 1]), np.array([True, False, True, True])
    )
    assert weights.tolist() == [4, 0, 2, 2]


def test_a_cell_without_answers_is_joined_with_another_not_forgotten():
    with pytest.raises(ValueError, match="cell 1"):
        spread_missing(np.ones(2), np.array([0, 1]), np.array([True, False]))
    with pytest.raises(ValueError, match="category 1"):
        post_stratify(np.ones(2), Margin(np.array([0, 0]), np.array([5.0, 5])))


def test_margins_of_different_totals_are_refused():
    with pytest.raises(ValueError, match="different totals"):
        rake(np.ones(2), [Margin(np.array([0, 1]), np.array([1.0, 1])),
                          Margin(np.array([0, 1]), np.array([1.0, 2]))])  # fmt: skip


def test_no_answer_counts_for_more_than_five_medians():
    # One of ten stands for 91 of 100: it would weigh 91 beside 1.
    margin = Margin(np.array([0] * 9 + [1]), np.array([9.0, 91]))

    free, cut = rake(np.ones(10), [margin], trim=None), rake(np.ones(10), [margin])

    assert (free.weights[-1], free.trimmed) == (91, 0)
    assert cut.weights.max() == pytest.approx(5 * np.median(cut.weights))
    assert cut.trimmed == 1
    assert cut.off > 1


people = st.integers(4, 40)


@given(people, st.randoms(use_true_random=False))
def test_raked_weights_fit_every_margin(many, chance):
    one, two = (
        np.array([0, 1, *(chance.randrange(2) for _ in range(many))]) for _margin in range(2)
    )
    two = two[::-1].copy()
    true = np.array([chance.uniform(1, 3) for _ in one])  # so there is an answer
    margins = [Margin(of, np.bincount(of, true, minlength=2)) for of in (one, two)]

    found = rake(np.ones(len(one)), margins, trim=None)

    for margin in margins:
        held = np.bincount(margin.of, found.weights, minlength=2)
        np.testing.assert_allclose(held, margin.totals, rtol=1e-5)


def test_without_margins_nothing_is_pulled():
    found = rake(np.array([1.0, 2]), [])

    assert (found.weights.tolist(), found.off, found.rounds) == ([1, 2], 0, 1)
    assert rake(np.zeros(0), []).weights.tolist() == []


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=20))
def test_unequal_weights_cost_precision(weights):
    given_ = np.array(weights)

    assert design_effect(given_) >= 1 - 1e-12
    assert effective_n(given_) <= len(weights) + 1e-9
    assert design_effect(np.full(7, 3.0)) == pytest.approx(1)


def test_design_effect_by_hand():
    # Weights 1, 1, 2: 3 * 6 / 16.
    assert design_effect(np.array([1.0, 1, 2])) == 18 / 16
    assert effective_n(np.array([1.0, 1, 2])) == pytest.approx(8 / 3)
    assert np.isnan(design_effect(np.zeros(3)))


def test_who_was_lost_by_hand():
    # Means 4 and 2, both variances 2: two points are the square root of two SDs.
    scores, came = np.array([3.0, 5, 1, 3]), np.array([True, True, False, False])

    assert gap_at_baseline(scores, came) == pytest.approx(2**0.5)
    assert np.isnan(gap_at_baseline(scores, np.array([True] * 3 + [False])))
    assert np.isnan(gap_at_baseline(np.ones(4), came))


def test_a_school_counts_by_its_people_by_hand():
    # Ten of twenty say 2, ten of ten say 5: twenty people at 2 and ten at 5.
    found = mean_over_schools(np.array([2.0, 5]), np.array([10, 10]), np.array([20, 10]))

    assert found.weighted
    assert found.mean == (20 * 2 + 10 * 5) / 30
    assert found.effective == pytest.approx(30**2 / (10 * 2**2 + 10 * 1**2))  # 18 of 20


def test_where_a_number_is_not_known_everybody_counts_once():
    for invited in ([20, 0], [20, 9]):
        found = mean_over_schools(np.array([2.0, 5]), np.array([10, 10]), np.array(invited))

        assert (found.mean, found.effective, found.weighted) == (3.5, 20, False)


def test_nobody_stands_for_more_than_five_times_the_middle():
    means, answered = np.array([1.0, 1, 5]), np.array([10, 10, 10])

    found = mean_over_schools(means, answered, np.array([10, 10, 1000]))

    assert found.mean == (10 + 10 + 5 * 10 * 5) / 70  # a hundredfold is cut to fivefold


@given(
    n=arrays(np.int64, 4, elements=st.integers(1, 30)),
    more=st.integers(1, 3),
    means=arrays(np.float64, 4, elements=st.floats(1, 5)),
)
def test_where_the_same_share_answered_everywhere_nothing_changes(n, more, means):
    found = mean_over_schools(means, n, n * more)

    assert found.mean == pytest.approx((means * n).sum() / n.sum())
    assert found.effective == pytest.approx(n.sum())
