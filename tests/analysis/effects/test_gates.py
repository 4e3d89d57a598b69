"""What is looked at before anything may be called an effect, one by one."""

import numpy as np
import pytest

from cordata.analysis.contract import Level
from cordata.analysis.effects import gates

GOOD = {"alpha": 0.8, "invariant": True, "same_items": True}


def said(checks):
    return {one.code: one.level for one in checks}


def test_no_comparison_no_effect():
    assert said(gates.comparison(np.array([True, True]))) == {"no_comparison": Level.REFUSE}
    assert said(gates.comparison(np.array([False]))) == {"no_comparison": Level.REFUSE}
    assert gates.comparison(np.array([True, False])) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, {}),
        ({"alpha": 0.7}, {}),
        ({"alpha": 0.699}, {"unreliable_scale": Level.WARN}),
        ({"alpha": 0.6}, {"unreliable_scale": Level.WARN}),
        ({"alpha": 0.599}, {"unreliable_scale": Level.REFUSE}),
        ({"alpha": float("nan")}, {"unreliable_scale": Level.REFUSE}),
        ({"alpha": None}, {"reliability_unknown": Level.WARN}),
        ({"invariant": False}, {"not_invariant": Level.REFUSE}),
        ({"invariant": None}, {"invariance_unknown": Level.WARN}),
        ({"same_items": False}, {"definition_changed": Level.REFUSE}),
        (
            {"same_items": False, "invariant": False, "alpha": 0.1},
            {
                "definition_changed": Level.REFUSE,
                "not_invariant": Level.REFUSE,
                "unreliable_scale": Level.REFUSE,
            },
        ),
    ],
)
def test_what_the_scale_is_good_for(changed, expected):
    assert said(gates.scale(**{**GOOD, **changed})) == expected


def test_too_few_answers_in_too_many_schools():
    shares = np.array([0.29, 0.29, 0.3, 0.5, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert gates.response(shares) == ()  # two of ten are allowed

    shares[2] = np.nan  # nobody knows
    assert said(gates.response(shares)) == {"low_response": Level.REFUSE}
    assert gates.response(shares)[0].facts["schools"] == pytest.approx(0.3)


def test_what_nobody_registered_is_exploratory():
    found = gates.registration(registered=False, comparisons=12)
    assert said(found) == {"exploratory": Level.WARN}
    assert found[0].facts == {"comparisons": 12}
    assert gates.registration(registered=True, comparisons=12) == ()


def test_self_ratings_are_said_to_be_so():
    assert said(gates.self_rated(rated=True)) == {"self_rated": Level.WARN}
    assert gates.self_rated(rated=False) == ()


def test_lost_schools_are_counted():
    assert gates.lost(10, 8)[0].facts == {"schools": 10, "lost": 2}
    assert gates.lost(10, 10) == ()


@pytest.mark.parametrize(
    ("adjusted", "change", "differ"),
    [
        (0.1, -0.1, True),
        (-0.2, 0.1, True),
        (0.1, 0.3, False),
        (-0.1, -0.3, False),
        (0, 1, False),
    ],
)
def test_opposite_signs(adjusted, change, differ):
    assert bool(gates.signs(adjusted, change)) is differ
