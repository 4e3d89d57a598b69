"""Effects by cohort and wave: against the R package did, by hand, by leaving units out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from cordata.analysis.staggered.comparison import doubly_robust, plain, scored
from cordata.analysis.staggered.group_time import covariance, group_time
from cordata.analysis.staggered.panel import Panel
from cordata.analysis.staggered.summaries import summary
from cordata.analysis.weighting.score import NoOverlap, chance, score
from tests.analysis.references import agrees
from tests.analysis.staggered.panels import county_panel, generator, school_panel

# Documentation of R package did 2.5.1, and did/expected.json: cohort, wave, effect.
ORDER = [
    (2004, 2004), (2004, 2005), (2004, 2006), (2004, 2007),
    (2006, 2004), (2006, 2005), (2006, 2006), (2006, 2007),
    (2007, 2004), (2007, 2005), (2007, 2006), (2007, 2007),
]  # fmt: skip
EXACT = [
    -0.01050325, -0.07042316, -0.13725874, -0.10081136, 0.00652011, -0.00275082,
    -0.00459461, -0.04122447, 0.03050666, -0.00272589, -0.03108712, -0.02605441,
]  # fmt: skip
WITH_POPULATION = [
    -0.0145, -0.0764, -0.1404, -0.1069, -0.0005, -0.0062,
    0.0010, -0.0413, 0.0267, -0.0046, -0.0284, -0.0288,
]  # fmt: skip
NOT_YET = [
    -0.0212, -0.0816, -0.1382, -0.1069, -0.0075, -0.0046,
    0.0087, -0.0413, 0.0269, -0.0042, -0.0284, -0.0288,
]  # fmt: skip


def after_steps(cells):
    """After a varying base a cohort of 2004 has no wave before its start but 2003."""
    times = cells.times
    return list(zip(times[cells.cohort].tolist(), times[cells.wave].tolist(), strict=True))


@pytest.mark.parametrize(
    ("covariates", "others", "expected", "within"),
    [
        ((), "never", EXACT, 5e-9),
        (("lpop",), "never", WITH_POPULATION, 5e-5),
        (("lpop",), "not-yet", NOT_YET, 5e-5),
    ],
)
def test_minimum_wages_by_cohort_and_year(covariates, others, expected, within):
    cells = group_time(county_panel(*covariates), others=others)

    assert after_steps(cells) == ORDER
    assert cells.effect == pytest.approx(expected, abs=within)


@pytest.mark.parametrize(("covariates", "p"), [((), 0.16812), (("lpop",), 0.23267)])
def test_the_steps_before_are_tested_together(covariates, p):
    cells = group_time(county_panel(*covariates), others="never")
    before = ~cells.after
    steps, spread = cells.effect[before], cells.covariance[np.ix_(before, before)]
    wald = steps @ np.linalg.solve(spread, steps)

    case = f"mpdta, p of the steps before, {len(covariates)} covariates"
    agrees(14, case, chi2.sf(wald, before.sum()), p, within=5e-6)


def test_summaries_of_minimum_wages():
    cells = group_time(county_panel(), others="never")
    found = {kind: summary(cells, kind) for kind in ("simple", "event", "group", "calendar")}

    overall = {kind: one.overall for kind, one in found.items()}
    printed = {"simple": -0.0400, "event": -0.0772, "group": -0.0310, "calendar": -0.0417}
    for kind, value in printed.items():
        agrees(14, f"mpdta, {kind}, R did", overall[kind], value, within=5e-5)
    assert found["event"].key.tolist() == [-3, -2, -1, 0, 1, 2, 3]
    assert found["event"].effect == pytest.approx(
        [0.0305, -0.0006, -0.0245, -0.0199, -0.0510, -0.1373, -0.1008], abs=5e-5
    )
    assert found["group"].key.tolist() == [2004, 2006, 2007]
    assert found["group"].effect == pytest.approx([-0.0797, -0.0229, -0.0261], abs=5e-5)
    assert found["calendar"].effect == pytest.approx(
        [-0.0105, -0.0704, -0.0488, -0.0371], abs=5e-5
    )
    # The documentation's errors come from its bootstrap, which varies in the third digit.
    published = {"simple": 0.0119, "event": 0.0208, "group": 0.0126, "calendar": 0.0175}
    errors = {kind: one.error for kind, one in found.items()}
    assert errors == {kind: pytest.approx(one, rel=0.1) for kind, one in published.items()}


def test_by_hand():
    # Treated gain 3 and 5, others 1 and 1: effect 3; parts 2 (∓1) and 2 (0).
    found = plain(np.array([3.0, 5.0, 1.0, 1.0]), np.array([True, True, False, False]))

    assert found.effect == 3
    assert found.parts.tolist() == [-2, 2, 0, 0]
    # Variance 8 / 16; as one cluster of both treated the deviations cancel.
    assert covariance(found.parts[:, None], np.arange(4)) == [[0.5]]
    assert covariance(found.parts[:, None], np.array([0, 0, 1, 2])) == [[0]]


@given(st.integers(0, 2**32 - 1))
def test_without_covariates_doubly_robust_is_plain(seed):
    draw = generator(seed)
    gain, treated = draw.normal(size=30), np.arange(30) < draw.integers(3, 27)
    robust, simple = (
        doubly_robust(gain, scored(treated, np.ones((30, 1)))),
        plain(gain, treated),
    )

    assert robust.effect == pytest.approx(simple.effect)
    assert robust.parts == pytest.approx(simple.parts)


def leaving_out(units, estimate):
    """(n - 1)(all - without one) for each unit: the parts, to first order."""
    keep = ~np.eye(units, dtype=bool)
    whole = estimate(np.ones(units, bool))
    return np.array([(units - 1) * (whole - estimate(one)) for one in keep])


def test_parts_are_what_leaving_a_unit_out_would_change():
    draw = generator(4)
    x = np.column_stack([np.ones(400), draw.normal(size=(400, 2))])
    treated = draw.random(400) < 1 / (1 + np.exp(-x @ [-0.5, 0.5, -0.5]))
    gain = x @ [1, 2, 3] + draw.normal(size=400) + treated * x[:, 1]

    def estimate(kept):
        return doubly_robust(gain[kept], scored(treated[kept], x[kept])).effect

    parts = doubly_robust(gain, scored(treated, x)).parts
    jackknife = leaving_out(400, estimate)
    assert parts.mean() == pytest.approx(0, abs=1e-10)
    assert np.corrcoef(parts, jackknife)[0, 1] > 0.999
    assert parts.std() == pytest.approx(jackknife.std(), rel=0.03)  # to first order


@pytest.mark.parametrize("kind", ["simple", "event", "group", "calendar"])
def test_parts_of_summaries_hold_that_shares_are_estimated(kind):
    draw = generator(5)
    starts = draw.choice([1, 2, 4], size=200, p=[0.2, 0.3, 0.5])
    panel = school_panel(draw, starts)
    bigger = replace(panel, y=panel.y + 5.0 * (panel.start == 1)[:, None] * panel.waves)

    def estimate(kept):
        left = Panel(
            bigger.y[kept], bigger.waves, bigger.start[kept], np.arange(kept.sum()),
            bigger.stratum[kept], bigger.x[kept],
        )  # fmt: skip
        return summary(group_time(left), kind).overall

    parts = summary(group_time(bigger), kind).overall_parts
    jackknife = leaving_out(200, estimate)
    assert np.corrcoef(parts, jackknife)[0, 1] > 0.999
    assert parts.std() == pytest.approx(jackknife.std(), rel=0.03)


def test_errors_cover_with_clusters_and_covariates():
    draw = generator(106)
    starts = np.repeat([1, 2, 4], 20)
    found = [
        summary(group_time(school_panel(draw, starts, size=3, covariates=1)), "group")
        for _run in range(150)
    ]
    overall = np.array([one.overall for one in found])

    assert abs(overall.mean()) < 3 * overall.std() / np.sqrt(150)
    assert np.mean([one.error for one in found]) == pytest.approx(overall.std(), rel=0.15)


def test_a_cohort_without_anybody_to_compare_with_has_no_cells():
    panel = school_panel(generator(1), [1, 1, 2, 2])

    assert set(after_steps(group_time(panel))) == {(1, 1)}
    assert len(group_time(panel, others="never").effect) == 0
    with pytest.raises(ValueError, match="no cohort"):
        summary(group_time(panel, others="never"), "group")


def test_gains_of_a_universal_base_add_up_from_steps():
    panel = school_panel(generator(2), [3, 3, 3, 4, 4, 4])
    steps, whole = group_time(panel), group_time(panel, base="universal")

    assert after_steps(steps) == [(3, 1), (3, 2), (3, 3)]
    assert after_steps(whole) == [(3, 0), (3, 1), (3, 3)]
    assert whole.effect == pytest.approx(
        [-steps.effect[0] - steps.effect[1], -steps.effect[1], steps.effect[2]]
    )


def test_schools_that_miss_a_wave_or_began_before_the_first_are_left_out_and_counted():
    unit = np.array([1, 1, 2, 2, 3, 3, 4])
    wave = np.array([5.0, 6, 5, 6, 5, 6, 5])
    first = np.array([6.0, 6, 5, 5, np.nan, np.nan, np.nan])
    panel = Panel.of(unit, wave, np.arange(7.0), first)

    assert (panel.dropped, panel.always, panel.clusters) == (1, 1, 2)
    assert panel.y.tolist() == [[0, 1], [4, 5]]
    assert (panel.start.tolist(), panel.cohorts, panel.never) == ([1, 2], [1], 2)


@pytest.mark.parametrize(
    ("wave", "first", "message"),
    [([5.0, 5.0], [6.0, 6.0], "two rows"), ([5.0, 6.0], [6.0, np.nan], "two starts")],
)
def test_rows_that_contradict_each_other(wave, first, message):
    with pytest.raises(ValueError, match=message):
        Panel.of(np.zeros(2, int), np.array(wave), np.zeros(2), np.array(first))


def test_covariates_that_tell_the_groups_apart_leave_nobody_to_compare_with():
    treated = np.arange(40) < 20
    x = np.column_stack([np.ones(40), treated, treated])
    with pytest.raises(NoOverlap):
        scored(treated, x)
    with pytest.raises(NoOverlap):
        scored(treated, np.column_stack([np.ones(40), np.arange(40)]))


def test_those_sure_to_be_treated_are_no_comparison():
    draw = generator(8)
    x = np.column_stack([np.ones(3000), 3 * draw.normal(size=3000)])
    treated = draw.random(3000) < 1 / (1 + np.exp(-2 * x[:, 1]))
    p = chance(x @ score(treated, x)[0])
    assert (p[~treated] > 0.995).any()
    gain = np.where(~treated & (p > 0.995), 1e6, x[:, 1])

    assert doubly_robust(gain, scored(treated, x)).effect == pytest.approx(0, abs=1e-9)
