"""Losses by arm, against the published boundary; a method that shows them with intervals of clusters."""

import numpy as np
import pytest
from scipy.stats import beta, t

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


@pytest.mark.parametrize("level", [0.95, 0.8])
def test_a_cluster_that_leaves_whole_counts_as_one(level):
    # One of six clusters of four: share 1/6, off by 10/3 once and -2/3 five times, variance
    # 6/5 * 40/3 / 24^2 = 1/36. So worth 5/36 / (1/36) = 5 schools, less for few clusters.
    tail = (1 - level) / 2
    five = 5 * (t.ppf(1 - tail, 23) / t.ppf(1 - tail, 5)) ** 2
    many = {"mentor": np.repeat([f"m{at}" for at in range(6)], 4)}
    rows = frame([1] * 24, [0] * 4 + [1] * 20) | many

    found = drop_out(spec(treated="", level=level), rows, 1).estimates["lost"]

    assert found.value == pytest.approx(1 / 6)
    assert found.interval.low == pytest.approx(beta.ppf(tail, five / 6, 5 / 6 * five + 1))
    assert found.interval.high == pytest.approx(beta.ppf(1 - tail, five / 6 + 1, 5 / 6 * five))
    if level == 0.95:
        assert (found.interval.low, found.interval.high) == pytest.approx((0, 0.80), abs=0.005)


def test_where_clusters_are_schools_the_interval_is_the_exact_one_of_a_school_less():
    # Twenty schools that differ: variance 20/19 * .1 * .9 / 20, so they are worth 19.
    alone = {"mentor": np.array([f"m{at}" for at in range(20)])}
    ends = drop_out(spec(treated=""), frame([1] * 20, [0, 0, *[1] * 18]) | alone, 1).estimates
    interval = ends["lost"].interval
    assert interval.low == pytest.approx(beta.ppf(0.025, 1.9, 18.1))
    assert interval.high == pytest.approx(beta.ppf(0.975, 2.9, 17.1))


def test_below_four_clusters_of_an_arm_it_has_no_interval():
    # Three mentors of two schools, and four that wait in two pairs and two alone.
    rows = frame([1] * 6 + [0] * 6, [0, 0, *[1] * 10])
    rows["mentor"][-2:] = ["alone", "too"]

    found = drop_out(spec(), rows, 1).estimates

    assert found["lost-treated"].value == pytest.approx(1 / 3)
    assert found["lost-treated"].interval is None
    assert found["lost-comparison"].interval.low == 0.0
    assert found["lost"].interval is not None


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
