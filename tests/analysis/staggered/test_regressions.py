"""Sun and Abraham, and two-way effects: against regressions with every dummy, and R bacondecomp."""

from dataclasses import replace

import numpy as np
import pytest

from cordata.analysis.staggered.group_time import group_time
from cordata.analysis.staggered.interactions import interactions
from cordata.analysis.staggered.summaries import summary
from cordata.analysis.staggered.two_way import decomposition, two_way
from tests.analysis.references import agrees
from tests.analysis.staggered.panels import (
    county_panel,
    generator,
    invented_panel,
    school_panel,
    state_panel,
)

# R bacondecomp 0.1.1 on the reforms: start, other start (9999 never), estimate, weight.
BACON = {
    (1987, 1985): (0.04575585, 0.03165531), (1986, 1985): (0.11390411, 0.00197846),
    (1984, 1985): (0.12012908, 0.00197846), (1985, 1987): (0.01021379, 0.03956914),
    (1986, 1987): (-0.09374495, 0.00544076), (1984, 1987): (0.09784857, 0.01335458),
    (1985, 9999): (-0.02983676, 0.24181139), (1987, 9999): (0.00301063, 0.5223126),
    (1986, 9999): (0.00662742, 0.05984832), (1984, 9999): (0.06862261, 0.05984832),
    (1985, 1986): (0.07761409, 0.00219829), (1987, 1986): (-0.10942968, 0.00395691),
    (1984, 1986): (0.21498818, 0.00098923), (1985, 1984): (0.02882957, 0.00219829),
    (1987, 1984): (0.02818543, 0.01187074), (1986, 1984): (0.1397508, 0.00098923),
}  # fmt: skip
BY_KIND = {
    "later": (0.06353045, 0.02867593),
    "earlier": (0.05264893, 0.03375128),
    "untreated": (0.88382062, -0.00128849),
}


def test_reforms_of_mathematics_and_earnings():
    effect, error = two_way(state_panel())

    assert (effect, error) == pytest.approx((0.00245997, 0.01433101), abs=5e-9)


def test_what_that_number_is_made_of():
    panel = state_panel()
    years = [*panel.waves.tolist(), 9999]
    parts = decomposition(panel)

    assert {(years[one.treated], years[one.other]) for one in parts} == set(BACON)
    for one in parts:
        expected = BACON[years[one.treated], years[one.other]]
        assert (one.effect, one.weight) == pytest.approx(expected, abs=5e-9)
    for kind, expected in BY_KIND.items():
        weight = sum(one.weight for one in parts if one.kind == kind)
        effect = sum(one.weight * one.effect for one in parts if one.kind == kind) / weight
        assert (weight, effect) == pytest.approx(expected, abs=5e-9)


def test_two_way_effects_of_minimum_wages():
    assert two_way(county_panel()) == pytest.approx((-0.03654894, 0.01483164), abs=5e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_make_the_whole(seed):
    draw = generator(seed)
    panel = school_panel(draw, draw.integers(1, 6, size=12), waves=5)
    parts = decomposition(panel)

    assert sum(one.weight for one in parts) == pytest.approx(1)
    whole = sum(one.weight * one.effect for one in parts)
    assert whole == pytest.approx(two_way(panel)[0], abs=1e-12)


def test_effects_that_grow_turn_two_way_effects_round():
    # Truth: every treated unit gains 1, 3, 5, 7 more each wave; nothing else happens.
    panel = school_panel(generator(1), [1] * 5 + [3] * 5, waves=6)
    since = np.maximum(np.arange(6) - panel.start[:, None] + 1, 0)
    panel = replace(panel, y=since.astype(float) ** 2)

    assert two_way(panel)[0] < 0
    assert summary(group_time(panel), "event").effect[-2:].min() > 0


def test_invented_effects_as_fixest_prints_them():
    found = interactions(invented_panel("x1"))

    agrees(15, "base_stagg with x1, R fixest", found.effect, -1.1337494488, within=1e-9)
    agrees(15, "base_stagg with x1, error", found.error, 0.205070, within=1e-6)
    assert found.covariates == pytest.approx([0.9946783109], abs=1e-10)


def test_a_covariate_is_not_dropped_without_a_word():
    bare = interactions(invented_panel())

    assert bare.effects[bare.key == 0] == pytest.approx([-5.041515], abs=1e-6)
    assert bare.effect != pytest.approx(interactions(invented_panel("x1")).effect, abs=0.1)


def test_two_way_effects_of_invented_data_are_far_from_the_truth():
    assert two_way(invented_panel("x1"))[0] == pytest.approx(
        -3.683, abs=5e-4
    )  # the truth is -1


def with_every_dummy(panel):
    """The interacted regression with a column for every school, wave and term: slow, plain."""
    units, waves = panel.y.shape
    columns = [panel.x.reshape(units * waves, -1)]
    size = []
    terms = [
        (cohort, wave)
        for cohort in panel.cohorts
        for wave in range(waves)
        if wave != cohort - 1
    ]
    for cohort, wave in terms:
        one = np.zeros((units, waves))
        one[panel.start == cohort, wave] = 1
        columns.append(one.reshape(-1, 1))
        size.append((panel.start == cohort).sum() * (wave >= cohort))
    columns.append(np.kron(np.eye(units), np.ones((waves, 1))))
    columns.append(np.kron(np.ones((units, 1)), np.eye(waves))[:, 1:])
    x = np.hstack(columns)
    beta, *_rest = np.linalg.lstsq(x, panel.y.ravel())
    covariates, size = panel.x.shape[2], np.array(size)
    used = covariates + len(terms)
    bread = np.linalg.pinv(x.T @ x)
    scores = x * (panel.y.ravel() - x @ beta)[:, None]
    by_row = np.repeat(panel.cluster, waves)
    meat = np.zeros_like(bread)
    for one in range(panel.clusters):
        total = scores[by_row == one].sum(axis=0)
        meat += np.outer(total, total)
    weights = np.concatenate(
        [np.zeros(covariates), size / size.sum(), np.zeros(len(beta) - used)]
    )
    rows, groups = units * waves, panel.clusters
    small = groups / (groups - 1) * (rows - 1) / (rows - used - waves)
    variance = small * weights @ bread @ meat @ bread @ weights
    return weights @ beta, np.sqrt(variance), beta[:covariates]


@pytest.mark.parametrize("covariates", [0, 2])
def test_interactions_are_the_regression_with_every_dummy(covariates):
    draw = generator(covariates)
    panel = school_panel(draw, [1, 2, 2, 3, 4, 4, 4], size=3, effect=1.0)
    x = draw.normal(size=(*panel.y.shape, covariates))  # changes from wave to wave
    panel = replace(panel, x=x, y=panel.y + 2 * x.sum(axis=2))
    found = interactions(panel)
    effect, error, slopes = with_every_dummy(panel)

    assert found.effect == pytest.approx(effect)
    assert found.error == pytest.approx(error)
    assert found.covariates == pytest.approx(slopes)


def test_without_covariates_interactions_are_the_cells_of_a_universal_base():
    panel = county_panel()
    cells = group_time(panel, others="never", base="universal")
    events, found = summary(cells, "event"), interactions(panel)

    assert found.key.tolist() == events.key.tolist()
    assert found.effects == pytest.approx(events.effect, abs=1e-12)
    assert found.errors == pytest.approx(events.errors, rel=0.06)
    assert found.effect == pytest.approx(summary(cells, "simple").overall, abs=1e-12)


def test_interactions_need_somebody_who_never_begins():
    with pytest.raises(ValueError, match="never begin"):
        interactions(school_panel(generator(1), [1, 2, 3]))


def test_a_covariate_that_never_changes_says_nothing_within_a_school():
    with pytest.raises(ValueError, match="repeat"):
        interactions(school_panel(generator(1), [1, 2, 4], size=3, covariates=1))
