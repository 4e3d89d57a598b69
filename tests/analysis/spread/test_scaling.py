"""From six numbers to the bill: by hand, against the formulas of growth, and what always holds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.contract import SpecError
from cordata.analysis.costs.scale import Scale, Step
from cordata.analysis.spread.asked import Ask, Terms, needed, outside
from cordata.analysis.spread.bill import Guess, Prices, Quantities
from cordata.analysis.spread.growth import Rates
from cordata.analysis.spread.scaling import DRAWS, project
from cordata.analysis.spread.shares import Known
from tests.analysis.references import agrees

EXACT = 10**9  # asked of so many, a share is known exactly
BEARS = {
    "mentors": (("staff", 0.3), ("ministry", 0.2), ("mentor-school", 0.5)),
    "mentees": (("staff", 0.3), ("mentee-school", 0.7)),
    "travel": (("mentee-school", 1.0),),
    "driving": (("mentee-school", 1.0),),
    "support": (("ministry", 1.0),),
    "training": (("ministry", 1.0),),
}


def exactly(share):
    return Known(round(share * EXACT), round((1 - share) * EXACT))


def known(completes=0.85, willing=0.2, stays=0.7):
    return {
        "completes": exactly(completes),
        "willing": exactly(willing),
        "stays": exactly(stays),
    }


USED = Quantities(
    mentee=Guess.exact(20.0), visits=Guess.exact(5.0), travellers=Guess.exact(2.0),
    support=Guess.exact(0.5), training=Guess.exact(12.0), pay=Guess.exact(1.0),
)  # fmt: skip
PRICES = Prices(hours=1720, on_top=0.25, kilometre=0.4, speed=50, weeks=40)
TERMS = Terms(known(), USED, PRICES, BEARS)
UNSURE = replace(
    TERMS,
    known={"completes": Known(80, 16), "willing": Known(19, 77), "stays": Known(67, 29)},
    used=replace(
        USED, mentee=Guess(20, 15, 25), visits=Guess(5, 1, 9), pay=Guess(1, 0.8, 1.3),
        support=Guess(0.5, 0.25, 0.75),
    ),
)  # fmt: skip
STEADY = tuple(np.full(10, one) for one in (0.5, 0.5, 0.0))  # 4 * .5 * .5: as many each year
GROWING = tuple(np.full(10, one) for one in (0.85, 0.2, 0.7))  # 1.38 as many
ASK = Ask(schools=400, per_mentor=4, hours=2, travel=40, years=3, pay=27520)


def test_a_year_by_hand():
    # 8 schools at 4 a mentor: two mentor schools, both trained. An hour costs 27520 * 1.25 / 1720 = 20.
    found = project(replace(ASK, schools=8, years=1), TERMS, draws=50)

    parts = {name: one.value for name, one in found.parts.items()}
    assert parts == pytest.approx({
        "mentors": 2 * 2 * 40 * 20,
        "mentees": 8 * 20 * 20,
        "travel": 8 * 5 * (2 * 40 / 60) * 2 * 20,
        "driving": 8 * 5 * (2 * 40 / 60) * 1 * 50 * 0.4,
        "support": 2 * 0.5 * 40 * 20,
        "training": 2 * 12 * 20,
    })  # fmt: skip
    assert found.mentors == 2
    assert found.chance == 1
    assert found.total.value == pytest.approx(sum(parts.values()))
    assert found.total.interval is None
    assert found.each.value == pytest.approx(found.total.value / 8)
    (year,) = found.years
    assert (year.begun.value, year.mentors.value, year.load.value) == (8, 2, 1)
    assert sum(one.value for one in found.borne.values()) == pytest.approx(found.total.value)
    assert found.borne["ministry"].value == pytest.approx(
        0.2 * parts["mentors"] + parts["support"] + parts["training"]
    )
    assert list(found.parts) == sorted(parts, key=lambda one: (-parts[one], one))


def test_it_is_the_formula_of_costs_where_nothing_is_unsure():
    from decimal import Decimal

    def formula(schools):
        road = 2 * 40 / 60 * 5
        mentor = (2 * 40 + 0.5 * 40 + 12) * 20
        each = 20 * 20 + road * (2 * 20 + 50 * 0.4)
        return Scale(per_school=Decimal(each), steps=(Step(Decimal(mentor), 4),)).cost(schools)

    for schools in (1, 4, 5, 250):
        found = project(replace(ASK, schools=schools, years=1), TERMS, draws=5)
        assert found.total.value == pytest.approx(float(formula(schools)))


def test_where_nothing_is_short_it_grows_as_the_formula_says():
    rates = Rates(4, 0.85, 0.2, 0.7)
    found = project(Ask(10**8, 4, 0, 0, 9, 1, mentors=24), TERMS)
    path = [one.begun.value / 4 for one in found.years]

    agrees(33, "lambda, R0", (found.factor, rates.lifetime), (1.38, 2.27), within=0.005)
    agrees(33, "24 mentors, after 8 cycles", rates.mean(24, 8), 315.7, within=0.05)
    error = np.sqrt(rates.variance(24, 6) / DRAWS)
    agrees(
        33, "branching, simulated mean after 6", path[6], 165.762, within=round(3 * error, 3)
    )
    assert path == pytest.approx([rates.mean(24, at) for at in range(9)], rel=0.01)
    spread = found.years[6].begun.interval
    assert (spread.high - spread.low) / 4 / 3.92 == pytest.approx(
        np.sqrt(rates.variance(24, 6)), rel=0.05
    )


@pytest.mark.parametrize(
    ("case", "ask"),
    [
        ("no schools", replace(ASK, schools=0)),
        ("no mentors", replace(ASK, mentors=0)),
        ("no money", replace(ASK, budget=0)),
        ("money for less than a cluster", replace(ASK, budget=5000)),
    ],
)
def test_without_schools_mentors_or_money_nothing_begins_and_nothing_is_paid(case, ask):
    found = project(ask, TERMS, draws=200)

    begun = [one.begun.value for one in found.years]
    agrees(33, f"begun with {case}", begun, [0.0, 0.0, 0.0])
    assert found.total.value == 0
    assert found.each is None  # no school to divide by
    assert found.chance == (case == "no schools")


def test_money_binds_and_is_never_overdrawn():
    free = project(ASK, UNSURE, draws=2000)
    bound = project(replace(ASK, budget=100_000), UNSURE, draws=2000)

    assert bound.chance < free.chance
    assert all(one.cost.interval.high <= 100_000 for one in bound.years)
    assert bound.years[-1].all.value < free.years[-1].all.value
    enough = project(replace(ASK, budget=1e9), UNSURE, draws=2000)
    assert enough == replace(free, ask=enough.ask)


def test_as_many_mentors_as_make_it_likely():
    found = project(ASK, UNSURE)

    assert found.chance == pytest.approx(0.8, abs=0.03)
    fewer = project(replace(ASK, mentors=found.mentors * 3 // 4), UNSURE)
    assert fewer.chance < 0.6
    # By hand: mentors neither grow nor fall, so 400 schools in 3 years need 400 / (4 * 3).
    assert needed(ASK, STEADY) == 34
    assert needed(replace(ASK, years=1), GROWING) == 100
    assert needed(replace(ASK, schools=0), STEADY) == 0


@pytest.mark.parametrize("years", [2, 3, 10])
@pytest.mark.parametrize("schools", [5, 50])
def test_few_mentor_schools_are_as_sure_as_many(schools, years):
    found = project(replace(ASK, schools=schools, years=years), UNSURE, draws=2000)
    assert found.is_likely
    assert found.chance >= 0.77


def test_a_budget_that_is_large_enough_changes_nothing_for_few_mentor_schools():
    for schools, years in ((5, 3), (40, 5)):
        asked = replace(ASK, schools=schools, years=years)
        free = project(asked, UNSURE, draws=2000)
        rich = project(replace(asked, budget=10_000_000), UNSURE, draws=2000)
        assert rich.is_likely
        assert rich.mentors == free.mentors


def test_as_many_mentors_as_are_needed_with_the_money_there_is():
    def with_money_for(*schools):
        return needed(ASK, STEADY, np.array(schools))

    # 160 a year are paid for: nothing is short for 34. 140 a year: just enough.
    assert with_money_for(*[160] * 10) == needed(ASK, STEADY) == 34
    assert with_money_for(*[140] * 10) == 34
    # With 1.38 as many each year 24 are enough: 400 / (4 * 4.2844). Where 140 at most can begin in
    # a year it takes 30: 120 and twice 140. Where it is 120, no number would do: 30 are paid for.
    assert needed(ASK, GROWING) == 24
    assert needed(ASK, GROWING, np.full(10, 140)) == 30
    assert needed(ASK, GROWING, np.full(10, 120)) == 30
    # Money is short in two futures of ten: eight are likely. In three: no number is.
    assert with_money_for(*[20] * 2, *[160] * 8) == 34
    assert with_money_for(*[20] * 3, *[160] * 7) == 40
    assert with_money_for(*[0] * 10) == 0


def test_more_is_begun_with_the_mentors_that_a_budget_asks_for():
    asked = replace(ASK, budget=300_000)
    found = project(asked, UNSURE, draws=4000)
    fewer = project(replace(asked, mentors=found.mentors * 3 // 4), UNSURE, draws=4000)

    assert found.chance == pytest.approx(0.8, abs=0.05)
    assert fewer.chance < found.chance - 0.1
    assert found.mentors >= project(ASK, UNSURE, draws=4000).mentors


def test_no_driver_lies_beyond_the_money_there_is():
    found = project(replace(ASK, budget=100_000), UNSURE, draws=3000)

    assert all(one.likely.high <= 3 * 100_000 for one in found.drivers)
    widths = {one.name: one.width for one in found.drivers}
    assert widths["training"] == 0
    # Dearer hours buy fewer clusters, so that the bill varies less than prices do.
    free = project(ASK, UNSURE, draws=3000)
    assert widths["pay"] < {one.name: one.width for one in free.drivers}["pay"]


def test_how_many_finish_is_all_that_differs_for_growth_under_a_budget():
    sure = replace(UNSURE, known=known(completes=1, willing=0.2, stays=1))
    found = project(replace(ASK, budget=60_000), sure, draws=300)

    # Money, not mentors, is short in each year: however many finish, as many begin.
    assert {one.name: one.width for one in found.drivers}["growth"] == pytest.approx(0)


def test_runs_in_which_no_school_begins_say_nothing_of_the_cost_of_one():
    dear = replace(TERMS, used=replace(USED, pay=Guess(1, 0.4, 2.2)))
    one_cluster = project(replace(ASK, schools=4, years=1), dear, draws=2000)
    bound = project(replace(ASK, schools=4, years=1, budget=9000), dear, draws=2000)

    assert 0 < bound.chance < 1
    assert bound.each.interval.high * 4 <= 9000
    assert bound.each.interval.low == pytest.approx(one_cluster.each.interval.low, rel=0.2)


def test_who_goes_on_to_the_end_and_what_is_left_of_what_was_known():
    # Generation 0 mentors 8 schools, of which all complete, become mentors, and the first leave.
    all_go_on = known(completes=1, willing=1, stays=0)
    found = project(
        replace(ASK, schools=40, mentors=2, years=2),
        replace(TERMS, known=all_go_on, fidelity=0.9), draws=20,
    )  # fmt: skip

    assert [one.all.value for one in found.years] == [8, 40]
    assert [one.completed.value for one in found.years] == [8, 40]
    assert [one.weighted.value for one in found.years] == pytest.approx([8, 8 + 0.9 * 32])
    half = project(replace(ASK, schools=8, years=1), replace(TERMS, known=known(0.5)))
    assert half.years[0].completed.value == pytest.approx(4, abs=0.1)


def test_each_year_is_borne_by_those_who_bear_the_whole():
    found = project(ASK, UNSURE, draws=400)

    for payer, one in found.borne.items():
        yearly = sum(year.borne[payer].value for year in found.years)
        assert yearly == pytest.approx(one.value)
    for year in found.years:
        assert sum(one.value for one in year.borne.values()) == pytest.approx(year.cost.value)


def test_what_is_known_better_makes_the_range_narrower():
    wide = project(ASK, UNSURE).total
    sure = project(ASK, replace(UNSURE, used=USED)).total

    assert wide.likely.low < wide.value < wide.likely.high
    assert wide.interval.low < wide.likely.low
    assert wide.likely.high < wide.interval.high
    assert sure.likely.high - sure.likely.low < wide.likely.high - wide.likely.low


def test_the_widest_driver_comes_first_and_what_is_exact_drives_nothing():
    drivers = project(ASK, UNSURE).drivers

    widths = [one.width for one in drivers]
    assert widths == sorted(widths, reverse=True)
    assert drivers[0].name == "travel"
    assert {one.name for one in drivers if one.width == 0} == {"training"}
    still = project(ASK, replace(UNSURE, used=replace(UNSURE.used, visits=Guess.exact(5))))
    assert {one.name: one.width for one in still.drivers}["travel"] == 0


def test_the_same_question_gets_the_same_answer_to_the_last_digit():
    assert project(ASK, UNSURE, draws=500) == project(ASK, UNSURE, draws=500)
    assert project(ASK, UNSURE, 1, draws=500) != project(ASK, UNSURE, 2, draws=500)


def test_what_nobody_studied_is_told():
    studied = {"hours": (0.8, 2.0), "schools": (1, 96), "travel": (50, 90)}
    assert outside(ASK, studied) == {"schools": "above", "travel": "below"}
    assert project(ASK, replace(TERMS, studied=studied), draws=5).outside.keys() == {
        "schools", "travel",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"schools": -1}, {"per_mentor": 0}, {"years": 0}, {"pay": 0}, {"budget": -1.0}]
)
def test_what_cannot_be_asked_is_refused(wrong):
    with pytest.raises(SpecError):
        replace(ASK, **wrong)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 300), st.integers(1, 6), st.integers(1, 5), st.integers(0, 60),
    st.floats(0, 300_000),
)  # fmt: skip
def test_limits_hold_whatever_is_asked(schools, per_mentor, years, mentors, budget):
    ask = Ask(schools, per_mentor, 2, 40, years, 27520, mentors, budget)
    found = project(ask, UNSURE, draws=60)

    reached = [one.all.value for one in found.years]
    assert reached == sorted(reached)
    assert reached[-1] <= schools
    assert 0 <= found.chance <= 1
    assert all(one.cost.value <= budget + 1e-6 for one in found.years)
    assert sum(one.cost.value for one in found.years) == pytest.approx(found.total.value)
    assert sum(one.value for one in found.borne.values()) == pytest.approx(found.total.value)
    assert all(one.begun.value <= one.mentors.value * per_mentor + 1e-9 for one in found.years)


@given(st.floats(0.1, 5), st.floats(0.1, 5))
@settings(max_examples=20, deadline=None)
def test_money_is_proportional_to_pay(one, other):
    terms = replace(TERMS, prices=replace(PRICES, kilometre=None))
    cheap, dear = (project(replace(ASK, pay=pay), terms, draws=20) for pay in (one, other))
    assert dear.total.value / other == pytest.approx(cheap.total.value / one)
    assert "driving" not in cheap.parts
