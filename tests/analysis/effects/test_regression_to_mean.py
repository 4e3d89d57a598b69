"""What the selected gain anyway."""

import numpy as np
import pytest

from cordata.analysis.effects.regression_to_mean import expected_gain


def test_the_example_of_three_tenths():
    assert expected_gain(0.7, 3.0, 2.7) == pytest.approx(0.09)


def test_schools_chosen_for_a_low_score_rise_by_as_much():
    chance = np.random.default_rng(1)
    truth = chance.normal(size=200_000)
    noise = (0.3 / 0.7) ** 0.5
    first, second = (truth + noise * chance.normal(size=len(truth)) for _ in range(2))
    chosen = first < -1

    gained = (second - first)[chosen].mean()

    assert expected_gain(0.7, 0.0, first[chosen].mean()) == pytest.approx(gained, abs=0.01)


def test_a_mean_without_noise_gains_nothing_and_one_of_noise_all():
    assert expected_gain(1.0, 3.0, 2.0) == 0.0
    assert expected_gain(0.0, 3.0, 2.0) == 1.0


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_correlation(wrong):
    with pytest.raises(ValueError, match="correlation"):
        expected_gain(wrong, 3.0, 2.0)
