"""Random-effects averages: against metafor, by identities, by simulated error rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import t as student

from cordata.analysis.synthesis.pooling import common_effect, constant, pool
from cordata.analysis.synthesis.variance import (
    _top,
    dersimonian_laird,
    heights,
    maximum_likelihood,
    paule_mandel,
    q_profile,
    restricted_likelihood,
    weighted,
)
from tests.analysis.references import agrees
from tests.analysis.surveys.published import columns


def bcg():
    """Thirteen trials of a vaccine: log risk ratios, their variances, latitude."""
    ill, well, ill0, well0, latitude = columns(
        "bcg.csv", "tpos", "tneg", "cpos", "cneg", "ablat"
    ).T
    y = np.log(ill / (ill + well) * (ill0 + well0) / ill0)
    return y, 1 / ill - 1 / (ill + well) + 1 / ill0 - 1 / (ill0 + well0), latitude


def bangert(*moderators):
    table = columns("bangertdrowns2004.csv", "yi", "vi", *moderators)
    table = table[np.isfinite(table).all(axis=1)]
    return table[:, 0], table[:, 1], np.column_stack([np.ones(len(table)), table[:, 2:]])


def test_bcg_vaccine_as_metafor_sees_it():
    y, v, _latitude = bcg()
    found = pool(y, v)

    agrees(24, "dat.bcg, average, R metafor", found.beta[0], -0.7145323, within=1e-7)
    agrees(24, "dat.bcg, variance between", found.spread.tau2, 0.3132433, within=1e-7)
    agrees(24, "dat.bcg, errors: Wald, HK", (found.wald[0], found.hartung[0]),
           (0.1797815, 0.1807917), within=1e-7)  # fmt: skip
    assert found.hartung[0] == found.error[0]
    assert found.beta[0] / found.error[0] == pytest.approx(-3.9522, abs=1e-4)
    assert found.p() == pytest.approx(0.001920, abs=1e-6)
    for name, reach, printed in (
        ("interval", found.interval(), (-1.1084, -0.3206)),
        ("prediction", found.prediction(), (-1.9960, 0.5670)),
        ("interval of the variance", found.spread.interval, (0.1197, 1.1115)),
    ):
        agrees(24, f"dat.bcg, {name}", (reach.low, reach.high), printed, within=5e-5)
    spread = found.spread
    assert (spread.i2, spread.h2, spread.q, spread.df) == pytest.approx(
        (92.2214, 12.8558, 152.2330, 12), abs=5e-5
    )


def test_other_estimates_of_the_variance_between_studies():
    y, v, _latitude = bcg()
    x = constant(y)

    assert dersimonian_laird(y, v, x) == pytest.approx(0.3088, abs=5e-5)
    assert paule_mandel(y, v, x) == pytest.approx(0.3181, abs=5e-5)
    assert maximum_likelihood(y, v, x) == pytest.approx(0.2800, abs=5e-5)
    assert common_effect(y, v) == pytest.approx((-0.4303, 0.0405), abs=5e-5)


def test_latitude_explains_much_of_it():
    y, v, latitude = bcg()
    found = pool(y, v, np.column_stack([np.ones(13), latitude]))

    assert found.beta == pytest.approx([0.2515, -0.0291], abs=5e-5)
    assert found.hartung == pytest.approx([0.2839, 0.0082], abs=5e-5)
    assert found.spread.tau2 == pytest.approx(0.0763, abs=5e-5)


def test_of_six_studies_hartung_and_knapp_would_be_too_sure():
    y, v, _latitude = bcg()
    found = pool(y[:6], v[:6])

    assert (found.hartung[0], found.wald[0]) == pytest.approx((0.2183, 0.2367), abs=5e-5)
    assert found.error[0] == found.wald[0]


def test_writing_to_learn_48_studies():
    y, v, x = bangert()
    found = pool(y, v)

    assert found.beta[0] == pytest.approx(0.2219296, abs=2e-6)
    assert found.wald[0] == pytest.approx(0.04603453, abs=1e-6)
    assert found.spread.tau2 == pytest.approx(0.04994108, abs=5e-6)
    assert found.spread.i2 == pytest.approx(58.37398254, abs=3e-3)
    assert found.spread.q == pytest.approx(107.10607147, abs=1e-8)
    assert dersimonian_laird(y, v, x) == pytest.approx(0.04554325, abs=1e-8)
    assert common_effect(y, v) == pytest.approx((0.16562636, 0.02693136), abs=1e-8)
    assert found.hartung[0] == pytest.approx(0.04952654, abs=1e-6)
    interval = found.interval()
    assert (interval.low, interval.high) == pytest.approx((0.12229506, 0.32156415), abs=5e-6)


def test_writing_to_learn_seven_moderators():
    y, v, x = bangert("length", "wic", "feedback", "info", "pers", "imag", "meta")
    found = pool(y, v, x)

    assert len(y) == 41
    first = [0.26888663, 0.00721753, -0.04724275, 0.06765642]
    last = [-0.22332314, -0.11371439, 0.4106239, 0.20096061]
    assert found.beta == pytest.approx([*first, *last], abs=2e-6)
    assert found.spread.tau2 == pytest.approx(0.02233177, abs=5e-6)
    inverse = np.linalg.inv(weighted(y, v, x, found.spread.tau2).bread[1:, 1:])
    assert found.beta[1:] @ inverse @ found.beta[1:] == pytest.approx(11.71747196, abs=1e-3)


def test_schools_in_districts_as_if_they_were_alone():
    y, v = columns("konstantopoulos2011.csv", "yi", "vi").T
    found = pool(y, v)

    assert found.beta[0] == pytest.approx(0.12793206, abs=1e-6)
    assert found.wald[0] == pytest.approx(0.04387028, abs=1e-6)
    assert found.spread.tau2 == pytest.approx(0.0884385, abs=5e-6)
    assert found.spread.i2 == pytest.approx(94.70492954, abs=5e-4)
    assert common_effect(y, v) == pytest.approx((0.04640719, 0.00918968), abs=1e-8)


def test_studies_that_agree_leave_nothing_between_them():
    found = pool(np.array([0.2, 0.21, 0.19, 0.2]), np.full(4, 0.04))

    assert found.spread.tau2 == found.spread.interval.low == found.spread.i2 == 0
    assert found.hartung[0] < found.wald[0] == found.error[0] == pytest.approx(0.1)
    # Nothing between: a next study differs no more than the average is unsure.
    assert found.prediction() == found.interval()


def test_by_hand():
    # Equal variances 1, effects 0 and 6: mean 3, s² = 18, so tau² = 18 - 1 and SE = √(18 / 2).
    found = pool(np.array([0.0, 6.0]), np.ones(2))

    assert found.beta[0] == pytest.approx(3)
    assert found.spread.tau2 == pytest.approx(17)
    assert (found.wald[0], found.hartung[0]) == pytest.approx((3, 3))


@pytest.mark.parametrize("v", [[0.1], [0.1, 0.0]])
def test_one_study_or_no_variance_is_no_synthesis(v):
    with pytest.raises(ValueError, match="more studies"):
        pool(np.zeros(len(v)), np.array(v))


effects = arrays(np.float64, 7, elements=st.floats(-3, 3))
variances = arrays(np.float64, 7, elements=st.floats(0.01, 2))


@given(effects, variances)
def test_reml_is_nowhere_lower_than_on_a_fine_grid(y, v):
    x = constant(y)

    best = np.array([restricted_likelihood(y, v, x)])

    grid = heights(y, v, x, np.linspace(0, 20, 200), restricted=True)
    assert heights(y, v, x, best, restricted=True)[0] >= grid.max() - 1e-9


@pytest.mark.parametrize("seen", [0, 1, 2, 3, 4])
def test_the_top_is_found_from_a_place_on_either_side(seen):
    # The score falls through 0 at 1.5; the highest of the places looked at may lie elsewhere.
    height = np.zeros(5)
    height[seen] = 1

    assert _top(height, np.arange(5.0), lambda tau2: 1.5 - tau2) == pytest.approx(1.5)


@given(effects, variances)
def test_the_interval_of_tau_holds_the_moment_estimate(y, v):
    low, high = q_profile(y, v, constant(y))

    assert low <= paule_mandel(y, v, constant(y)) + 1e-12
    assert 0 <= low <= high


@given(effects, variances, st.floats(0.1, 10), st.floats(-5, 5))
def test_units_do_not_matter(y, v, scale, shift):
    plain, scaled = pool(y, v), pool(y * scale + shift, v * scale**2)

    assert scaled.beta[0] == pytest.approx(plain.beta[0] * scale + shift, abs=1e-5)
    assert scaled.error[0] == pytest.approx(plain.error[0] * scale, rel=1e-5)


@pytest.mark.parametrize("tau2", [0.0, 0.02])
@pytest.mark.parametrize("studies", [6, 3])
def test_error_rates_with_few_studies(studies, tau2):
    """Six: .060 for Hartung-Knapp and .035 for the larger of two, as published, tau² = .02."""
    draw = np.random.Generator(np.random.PCG64(6))
    v = np.array([0.01, 0.02, 0.03, 0.04, 0.05, 0.06])[:studies]
    runs, limit = 1500, student.isf(0.025, studies - 1)
    every = [pool(y, v) for y in draw.normal(0, np.sqrt(v + tau2), (runs, studies))]

    value = np.array([abs(one.beta[0]) for one in every])
    hartung = np.mean(value > limit * np.array([one.hartung[0] for one in every]))
    larger = np.mean(value > limit * np.array([one.error[0] for one in every]))

    case = f"k = {studies}, variance between {tau2:g}, nominal .05"
    agrees(46, f"Hartung-Knapp, {case}", hartung, 0.055, within=0.025)
    assert larger <= 0.05
    assert larger <= hartung


@pytest.mark.parametrize("tau2", [0.0, 0.02])
def test_without_hartung_and_knapp_six_studies_are_too_sure(tau2):
    """What the rule is for: common effect .215 and .044, DerSimonian-Laird .094 and .032."""
    draw = np.random.Generator(np.random.PCG64(7))
    v = np.array([0.01, 0.02, 0.03, 0.04, 0.05, 0.06])
    x, wrong = constant(v), np.zeros(2)
    for y in draw.normal(0, np.sqrt(v + tau2), (1500, 6)):
        value, error = common_effect(y, v)
        moments = weighted(y, v, x, dersimonian_laird(y, v, x))
        wrong += (
            abs(value) > 1.96 * error,
            abs(moments.beta[0]) > 1.96 * moments.bread[0, 0] ** 0.5,
        )

    common, moments = wrong / 1500
    assert (common > 0.12, moments > 0.07) == (tau2 > 0, tau2 > 0)
    assert (common < 0.07, moments < 0.05) == (tau2 == 0, tau2 == 0)
