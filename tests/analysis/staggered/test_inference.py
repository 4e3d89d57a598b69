"""Errors by signs and by dates, the test of trends: by enumeration, by hand, by simulation."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from scipy.stats import chi2

from cordata.analysis.staggered.bootstrap import multiplier_bootstrap
from cordata.analysis.staggered.dates import redraw_dates
from cordata.analysis.staggered.group_time import group_time
from cordata.analysis.staggered.summaries import summary
from cordata.analysis.staggered.trends import breakdown, pre_test, worst_step
from tests.analysis.staggered.panels import county_panel, generator, school_panel

KINDS = ["simple", "event", "group", "calendar"]


def test_the_bootstrap_gives_the_errors_of_minimum_wages():
    events = summary(group_time(county_panel(), others="never"), "event")
    parts = np.column_stack([events.parts, events.overall_parts])
    found = multiplier_bootstrap(parts, events.cluster, generator(1), draws=3000)

    assert found.errors[:-1] == pytest.approx(events.errors, rel=0.06)
    assert found.errors[-1] == pytest.approx(0.0208, rel=0.06)  # printed by R package did
    # Eight estimates at once: more than one alone (1.96), less than Bonferroni (2.73).
    assert 2.3 < found.critical < 2.73


def test_the_same_seed_gives_the_same_draws():
    parts = generator(0).normal(size=(90, 2))
    cluster = np.repeat(np.arange(30), 3)
    one, two = (multiplier_bootstrap(parts, cluster, generator(7)) for _time in range(2))

    assert one.errors.tolist() == two.errors.tolist()
    assert one.critical == two.critical


def test_what_cannot_vary_has_no_error():
    cluster = np.arange(10)
    none = multiplier_bootstrap(np.zeros((10, 2)), cluster, generator(1))
    assert (none.errors.tolist(), none.critical) == ([0, 0], 0)
    one = multiplier_bootstrap(np.outer(np.arange(10.0), [0, 1]), cluster, generator(1))
    assert one.errors[0] == 0 < one.errors[1]


def slowly(panel, kind, others):
    """Every order of starts, each estimated from the beginning."""
    starts = [panel.start[panel.cluster == one][0] for one in range(panel.clusters)]

    def of(order):
        dealt = replace(panel, start=np.array(order)[panel.cluster])
        return summary(group_time(dealt, others=others), kind).overall

    seen = abs(of(starts))
    return np.mean([abs(of(order)) >= seen - 1e-12 for order in permutations(starts)])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("others", ["never", "not-yet"])
def test_dealing_dates_anew_is_estimating_every_order_anew(kind, others):
    panel = school_panel(generator(3), [1, 2, 2, 3, 4, 4], size=2, effect=1.0)
    found = redraw_dates(panel, generator(0), kind=kind, others=others)

    assert found.p == pytest.approx(slowly(panel, kind, others))
    assert (found.ways, found.exact) == (180, True)
    seen = summary(group_time(panel, others=others), kind).overall
    assert found.effect == pytest.approx(seen)


@pytest.mark.parametrize("kind", KINDS)
def test_the_interval_holds_the_effects_that_are_not_rejected(kind):
    panel = school_panel(generator(4), [1] * 3 + [2] * 3 + [4] * 3, size=2, effect=1.0)
    begun = np.arange(4) >= panel.start[:, None]

    def p(effect):
        shifted = replace(panel, y=panel.y - effect * begun)
        return redraw_dates(shifted, generator(0), kind=kind).p

    interval = redraw_dates(panel, generator(0), kind=kind).interval
    width = interval.high - interval.low
    for end, inward in ((interval.low, 1), (interval.high, -1)):
        assert p(end + inward * width / 500) > 0.05
        assert p(end - inward * width / 500) <= 0.05 + 2 / 1680


def test_three_against_three_reject_nothing():
    found = redraw_dates(school_panel(generator(5), [1, 1, 1, 4, 4, 4], effect=9), generator(0))

    assert found.p == pytest.approx(0.10)  # 2 of 20
    assert found.interval is None


def test_many_ways_are_drawn_and_counted_with_the_one_seen():
    panel = school_panel(generator(6), [1] * 8 + [2] * 8 + [4] * 8, effect=0.3)
    found = redraw_dates(panel, generator(0), draws=1999)

    assert (found.ways, found.exact) == (1999, False)
    assert found.p * 2000 == pytest.approx(round(found.p * 2000))
    assert found.interval.low < found.effect < found.interval.high
    assert redraw_dates(panel, generator(0), draws=1999) == found


def test_dates_stay_within_their_country():
    panel = school_panel(generator(7), [1, 1, 4, 4, 1, 4], strata=[0, 0, 0, 0, 1, 1])

    assert redraw_dates(panel, generator(0)).ways == 6 * 2


def test_blocks_of_dealings_hold_all_of_them():
    panel = school_panel(generator(8), [1] * 5 + [2] * 5 + [4] * 2)
    found = redraw_dates(panel, generator(0))

    assert (found.ways, found.exact) == (16632, True)


def test_covariates_are_taken_out_before():
    draw = generator(9)
    panel = school_panel(draw, [1] * 5 + [4] * 5, size=4, effect=1.0, covariates=2)
    bare = replace(panel, x=panel.x[:, :, :0])
    with_them, without = (redraw_dates(one, generator(0)).interval for one in (panel, bare))

    assert 1.0 in with_them
    assert with_them.high - with_them.low < 0.6 * (without.high - without.low)


@pytest.mark.parametrize("wrong", ["start", "stratum"])
def test_clusters_must_be_dealt_as_one(wrong):
    panel = school_panel(generator(10), [1, 1, 4, 4], size=2)
    mixed = getattr(panel, wrong).copy()
    mixed[0] += 1

    with pytest.raises(ValueError, match="one cluster"):
        redraw_dates(replace(panel, **{wrong: mixed}), generator(0))


def test_false_alarms_of_dates_are_what_they_should_be():
    draw = generator(11)
    starts = [1] * 3 + [2] * 3 + [4] * 3
    alarms = [
        redraw_dates(school_panel(draw, starts, size=2), draw, draws=199).p <= 0.05
        for _run in range(250)
    ]

    assert 0.02 <= np.mean(alarms) <= 0.08


def test_the_test_of_trends_says_what_it_could_have_seen():
    cells = group_time(county_panel(), others="never")
    found = pre_test(cells, drift=0.02)

    assert (found.wald, found.df) == (pytest.approx(7.79, abs=0.005), 5)
    assert found.p == pytest.approx(0.16812, abs=5e-6)
    before = ~cells.after
    root = np.linalg.cholesky(cells.covariance[np.ix_(before, before)])
    noise = np.linalg.solve(root, np.full(5, 0.02)) + generator(2).normal(size=(20_000, 5))
    seen = (noise**2).sum(axis=1) > chi2.isf(0.05, 5)
    assert found.power == pytest.approx(seen.mean(), abs=0.01)
    assert pre_test(cells, drift=0.0).power == 0.05


def test_trends_that_cannot_be_tested():
    at_once = group_time(school_panel(generator(1), [1, 1, 4, 4]))
    assert pre_test(at_once, drift=0.1) is None
    enough, few = (
        group_time(school_panel(generator(1), starts, waves=4))
        for starts in ([3, 3, 3, 4, 4], [3, 3, 4])
    )
    assert pre_test(enough, drift=0.1).df == 2
    # Two clusters whose steps differ, one to compare with: two steps cannot be judged apart.
    assert (~few.after).sum() == 2
    assert pre_test(few, drift=0.1) is None


def test_how_far_a_drift_may_go_on():
    # Effect 1 ± 0.4 over two waves on average; the worst step before is 0.1: 0.6 / 0.2.
    assert breakdown(1.0, 0.4, 2.0, 0.1) == pytest.approx(3)
    assert breakdown(-1.0, 0.4, 2.0, 0.1) == pytest.approx(3)
    assert breakdown(0.3, 0.4, 2.0, 0.1) == 0
    assert breakdown(1.0, 0.4, 2.0, 0.0) == float("inf")
    assert worst_step(np.array([0.1, -0.3, 2.0]), np.array([-2, -1, 0])) == 0.3
    assert worst_step(np.array([2.0]), np.array([0])) == 0
