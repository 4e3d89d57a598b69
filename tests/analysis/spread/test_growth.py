"""Growth by formula against printed values, and the simulator against the formulas."""

from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.spread.diffusion import Diffusion, diffusion, expected
from cordata.analysis.spread.growth import Bass, Rates, extinction
from cordata.analysis.spread.shares import Known
from cordata.analysis.spread.simulate import Start, simulate
from tests.analysis.references import agrees

RATES = Rates(4, 0.85, 0.2, 0.7)
MANY = 10**8


def test_lambda_and_what_follows():
    assert RATES.factor == pytest.approx(1.38)
    assert RATES.lifetime == pytest.approx(2.27, abs=0.005)
    assert RATES.mean(24, 8) == pytest.approx(315.7, abs=0.05)
    agrees(33, "branching, mean after 6", RATES.mean(24, 6), 165.762, within=5e-4)
    agrees(33, "branching, variance", RATES.variance(24, 6), 1445.9, within=0.05)
    assert RATES.mean(24, RATES.cycles_to(300, 24)) == pytest.approx(300)
    assert Rates(2, 0.5, 0.3, 0.7).variance(10, 3) == pytest.approx(
        10 * 3 * (0.21 + 2 * 0.15 * 0.85)
    )
    assert Rates(1, 0.5, 0.1, 0.7).cycles_to(300, 24) is None


@given(st.integers(1, 6), *[st.floats(0.05, 0.95)] * 3)
def test_mentors_grow_exactly_where_one_makes_more_than_one(capacity, a, b, s):
    rates = Rates(capacity, a, b, s)
    if abs(rates.factor - 1) > 1e-9:
        assert (rates.factor > 1) == (rates.lifetime > 1)


@pytest.mark.parametrize(
    ("case", "generating", "chance"),
    [
        ("Poisson of 1.5", lambda x: exp(1.5 * (x - 1)), 0.417188),
        ("Poisson of 2", lambda x: exp(2.0 * (x - 1)), 0.203188),
        ("Bin(4, 1/2)", lambda x: (0.5 + 0.5 * x) ** 4, 0.087378),
        ("Poisson of 0.8", lambda x: exp(0.8 * (x - 1)), 1.0),
    ],
)
def test_dying_out(case, generating, chance):
    agrees(33, f"dying out, {case}", extinction(generating), chance, within=1e-6)


def test_bass():
    bass = Bass(0.03, 0.38)

    reached = (bass.share(5), bass.share(10))
    agrees(33, "Bass, after 5 and 10", reached, (0.331199, 0.812803), within=1e-6)
    agrees(33, "Bass, peak", bass.peak, 6.1926, within=5e-5)
    agrees(33, "Bass, share at its peak", bass.share(bass.peak), 0.460526, within=1e-6)
    assert Bass(0.5, 0.1).peak == 0


def run(start, cycles, runs=20_000, rates=RATES, seed=1, **other):
    shares = [np.full(runs, one) for one in (rates.completes, rates.willing, rates.stays)]
    return simulate(start, shares, cycles, np.random.default_rng(seed), **other)


def test_with_enough_of_everything_it_is_a_branching_process():
    mentors = run(Start(24, MANY, 4), 6).mentors[:, -1]

    mean, variance = RATES.mean(24, 6), RATES.variance(24, 6)
    assert abs(mentors.mean() - mean) < 3 * np.sqrt(variance / 20_000)
    agrees(33, "branching, simulated variance", mentors.var(), 1445.9, within=45)
    fourth = ((mentors - mentors.mean()) ** 4).mean()
    assert abs(mentors.var() - variance) < 3 * np.sqrt((fourth - variance**2) / 20_000)


def test_a_line_dies_out_as_often_as_the_formula_says():
    # Every mentor leaves after a cycle; of four mentees each becomes one with a half.
    rates = Rates(4, 1.0, 0.5, 0.0)
    dead = run(Start(1, MANY, 4), 12, 8000, rates).mentors[:, -1] == 0
    agrees(33, "dying out, simulated of 8,000", dead.mean(), 0.087378, within=0.0095)


@pytest.mark.parametrize(
    "start",
    [Start(24, 0, 4), Start(0, 100, 4), Start(24, 100, 0), Start(24, 100, 4, 10.0, 9.0)],
)
def test_without_schools_mentors_places_or_money_nothing_begins(start):
    assert run(start, 3, 50).begun.sum() == 0


@given(st.integers(0, 9), st.integers(0, 60), st.integers(0, 4), st.integers(0, 30))
def test_limits_hold(mentors, waiting, capacity, budget):
    paths = run(Start(mentors, waiting, capacity, 2.0, float(budget)), 4, 20)

    before = np.column_stack([np.full(20, mentors), paths.mentors[:, :-1]])
    assert (paths.begun <= before * capacity).all()
    assert (paths.begun.sum(axis=1) <= waiting).all()
    assert (paths.begun * 2 <= budget).all()
    assert (paths.completed <= paths.begun).all()
    assert paths.weighted == pytest.approx(paths.completed.astype(float))


def test_each_generation_keeps_less():
    # All complete, all become mentors, none stays: cycle k is all of generation k.
    paths = run(Start(2, MANY, 3), 3, 5, Rates(3, 1.0, 1.0, 0.0), fidelity=0.5)
    assert paths.completed.tolist() == [[6, 18, 54]] * 5
    assert paths.weighted.tolist() == [[6, 9, 13.5]] * 5


def test_places_are_shared_out_without_favour():
    # Half of the places are of each generation; one school begins.
    rates = Rates(1, 1.0, 1.0, 1.0)
    second = run(Start(4, MANY, 1, 1.0, 4.0), 2, 4000, rates, fidelity=0.0)
    # In the second cycle 4 of 8 places: 2 of the four are on old mentors, by hypergeometric.
    assert second.weighted[:, 1].mean() == pytest.approx(2, abs=0.05)
    spread = 4 * 0.5 * 0.5 * (8 - 4) / (8 - 1)
    assert second.weighted[:, 1].var() == pytest.approx(spread, rel=0.1)


def test_a_share_is_known_as_well_as_it_was_asked():
    seven = Known(7, 89)
    assert (seven.at(0.05), seven.at(0.95)) == pytest.approx((0.0389, 0.1250), abs=2e-3)
    drawn = seven.draw(np.random.default_rng(1), 100_000)
    assert np.quantile(drawn, 0.95) == pytest.approx(seven.at(0.95), abs=1e-3)
    assert seven.mean == 7.5 / 97


def asked(completes=(80, 16), willing=(19, 77), stays=(67, 29)):
    size = max(sum(one) for one in (completes, willing, stays))

    def column(yes, no):
        return np.array([1.0] * yes + [0.0] * no + [np.nan] * (size - yes - no))

    return {
        "completes": column(*completes),
        "willing": column(*willing),
        "stays": column(*stays),
    }


SPEC = Diffusion(24, 3000, 4, 5, 700, unit_cost=2.5, payers=(("eu", 0.6), ("ministry", 0.4)))


def replace(spec, **changes):
    names = type(spec).__match_args__
    return type(spec)(**{name: getattr(spec, name) for name in names} | changes)


def test_the_registered_run():
    found = diffusion(SPEC, asked(), 4)

    values = {name: one.value for name, one in found.estimates.items()}
    assert next(iter(values)) == "chance"
    assert 0.05 < values["chance"] < 0.95
    assert values["cash@1"] == 24 * 4 * 2.5
    assert values["cash:eu@1"] == pytest.approx(0.6 * 240)
    path = [values[f"completed@{cycle}"] for cycle in range(1, 6)]
    assert path == sorted(path)
    assert values["completed@5"] == values["weighted@5"]
    last = found.estimates["completed@5"]
    assert last.value in last.interval
    assert found.more["low:willing"] < found.more["low:stays"] < found.more["high:willing"]
    assert found.more["lambda"] == pytest.approx(67.5 / 97 + 4 * 80.5 / 97 * 19.5 / 97)
    assert not found.warnings
    assert diffusion(SPEC, asked(), 4) == found
    assert diffusion(SPEC, asked(), 5) != found


def test_what_is_exactly_kept_is_the_mean_where_nothing_is_short():
    start = Start(24, MANY, 4)
    drawn = run(start, 5).completed.sum(axis=1).mean()
    assert expected(start, RATES, 5) == pytest.approx(drawn, rel=0.005)
    # 96 begin in the first cycle; 40 schools wait, then none.
    assert expected(Start(24, 40, 4), RATES, 5) == pytest.approx(40 * 0.85)
    assert expected(Start(24, 400, 4, 2.0, 21.0), RATES, 1) == pytest.approx(10 * 0.85)


def test_a_budget_of_nothing_for_costs_of_nothing_is_no_limit():
    assert SPEC.start.budget is None
    assert replace(SPEC, budget=50.0).start.budget == 50


def test_growth_that_is_not_sure_is_said():
    found = diffusion(SPEC, asked(willing=(4, 40), stays=(60, 36)), 4)
    (warning,) = found.warnings
    assert warning.code == "growth"
    assert 0.05 < warning.facts["chance"] < 0.95


def test_shares_of_few_answers_warn_and_of_none_refuse():
    few = diffusion(SPEC, asked(willing=(5, 20)), 4)
    assert ("share_known", Level.WARN) in [(one.code, one.level) for one in few.checks]
    none = diffusion(SPEC, asked(stays=(0, 0)), 4)
    assert none.refusals[0].facts == {"share": "stays", "asked": 0, "needed": 30}
    assert not none.estimates


@pytest.mark.parametrize(
    ("spec", "frame", "where"),
    [
        (replace(SPEC, mentors=-1), asked(), "mentors"),
        (replace(SPEC, cycles=0), asked(), "cycles"),
        (replace(SPEC, fidelity=0.0), asked(), "fidelity"),
        (replace(SPEC, payers=(("eu", 0.5),)), asked(), "payers"),
        (replace(SPEC, stays="left"), asked(), "stays"),
        (SPEC, asked() | {"stays": np.array([2.0])}, "stays"),
    ],
)
def test_a_wrong_spec_says_where(spec, frame, where):
    with pytest.raises(SpecError) as error:
        diffusion(spec, frame, 1)
    assert error.value.where == where


def test_branching_of_poisson_by_summing():
    # The generating function is sum p_k x^k: the same as the closed form.
    x = 0.3
    total = sum(exp(-1.5) * 1.5**k / factorial(k) * x**k for k in range(60))
    assert total == pytest.approx(exp(1.5 * (x - 1)))
