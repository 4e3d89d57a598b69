"""Kaplan-Meier: a printed curve, another package, brute force, simulated clusters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.spread.continuation import Continuation, continuation
from cordata.analysis.spread.survival import kaplan_meier, redrawn
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns

AML = columns("aml_maintained.csv", "time", "status")
PRINTED = [0.9091, 0.8182, 0.7159, 0.6136, 0.4909, 0.3682, 0.1841]


def test_leukaemia_with_maintained_treatment():
    curve = kaplan_meier(AML[:, 0], AML[:, 1] == 1)

    assert curve.time.tolist() == [9, 13, 18, 23, 31, 34, 48]
    agrees(31, "aml, maintained", curve.share, PRINTED, within=5e-5)
    assert curve.at_risk.tolist() == [11, 10, 8, 7, 5, 4, 2]
    agrees(31, "aml, maintained, median", curve.median(), 31)
    assert [curve.at(one) for one in (8.9, 9, 33.9, 500)] == pytest.approx(
        [1, 0.9091, 0.4909, 0.1841], abs=5e-5
    )


times = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=30)


@given(times)
def test_the_same_as_statsmodels(drawn):
    time, ended = (np.array(column) for column in zip(*drawn, strict=True))
    curve = kaplan_meier(time.astype(float), ended)
    if not ended.any():
        assert len(curve.time) == 0
        assert curve.median() is None
        return
    theirs = SurvfuncRight(time, ended.astype(int))
    steps = np.flatnonzero(theirs.n_events > 0)
    assert curve.share == pytest.approx(theirs.surv_prob[steps])
    assert curve.at_risk.tolist() == theirs.n_risk[steps].tolist()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20), st.integers(1, 10))
def test_if_every_end_is_seen_it_is_a_plain_share(lasted, at):
    time = np.array(lasted, dtype=float)
    curve = kaplan_meier(time, np.ones(len(time), dtype=bool))
    assert curve.at(at) == pytest.approx((time > at).mean())


def test_a_time_of_nothing():
    with pytest.raises(ValueError, match="never began"):
        kaplan_meier(np.array([0.0, 2.0]), np.array([True, True]))


def test_drawn_again_by_hand():
    # Cluster 0 ends at 1, cluster 1 goes on: drawn again, 0, 1 or 2 of them end at 1.
    time, ended, group = np.array([1.0, 5]), np.array([True, False]), np.array([0, 1])

    found = redrawn(time, ended, group, np.array([0.5, 2]), np.random.default_rng(1), 4000)

    assert (found[:, 0] == 1).all()
    values, counts = np.unique(found[:, 1], return_counts=True)
    assert values.tolist() == [0, 0.5, 1]
    assert counts / 4000 == pytest.approx([0.25, 0.5, 0.25], abs=0.03)
    assert (
        redrawn(time, ended & False, group, np.array([2.0]), np.random.default_rng(1), 3) == 1
    ).all()


def pairs(groups=24, each=4, seed=0):
    """Pairs of a mentor share how long their mentor stays: exponential, looked at for two years."""
    chance = np.random.default_rng(seed)
    mood = np.repeat(chance.gamma(4, 1 / 4, groups), each)
    lasted = chance.exponential(600 / mood).round() + 1
    group = np.repeat(np.arange(groups), each)
    return {
        "days": np.minimum(lasted, 730.0),
        "over": (lasted < 730).astype(int),
        "mentor": np.array([f"m{one:02}" for one in group]),
    }


SPEC = Continuation("days", "over", "mentor")


def test_shares_with_intervals():
    frame = pairs()

    found = continuation(SPEC, frame, 3)

    year = found.estimates["going-on@365"]
    assert year.value == pytest.approx((frame["days"] > 365).mean())
    assert year.value in year.interval
    assert 0.05 < year.interval.high - year.interval.low < 0.4
    assert found.estimates["median"].value == min(
        float(name[6:]) for name, share in found.more.items() if share <= 0.5
    )
    assert found.sizes["all"].groups == 24
    assert not found.warnings


def test_the_same_seed_and_any_order_give_the_same_bits():
    frame = pairs()
    order = np.random.default_rng(1).permutation(96)
    assert continuation(SPEC, {k: v[order] for k, v in frame.items()}, 3) == continuation(
        SPEC, frame, 3
    )


def test_bands_cover_the_truth_as_often_as_they_say():
    mood = np.random.default_rng(9).gamma(4, 1 / 4, 400_000)
    truth = np.exp(-364.5 * mood / 600).mean()
    spec = Continuation("days", "over", "mentor", at=(365.0,), draws=400)

    hits = [
        truth in continuation(spec, pairs(seed=one), one).estimates["going-on@365"].interval
        for one in range(300)
    ]

    assert 0.90 < np.mean(hits) < 0.98


@pytest.mark.parametrize(
    ("frame", "at", "code"),
    [
        (pairs(groups=3), (365.0,), "few_groups"),
        (pairs(), (900.0,), "beyond_last_look"),
        ({name: column[:0] for name, column in pairs().items()}, (365.0,), "few_groups"),
    ],
)
def test_refusals_show_no_number(frame, at, code):
    found = continuation(Continuation("days", "over", "mentor", at), frame, 1)
    assert code in [one.code for one in found.refusals]
    assert not found.estimates


def test_warnings():
    frame = pairs(groups=6)
    frame["over"][:] = 0
    spec = Continuation("days", "over", "mentor", (183.0, 900.0))

    found = continuation(spec, frame, 1)

    assert [(one.code, one.level) for one in found.checks] == [
        ("few_groups", Level.WARN),
        ("beyond_last_look", Level.WARN),
        ("ends_seen", Level.WARN),
    ]
    assert list(found.estimates) == ["going-on@183"]
    assert found.estimates["going-on@183"].value == 1


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (Continuation("dayz", "over", "mentor"), pairs(), "time"),
        (Continuation("days", "days", "mentor"), pairs(), "ended"),
        (Continuation("days", "over", "mentor", ()), pairs(), "at"),
        (SPEC, pairs() | {"days": np.zeros(96)}, "time"),
    ],
)
def test_a_wrong_spec_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        continuation(spec, frame, 1)
    assert error.value.where == where
