"""The registered plan: the answers of a network of the pilot's size, warnings, wrong plans."""

import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.power.planning import Plan, plan

EXPLAINED = {"r2_group": 0.5, "r2_school": 0.5, "r2_person": 0.3}


def of(arm, **more):
    return Plan(arm, arm, schools=4, size=20, icc_group=0.05, icc_school=0.10, **more)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (of(24), 0.24),
        (of(24, **EXPLAINED), 0.18),
        (of(12), 0.35),
        (of(12, **EXPLAINED), 0.25),
        (of(6), 0.52),
        (of(6, **EXPLAINED), 0.38),
        (of(6, comparisons=6), 0.70),
        (of(6, comparisons=6, **EXPLAINED), 0.51),
        (of(3), 0.89),
        (of(3, **EXPLAINED), 0.64),
        (Plan(12, 12, schools=1, size=20, icc_group=0.10, waves=5), 0.19),
    ],
)
def test_what_a_pilot_can_see(spec, expected):
    assert plan(spec, {}, 1).estimates["mdes"].value == pytest.approx(expected, abs=0.0051)


def test_the_curve_over_the_share_between_groups_is_always_there():
    more = plan(of(12), {}, 1).more
    curve = [round(value, 2) for name, value in more.items() if name.startswith("mdes_at")]

    assert curve == [0.23, 0.28, 0.35, 0.44, 0.51]


def test_a_curve_ends_where_nothing_is_left_between_people():
    spec = Plan(12, 12, schools=4, size=20, icc_group=0.05, icc_school=0.91)

    assert "mdes_at_icc_0.10" not in plan(spec, {}, 1).more


def test_the_power_for_one_effect():
    found = plan(of(12, effect=0.35), {}, 1)

    assert found.estimates["power"].value == pytest.approx(0.80, abs=0.002)
    assert list(found.estimates) == ["mdes", "power"]
    assert (found.sizes["treated"].rows, found.sizes["comparison"].groups) == (960, 12)


@pytest.mark.parametrize(
    ("spec", "codes"),
    [
        (of(12), []),
        (of(9), ["few_groups"]),
        (of(3), ["too_few_groups_for_an_interval"]),
        (Plan(12, 12, schools=1, size=20, icc_group=0.10, waves=5), ["few_groups"]),
    ],
)
def test_few_groups_are_named(spec, codes):
    assert [one.code for one in plan(spec, {}, 1).warnings] == codes


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"power": 0.05}, "power"),
        ({"alpha": 0}, "power"),
        ({"comparisons": 0}, "comparisons"),
        ({"r2_group": 1.0}, "r2_group"),
        ({"r2_school": -0.1}, "r2_school"),
        ({"covariates": 22}, "covariates"),
        ({"covariates": -1}, "covariates"),
        ({"waves": 1}, "waves"),
        ({"waves": 6}, "waves"),
    ],
)
def test_a_plan_that_cannot_be_drawn_up(change, where):
    if change == {"alpha": 0}:
        change, where = {"alpha": 0, "power": 0.5}, "alpha"
    with pytest.raises(SpecError) as error:
        plan(of(12, **change), {}, 1)

    assert error.value.where == where


def test_nothing_left_between_people():
    with pytest.raises(SpecError, match="nothing is left between people"):
        plan(Plan(12, 12, 4, 20, icc_group=0.5, icc_school=0.5), {}, 1)
