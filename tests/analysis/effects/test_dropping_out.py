"""Losses by arm, against the published boundary; a method that shows them with exact intervals."""

import numpy as np
import pytest
from scipy.stats import beta

from cordata.analysis.contract import SpecError
from cordata.analysis.effects.dropping_out import DropOut, drop_out


def frame(treated, kept):
    rows = len(kept)
    return {
        "treated": np.array(treated, dtype=float),
        "kept": np.array(kept, dtype=float),
        "mentor": np.array([f"m{at // 2}" for at in range(rows)]),
    }


def spec(**fields):
    return DropOut(**({"kept": "kept", "group": "mentor", "treated": "treated"} | fields))


def test_losses_by_arm_by_hand():
    # 2 of 10 with a mentor, 1 of 10 without: 15 % in all, 10 points apart; 5.9 are tolerated.
    found = drop_out(spec(), frame([1] * 10 + [0] * 10, [0, 0, *[1] * 8, 0, *[1] * 9]), 1)

    values = {name: one.value for name, one in found.estimates.items()}
    assert values == {"lost": 0.15, "lost-treated": 0.2, "lost-comparison": 0.1,
                      "lost-difference": pytest.approx(0.1)}  # fmt: skip
    [look] = found.checks
    assert (look.code, look.level.name, look.facts["tolerated"]) == ("attrition", "WARN", 5.9)
    assert found.sizes["all"].groups == 10


def test_the_interval_is_the_exact_one():
    ends = drop_out(spec(), frame([1] * 10 + [0] * 10, [0, 0, *[1] * 18]), 1).estimates
    interval = ends["lost"].interval
    assert interval.low == pytest.approx(beta.ppf(0.025, 2, 19))
    assert interval.high == pytest.approx(beta.ppf(0.975, 3, 18))
    assert ends["lost-comparison"].interval.low == 0.0


def test_without_another_arm_there_is_one_share_and_a_warning():
    for fields, treated in (({}, [1] * 4), ({"treated": ""}, [1, 1, 0, 0])):
        found = drop_out(spec(**fields), frame(treated, [1, 1, 1, 0]), 1)
        assert list(found.estimates) == ["lost"]
        assert [one.code for one in found.checks] == ["no_comparison"]


@pytest.mark.parametrize("kept", [[2, 1], [float("nan"), 1], []])
def test_what_is_neither_kept_nor_lost_is_said(kept):
    with pytest.raises(SpecError) as wrong:
        drop_out(spec(), frame([1] * len(kept), kept), 1)
    assert wrong.value.where == "kept"
