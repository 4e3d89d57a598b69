"""Factor models in several groups: lavaan's numbers, the slope, and what follows from them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.surveys import cfa
from cordata.analysis.surveys.cfa import Fit, Rung, fit, moments
from cordata.analysis.surveys.factor import one_factor
from cordata.analysis.surveys.rungs import (
    Between,
    Invariance,
    consequences,
    invariance,
    reached,
)
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns, rows

ITEMS = columns("holzinger1939.csv", *(f"x{at}" for at in range(1, 10)))
SCHOOL = np.array([row["school"] for row in rows("holzinger1939.csv")])
CODE = np.unique(SCHOOL, return_inverse=True)[1]
FACTOR = np.repeat([0, 1, 2], 3)


@pytest.mark.parametrize(
    ("rung", "chi2", "df", "cfi", "rmsea"),
    [
        (Rung.CONFIGURAL, 115.85134388, 48, 0.92339838, 0.09691486),
        (Rung.METRIC, 124.04354418, 54, 0.92092347, 0.09283654),
        (Rung.SCALAR, 164.10283093, 60, 0.88247181, 0.1073711),
    ],
)
def test_two_schools_as_lavaan_sees_them(rung, chi2, df, cfi, rmsea):
    found = fit(moments(ITEMS, CODE), FACTOR, rung)

    agrees(7, f"holzinger1939, {rung.name.lower()}, lavaan", found.chi2, chi2, within=1e-5)
    assert found.df == df
    both = (found.cfi, found.rmsea)
    agrees(
        7, f"holzinger1939, {rung.name.lower()}, CFI, RMSEA", both, (cfi, rmsea), within=1e-7
    )
    assert found.proper


def test_one_group_as_in_the_tutorial_of_lavaan():
    found = fit(moments(ITEMS, CODE * 0), FACTOR, Rung.CONFIGURAL)

    assert (found.chi2, found.df) == (pytest.approx(85.30552177, abs=1e-5), 24)
    assert (found.cfi, found.tli, found.rmsea, found.srmr) == pytest.approx(
        (0.93055965, 0.89583948, 0.09212148, 0.06520506), abs=1e-7
    )
    spread = ITEMS.std(axis=0)
    raw = found.loadings[0] * spread
    raw = raw / raw[[0, 0, 0, 3, 3, 3, 6, 6, 6]]
    lavaan = [1, 0.55350029, 0.72937021, 1, 1.11307658, 0.92614624, 1, 1.17995084, 1.08153016]
    assert raw == pytest.approx(lavaan, abs=5e-6)


@settings(max_examples=15)
@given(st.sampled_from(Rung), st.integers(0, 10**6))
def test_the_slope_is_the_slope(rung, seed):
    groups = moments(ITEMS, CODE)
    places, size = cfa._places(2, FACTOR, rung)
    x = cfa._begin(groups, FACTOR, places, size)
    x = x + np.random.default_rng(seed).uniform(-0.05, 0.05, size)

    value, slope = cfa._misfit(x, groups, places)
    by_steps = approx_fprime(x, lambda at: cfa._misfit(at, groups, places)[0], 1e-7)

    assert value > 0
    assert slope == pytest.approx(by_steps, abs=2e-5)


def test_other_units_and_another_order_of_groups_change_nothing():
    one = fit(moments(ITEMS, CODE), FACTOR, Rung.SCALAR)
    scale, shift = np.linspace(0.1, 40, 9), np.linspace(-5, 90, 9)
    other = fit(moments(ITEMS * scale + shift, 1 - CODE), FACTOR, Rung.SCALAR)
    assert other.chi2 == pytest.approx(one.chi2, abs=1e-5)


def test_one_factor_is_that_of_the_neighbour():
    items = ITEMS[:, :4]
    found = fit(moments(items, CODE * 0), np.zeros(4, int), Rung.CONFIGURAL)
    theirs = one_factor(np.cov(items, rowvar=False))
    ratio = theirs.loadings / items.std(axis=0)
    assert abs(found.loadings[0]) == pytest.approx(abs(ratio), abs=1e-2)
    assert found.loadings[0] / found.loadings[0, 0] == pytest.approx(ratio / ratio[0], abs=1e-4)


def simulated(people=1000, load=0.0, start=0.0, seed=3):
    """One scale of five points in two languages; one item of the second loads or starts otherwise."""
    chance = np.random.default_rng(seed)
    group = np.repeat([0, 1], people)
    factor = chance.normal(0.3 * group, 1.0 + 0.2 * group)
    items = 0.8 * factor[:, None] + chance.normal(0, 0.6, (2 * people, 5))
    items[group == 1, 2] += load * factor[group == 1] + start
    return items, group


def rung_of(**what):
    items, group = simulated(**what)
    each = moments(items, group)
    return reached({rung: fit(each, np.zeros(5, int), rung) for rung in Rung})


def test_which_rung_holds():
    assert rung_of() is Rung.SCALAR
    assert rung_of(start=0.8) is Rung.METRIC
    assert rung_of(load=-0.7) is Rung.CONFIGURAL


def test_degrees_of_freedom_and_chi_square_where_all_holds():
    drawn = []
    for seed in range(40):
        items, group = simulated(people=200, seed=seed)
        drawn.append(fit(moments(items, group), np.zeros(5, int), Rung.SCALAR).chi2)
    assert np.mean(drawn) == pytest.approx(18, abs=3 * 6 / np.sqrt(40))  # df 18, variance 36


def fake(cfi, rmsea=0.05, proper=True):
    return Fit(1, 1, cfi, 1, rmsea, 0, np.ones((1, 1)), proper)


@pytest.mark.parametrize(
    ("fits", "last"),
    [
        ((fake(0.95), fake(0.941), fake(0.932)), Rung.SCALAR),
        ((fake(0.95), fake(0.939), fake(0.95)), Rung.CONFIGURAL),
        ((fake(0.95), fake(0.95), fake(0.95, 0.066)), Rung.METRIC),
        ((fake(0.95), fake(0.95), fake(0.95, proper=False)), Rung.METRIC),
        ((fake(0.95, proper=False), fake(0.95), fake(0.95)), None),
    ],
)
def test_by_how_much_a_fit_may_fall(fits, last):
    assert reached(dict(zip(Rung, fits, strict=True))) is last


@pytest.mark.parametrize(
    ("rung", "between", "refused"),
    [
        (Rung.SCALAR, Between.LANGUAGES, []),
        (Rung.METRIC, Between.LANGUAGES, ["compare_levels"]),
        (Rung.CONFIGURAL, Between.LANGUAGES, ["compare_changes", "compare_levels"]),
        (None, Between.LANGUAGES, ["compare_changes", "compare_levels"]),
        (Rung.SCALAR, Between.ROUNDS, []),
        (Rung.METRIC, Between.ROUNDS, ["change_over_rounds"]),
        (None, Between.ROUNDS, ["change_over_rounds"]),
    ],
)
def test_what_follows(rung, between, refused):
    checks = consequences(rung, between)
    assert [one.code for one in checks if one.level is Level.REFUSE] == refused


NAMES = tuple(f"x{at}" for at in range(1, 10))
FRAME = dict(zip(NAMES, ITEMS.T, strict=True)) | {"school": SCHOOL}
SPEC = Invariance(
    "school", (("visual", NAMES[:3]), ("textual", NAMES[3:6]), ("speed", NAMES[6:]))
)


def test_the_registered_run():
    found = invariance(SPEC, FRAME, 1)

    assert found.more == {"reached": 1.0}
    assert found.estimates["scalar chi2"].value == pytest.approx(164.103, abs=5e-4)
    assert found.estimates["scalar chi2"].df == 60
    assert {one.code for one in found.warnings} == {"few_people", "compare_levels"}
    order = np.random.default_rng(1).permutation(301)
    shuffled = {name: column[order] for name, column in FRAME.items()}
    again = invariance(SPEC, shuffled, 1)
    for name, one in found.estimates.items():
        assert again.estimates[name].value == pytest.approx(one.value, abs=1e-9)


def points(people=300, shift=0.0):
    items, group = simulated(people)
    items[group == 1, 4] += shift
    return {f"q{at}": np.clip(np.rint(items[:, at] + 3), 1, 5) for at in range(5)} | {
        "language": np.array(["hr", "it"])[group]
    }


TALK = Invariance("language", (("talk", ("q0", "q1", "q2", "q3", "q4")),))


def test_a_poor_first_item_does_not_lead_the_search_astray():
    # With the first item as unit the search wandered off for 5,000 steps.
    frame = points()
    frame["q0"] = np.random.default_rng(5).integers(1, 6, 600)
    items = np.column_stack([frame[f"q{at}"] for at in range(5)])
    for rung in Rung:
        found = fit(moments(items, np.repeat([0, 1], 300)), np.zeros(5, int), rung)
        assert found.proper
        assert abs(found.loadings[:, 0]).max() < 0.2


def test_answers_in_points_are_looked_at_item_by_item():
    found = invariance(TALK, points(shift=1.2), 1)
    items = [one.facts["item"] for one in found.warnings if one.code == "item_differs"]
    assert "q4" in items
    assert "compare_levels" in [one.code for one in found.warnings]
    assert not invariance(TALK, points(), 1).warnings


def test_two_things_in_one_scale_fit_badly():
    one, other = points(), points()
    order = np.random.default_rng(5).permutation(300)
    for at in range(3):  # the same people, in another order within each language
        column = other[f"q{at}"]
        one[f"r{at}"] = np.concatenate([column[:300][order], column[300:][order]])
    names = ("q0", "q1", "q2", "r0", "r1", "r2")
    codes = [
        one.code
        for one in invariance(Invariance("language", (("talk", names),)), one, 1).warnings
    ]
    assert "factors_fit" in codes


@pytest.mark.parametrize(
    ("spec", "frame", "code"),
    [
        (TALK, points(people=99), "few_people"),
        (TALK, points() | {"language": np.full(600, "hr")}, "groups"),
        (Invariance("language", (("talk", ("q0", "q1", "q2")),)), points(), "model_is_tested"),
        (TALK, points() | {"q1": np.full(600, 3.0)}, "item_repeats_or_rests"),
        (TALK, points() | {"q1": points()["q2"]}, "item_repeats_or_rests"),
        (TALK, {name: column[:0] for name, column in points().items()}, "few_people"),
    ],
)
def test_refusals_show_no_number(spec, frame, code):
    found = invariance(spec, frame, 1)
    assert code in [one.code for one in found.refusals]
    assert not found.estimates


@pytest.mark.parametrize(
    ("spec", "where"),
    [
        (Invariance("language", ()), "scales"),
        (Invariance("language", (("talk", ("q0", "q1")),)), "scales"),
        (
            Invariance("language", (("a", ("q0", "q1", "q2")), ("b", ("q2", "q3", "q4")))),
            "scales",
        ),
        (Invariance("language", (("talk", ("q0", "q1", "q9")),)), "scales"),
        (Invariance("tongue", TALK.scales), "group"),
        (Invariance("language", TALK.scales, "planets"), "between"),
    ],
)
def test_a_wrong_spec_says_where(spec, where):
    with pytest.raises(SpecError) as error:
        invariance(spec, points(), 1)
    assert error.value.where == where


def test_of_groups_without_anything_in_common_fits_add_up():
    third = np.where(np.arange(301) % 3 == 0, 2, CODE)  # a third group across both schools
    each = moments(ITEMS, third)

    whole = fit(each, FACTOR, Rung.CONFIGURAL)
    alone = [fit([one], FACTOR, Rung.CONFIGURAL) for one in each]

    assert whole.chi2 == pytest.approx(sum(one.chi2 for one in alone), abs=1e-4)
    assert whole.df == 3 * 24
    assert fit(each, FACTOR, Rung.METRIC).df == 72 + 2 * 6
    assert fit(each, FACTOR, Rung.SCALAR).df == 84 + 2 * 6
