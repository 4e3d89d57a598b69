"""Lots drawn again: Fisher's maize, brute force, and who may not be permuted."""

from itertools import combinations

import numpy as np
import pytest

from cordata.analysis.inference.lots import NotRandomised, smallest_p
from cordata.analysis.inference.randomisation import randomise, randomise_product, sign_flips
from cordata.analysis.inference.seeds import chance
from tests.analysis.references import agrees

MAIZE = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]) / 8  # inches
ONE = np.ones((12, 1))


def test_darwins_maize():
    found = sign_flips(MAIZE)

    assert found.exact
    agrees(13, "Darwin's maize, of 32768", found.one_sided() * 32768, 863)
    agrees(13, "Darwin's maize, both sides", found.p() * 32768, 2 * 863)
    assert found.estimate == pytest.approx(MAIZE.mean())
    t = MAIZE.mean() / (MAIZE.std(ddof=1) / 15**0.5)
    assert t == pytest.approx(2.1480, abs=5e-5)


def test_fishers_own_tie_is_counted():
    # Whole numbers: 0 0 1 1 has six lots, four of them with the same difference of nothing.
    y = np.array([0.0, 1, 0, 1])
    arm = np.array([True, True, False, False])

    found = randomise(y, arm, np.ones((4, 1)), np.arange(4), np.zeros(4), chance(0))

    assert found.p() == 1.0
    assert len(found.top) == 6


def by_hand(y, x, arm, unit):
    """Refit for every lot there is."""
    units = np.unique(unit)
    picked = len(np.unique(unit[arm]))
    found = []
    for chosen in combinations(units, picked):
        column = np.isin(unit, chosen).astype(float)
        found.append(np.linalg.lstsq(np.column_stack([column, x]), y, rcond=None)[0][0])
    return np.array(found)


def test_clusters_with_a_covariate_by_refitting():
    random = np.random.default_rng(7)
    unit = np.repeat(np.arange(8), [2, 3, 4, 2, 3, 4, 2, 3])
    x = np.column_stack([np.ones(len(unit)), random.normal(size=len(unit))])
    arm, y = unit < 4, random.normal(size=len(unit))

    found = randomise(y, arm, x, unit, np.zeros(len(unit)), chance(0))

    slow = by_hand(y, x, arm, unit)
    np.testing.assert_allclose(np.sort(found.top), np.sort(slow), atol=1e-12)
    real = np.linalg.lstsq(np.column_stack([arm, x]), y, rcond=None)[0][0]
    assert found.estimate == pytest.approx(real)
    assert found.p() == pytest.approx((np.abs(slow) >= abs(real) - 1e-12).mean())


def test_lots_stay_within_their_stratum():
    pot = np.repeat([1, 2, 3], 4)
    arm = np.tile([True, False, False, True], 3)
    others = (pot[:, None] == [1, 2, 3]).astype(float)

    found = randomise(np.arange(12.0), arm, others, np.arange(12), pot, chance(0))

    assert len(found.top) == 6**3
    assert found.exact


def test_many_lots_are_drawn_and_the_real_one_counts():
    arm = np.arange(40) < 20
    y = np.random.default_rng(3).normal(size=40)
    how = (y, arm, np.ones((40, 1)), np.arange(40), np.zeros(40))

    found = randomise(*how, chance(5))

    assert not found.exact
    assert len(found.top) == 10_000
    assert found.p() == randomise(*how, chance(5)).p()
    assert found.p() != randomise(*how, chance(6)).p()
    assert found.p() * 10_000 == pytest.approx(round(found.p() * 10_000))
    assert found.p() >= 1e-4


@pytest.mark.parametrize(("clusters", "least"), [(3, 0.10), (4, 2 / 70)])
def test_few_clusters_cannot_reach_a_small_p(clusters, least):
    arm = np.arange(2 * clusters) < clusters
    y = 100.0 * arm + np.arange(2 * clusters)

    found = randomise(
        y, arm, np.ones((len(y), 1)), np.arange(len(y)), np.zeros(len(y)), chance(0)
    )

    assert found.p() == pytest.approx(least)
    assert smallest_p(np.array([clusters]), np.array([clusters])) == pytest.approx(least)


def test_the_smallest_p_without_a_mirror():
    assert smallest_p(np.array([1, 2]), np.array([3, 2])) == pytest.approx(1 / 24)
    assert smallest_p(np.array([1]), np.array([1])) == 1.0


def test_an_interval_holds_the_effects_that_are_not_rejected():
    random = np.random.default_rng(2)
    arm = np.arange(12) % 2 == 0
    y = random.normal(size=12) + 3 * arm
    found = randomise(y, arm, ONE, np.arange(12), np.zeros(12), chance(0))

    ends = found.interval(1.0)

    assert 3 in ends
    shifted = randomise(y - ends.low * arm, arm, ONE, np.arange(12), np.zeros(12), chance(0))
    assert found.p(ends.low) == shifted.p()
    assert found.p(ends.low - 1e-6) <= 0.05 < found.p(ends.low + 1e-6)


def test_three_against_three_exclude_no_effect_at_all():
    arm = np.arange(6) < 3
    found = randomise(
        np.arange(6.0), arm, np.ones((6, 1)), np.arange(6), np.zeros(6), chance(0)
    )

    assert found.interval(1.0) is None
    assert found.interval(1.0, level=0.80) is not None


def test_a_lot_that_the_others_explain_shows_nothing():
    # Lot {0, 1} is the covariate itself: no coefficient, and it counts as 0.
    x = np.column_stack([np.ones(4), [1.0, 1, 0, 0]])
    found = randomise(
        np.array([1.0, 0, 0, 2]), np.array([True, False, True, False]), x, np.arange(4),
        np.zeros(4), chance(0),
    )  # fmt: skip

    assert np.isfinite(found.top).all()
    assert (found.top == 0).sum() == 2


def test_half_a_unit_cannot_have_been_drawn():
    how = (np.arange(4.0), np.array([True, False, False, False]), np.ones((4, 1)))
    with pytest.raises(NotRandomised):
        randomise(*how, np.array([1, 1, 2, 2]), np.zeros(4), chance(0))
    with pytest.raises(NotRandomised):
        randomise(*how, np.array([1, 2, 2, 3]), np.arange(4), chance(0))


def product_by_hand(y, arm, trait, x, unit):
    """Refit the product for every lot, with outcomes less the common effect."""
    full = np.column_stack([arm, x])
    left = y - full @ np.linalg.lstsq(full, y, rcond=None)[0]
    found = []
    for chosen in combinations(np.unique(unit), len(np.unique(unit[arm]))):
        column = np.isin(unit, chosen).astype(float)
        both = np.column_stack([column * trait, column, x])
        found.append(np.linalg.lstsq(both, left, rcond=None)[0][0])
    return np.array(found)


def test_a_product_with_a_trait_by_refitting():
    random = np.random.default_rng(9)
    unit = np.repeat(np.arange(8), 3)
    arm, trait, y = unit < 4, random.normal(size=24), random.normal(size=24)
    x = np.column_stack([np.ones(24), trait, random.normal(size=24)])

    found = randomise_product(y, arm, trait, x, unit, np.zeros(24), chance(0))

    slow = product_by_hand(y, arm, trait, x, unit)
    np.testing.assert_allclose(np.sort(found.top), np.sort(slow), atol=1e-10)
    both = np.column_stack([arm * trait, arm, x])
    assert found.estimate == pytest.approx(np.linalg.lstsq(both, y, rcond=None)[0][0])
    twice = np.column_stack([x, x[:, 1], 3 * x[:, 0]])
    again = randomise_product(y, arm, trait, twice, unit, np.zeros(24), chance(0))
    np.testing.assert_allclose(again.top, found.top, atol=1e-10)
    shifted = randomise_product(
        y - 0.4 * arm * trait, arm, trait, x, unit, np.zeros(24), chance(0)
    )
    assert found.p(0.4) == shifted.p()


def test_a_trait_of_whole_units_leaves_some_lots_without_a_product():
    # Lots in which no treated unit has the trait say nothing of it, and count as 0.
    unit = np.arange(6)
    trait = np.array([1.0, 1, 0, 0, 0, 0])
    x = np.column_stack([np.ones(6), trait])
    arm = np.array([True, False, True, False, True, False])

    found = randomise_product(np.arange(6.0) ** 2, arm, trait, x, unit, np.zeros(6), chance(0))

    assert np.isfinite(found.top).all()
    assert (found.top == 0).sum() == 8  # both, or none, of the first two: 4 + 4 of 20
