"""Losses against the boundary of WWC, and the model behind it."""

import numpy as np
import pytest
from scipy.optimize import brentq

from cordata.analysis.contract import Level
from cordata.analysis.effects.attrition import (
    TOLERATED,
    Losses,
    attrition,
    bias,
    is_high,
    losses,
    tolerated,
)
from tests.analysis.references import agrees


@pytest.mark.parametrize(
    ("overall", "cautious", "optimistic"),
    [(0.10, 0.063, 0.109), (0.30, 0.041, 0.082), (0.58, None, 0.019), (0.0, 0.057, 0.10)],
)
def test_the_table_as_printed(overall, cautious, optimistic):
    found = [str(tolerated(overall, boundary)) for boundary in ("cautious", "optimistic")]
    agrees(21, f"WWC, {overall:.0%} lost", found, [str(cautious), str(optimistic)])


def test_where_the_table_ends():
    assert tolerated(0.57) == 0.0
    assert tolerated(0.65, "optimistic") == 0.003
    assert tolerated(0.66, "optimistic") is None
    assert tolerated(1.0) is None


def test_whole_percent_rounded_half_up():
    assert tolerated(0.105) == 0.062  # 11 %
    assert tolerated(0.1049) == 0.063  # 10 %


@pytest.mark.parametrize("boundary", ["cautious", "optimistic"])
def test_the_model_makes_the_table(boundary):
    for percent, limit in enumerate(TOLERATED[boundary]):
        if percent < 10:
            continue
        lost = percent / 100

        def excess(apart, lost=lost):
            return bias(Losses(lost, lost + apart / 2, lost - apart / 2), boundary) - 0.05

        most = min(2 * lost, 2 * (1 - lost)) - 1e-9
        found = brentq(excess, 0, most) if excess(0) < 0 else 0.0
        assert 100 * found == pytest.approx(limit, abs=0.09), percent


def test_which_arm_lost_more_does_not_matter():
    assert bias(Losses(0.2, 0.25, 0.15)) == bias(Losses(0.2, 0.15, 0.25)) > 0
    assert bias(Losses(0.0, 0.0, 0.0)) == 0.0
    assert bias(Losses(0.5, 1.0, 0.0)) == float("inf")


def test_losses_by_hand():
    treated = np.array([True] * 4 + [False] * 5)
    kept = np.array([True, True, True, False, True, True, True, True, True])

    found = losses(treated, kept)

    assert found == Losses(1 / 9, 0.25, 0.0)
    assert found.unequal == 0.25
    assert is_high(found)
    assert is_high(found, "optimistic")


def test_on_the_boundary_is_not_above_it():
    assert not is_high(Losses(0.10, 0.1315, 0.0685))
    assert is_high(Losses(0.10, 0.1316, 0.0685))


def test_the_check_tells_where_one_stands():
    found = attrition(Losses(0.10, 0.14, 0.06))

    assert found.level is Level.WARN
    assert found.facts == {
        "overall": 10.0, "treated": 14.0, "comparison": 6.0, "tolerated": 6.3,
        "boundary": "cautious",
    }  # fmt: skip
    assert attrition(Losses(0.10, 0.14, 0.06), "optimistic").level is Level.OK
    assert attrition(Losses(0.60, 0.60, 0.60)).facts["tolerated"] == 0.0
