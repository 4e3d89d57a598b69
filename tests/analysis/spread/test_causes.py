"""What goes with ending: another package, simulated pairs, refusals."""

import numpy as np
import pytest
from statsmodels.discrete.discrete_model import Logit

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.spread.causes import Causes, causes, periods

SPEC = Causes("days", "over", "mentor", ("far", "leader"))


def pairs(groups=40, far=0.8, seed=1):
    """Pairs far apart end sooner; a leader who takes part changes nothing."""
    chance = np.random.default_rng(seed)
    n = 4 * groups
    group = np.repeat(np.arange(groups), 4)
    apart = chance.integers(0, 2, n).astype(float)
    mood = np.repeat(chance.normal(0, 0.3, groups), 4)
    lasted = chance.exponential(500 * np.exp(-far * apart + mood)).round() + 1
    return {
        "days": np.minimum(lasted, 730.0),
        "over": (lasted < 730).astype(int),
        "mentor": group,
        "far": apart,
        "leader": chance.normal(size=n),
    }


def test_periods_by_hand():
    rows = periods(
        np.array([100.0, 183, 500]), np.array([True, True, False]), np.array([183.0, 365])
    )
    assert rows.pair.tolist() == [0, 1, 2, 2, 2]
    assert rows.period.tolist() == [0, 0, 0, 1, 2]
    assert rows.ended.tolist() == [True, True, False, False, False]


def test_the_same_as_statsmodels_with_clusters():
    frame = pairs()
    rows = periods(frame["days"], frame["over"] == 1, np.array(SPEC.cuts))
    x = np.column_stack(
        [frame["far"][rows.pair], frame["leader"][rows.pair]]
        + [rows.period == one for one in (0, 1, 2)]
    ).astype(float)
    theirs = Logit(rows.ended.astype(int), x).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": frame["mentor"][rows.pair]}
    )

    found = causes(SPEC, frame, 1)

    for at, name in enumerate(SPEC.traits):
        assert found.more[f"log:{name}"] == pytest.approx(theirs.params[at], abs=1e-6)
        assert found.more[f"error:{name}"] == pytest.approx(theirs.bse[at], abs=1e-6)
        ratio = found.estimates[f"odds:{name}"]
        assert ratio.value == pytest.approx(np.exp(theirs.params[at]), abs=1e-5)
        assert ratio.interval.low * ratio.interval.high == pytest.approx(ratio.value**2)
    assert found.more["rows"] == len(x)


def test_what_matters_is_found():
    found = causes(SPEC, pairs(), 1)
    far, leader = (found.estimates[f"odds:{one}"] for one in SPEC.traits)
    assert far.p < 0.01 < leader.p
    assert far.interval.low > 1
    assert far.df == 39
    assert not found.warnings
    order = np.random.default_rng(1).permutation(160)
    again = causes(SPEC, {k: v[order] for k, v in pairs().items()}, 1)
    assert again.estimates["odds:far"].value == pytest.approx(far.value, abs=1e-9)


def test_intervals_hold_nothing_as_often_as_they_say():
    hits = [
        1.0 in causes(SPEC, pairs(groups=30, seed=seed), 1).estimates["odds:leader"].interval
        for seed in range(300)
    ]
    assert 0.90 < np.mean(hits) < 0.98


def test_a_period_without_an_end_is_left_out():
    frame = pairs()
    frame["days"] = np.where(
        (frame["days"] > 183) & (frame["days"] < 366), 400.0, frame["days"]
    )
    found = causes(SPEC, frame, 1)
    rows = periods(frame["days"], frame["over"] == 1, np.array(SPEC.cuts))
    assert found.more["rows"] == (rows.period != 1).sum()


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (pairs(groups=3), "few_groups"),
        (pairs() | {"over": np.repeat([1, 0], [9, 151])}, "ends_per_trait"),
        (pairs() | {"far": pairs()["leader"]}, "ends_told_wholly_apart"),
        ({name: column[:0] for name, column in pairs().items()}, "few_groups"),
    ],
)
def test_refusals_show_no_number(frame, code):
    found = causes(SPEC, frame, 1)
    assert code in [one.code for one in found.refusals]
    assert not found.estimates


def test_warnings():
    frame = pairs(groups=10)
    frame["over"] = np.repeat([1, 0], [15, 25])
    levels = {one.code: one.level for one in causes(SPEC, frame, 1).checks}
    assert levels == {
        "few_groups": Level.WARN,
        "ends_per_trait": Level.WARN,
        "not_an_effect": Level.OK,
    }


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (Causes("days", "over", "mentor", ()), pairs(), "traits"),
        (Causes("days", "over", "mentor", ("far", "far")), pairs(), "traits"),
        (Causes("days", "over", "mentor", ("luck",)), pairs(), "traits"),
        (Causes("days", "over", "mentor", ("far",), (365.0, 183.0)), pairs(), "cuts"),
        (Causes("days", "over", "mentor", ("far",), ()), pairs(), "cuts"),
        (Causes("days", "far", "who", ("far",)), pairs(), "group"),
        (SPEC, pairs() | {"days": np.zeros(160)}, "ended"),
        (SPEC, pairs() | {"over": np.full(160, 2)}, "ended"),
    ],
)
def test_a_wrong_spec_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        causes(spec, frame, 1)
    assert error.value.where == where
