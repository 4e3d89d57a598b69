"""Lines that hold, views, totals, units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.contract import Level
from cordata.analysis.costs.ledger import Basis, Bearer, Category, Mode, Payer, Phase
from cordata.analysis.costs.looks import looks
from cordata.analysis.costs.money import NoPrice
from cordata.analysis.costs.totals import PriceSet, by, by_payer, share_of_basis, total, yearly
from cordata.analysis.costs.units import PerUnit, Served, per_unit
from cordata.analysis.costs.views import Transfer, View, borne, handed_over
from tests.analysis.costs.ledgers import PRICES, D, line

RATE = D("0.03")
SPLIT = (
    Bearer(Payer.EU, D("0.5")),
    Bearer(Payer.MINISTRY, D("0.2")),
    Bearer(Payer.MENTEE_SCHOOL, D("0.1"), Mode.CASH),
    Bearer(Payer.MENTOR_SCHOOL, D("0.1"), Mode.IN_KIND),
    Bearer(Payer.STAFF, D("0.1"), Mode.IN_KIND),
)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"bearers": (Bearer(Payer.EU, D("0.9")),)}, "sum to 0.9"),
        ({"bearers": ()}, "sum to 0"),
        ({"bearers": (Bearer(Payer.EU, D(2)), Bearer(Payer.STAFF, D(-1)))}, "not to 1"),
        ({"share_used": D(0)}, "no share"),
        ({"price": D(-1)}, "0 or more"),
        ({"end": 2023}, "one year"),
        ({"low": D(8)}, "between low and high"),
        ({"low": D(11), "high": D(12)}, "between low and high"),
        ({"end": 2025}, "split it"),
        ({"end": 2028, "life_years": D("3.5")}, "longer than it lasts"),
    ],
)
def test_a_line_that_does_not_hold(wrong, why):
    with pytest.raises(ValueError, match=why):
        line(**wrong)


def test_shares_of_a_third_cannot_sum_to_one_by_rounding():
    thirds = tuple(
        Bearer(one, D("0.333333333")) for one in (Payer.EU, Payer.REGION, Payer.STAFF)
    )
    with pytest.raises(ValueError, match=r"sum to 0\.999999999"):
        line(bearers=thirds)


def test_staff_by_labour_costs_and_things_by_all_prices():
    # Hours: 10 * 100 * 1.18 / 0.80; a journey: 10 * 100 * 1.10 / 0.80.
    hours, journey = line(), line("journey", category=Category.TRAVEL)

    assert total([hours], PRICES, View.SOCIETAL, rate=RATE) == D(1475)
    assert total([journey], PRICES, View.SOCIETAL, rate=RATE) == D(1375)


def test_what_each_view_counts():
    assert {view: borne(SPLIT, view) for view in View} == {
        View.SOCIETAL: D(1),
        View.AUTHORITY: D("0.2"),
        View.SCHOOL: D("0.2"),
        View.SCHOOL_ADDITIONAL: D("0.1"),
    }


def test_a_grant_moves_a_burden_and_costs_society_nothing():
    grant = Transfer(Payer.MINISTRY, Payer.MENTEE_SCHOOL, D(100), 2024)
    lines = [line(bearers=SPLIT)]

    before = {view: total(lines, PRICES, view, rate=RATE) for view in View}
    after = {view: total(lines, PRICES, view, rate=RATE, transfers=[grant]) for view in View}

    moved = {view: after[view] - before[view] for view in View}
    assert moved[View.SOCIETAL] == 0
    assert (moved[View.AUTHORITY], moved[View.SCHOOL]) == (D(100), D(-100))
    assert handed_over([grant, grant], View.SCHOOL) == {2024: D(-200)}


def test_what_lasts_is_spread_over_its_life_and_only_years_of_use_count():
    tablets = line(category=Category.DIGITAL, life_years=D(5), end=2025)

    each = yearly(tablets, D(100), RATE)

    assert list(each) == [2024, 2025]
    assert each[2024] == pytest.approx(D("218.354571"), abs=D("1e-6"))
    worth = total([tablets], PRICES, View.SOCIETAL, rate=D(0))
    assert worth == D(2) / 5 * D(1375)


def test_two_price_sets():
    listed = line(standard=D(7))
    assert total([listed], PRICES, View.SOCIETAL, of=PriceSet.STANDARD, rate=RATE) == D(70)
    with pytest.raises(NoPrice, match="standard list"):
        total([line()], PRICES, View.SOCIETAL, of=PriceSet.STANDARD, rate=RATE)


shares = st.lists(st.integers(1, 20), min_size=1, max_size=8, unique=True)


@given(st.lists(st.tuples(shares, st.integers(1, 500)), min_size=1, max_size=4))
def test_payers_kinds_and_phases_sum_to_what_society_bears(drawn):
    lines = []
    for number, (parts, quantity) in enumerate(drawn):
        payers = list(Payer)[: len(parts) - 1]
        bearers = [
            Bearer(payer, D(part) / 1000) for payer, part in zip(payers, parts, strict=False)
        ]
        rest = 1 - sum((one.share for one in bearers), D(0))
        category = list(Category)[number]
        lines.append(
            line(
                str(number),
                bearers=(*bearers, Bearer(Payer.OTHER, rest)),
                quantity=D(quantity),
                category=category,
            )
        )
    whole = total(lines, PRICES, View.SOCIETAL, rate=RATE)

    assert sum(by_payer(lines, PRICES, rate=RATE).values()) == pytest.approx(
        whole, rel=D("1e-24")
    )
    kinds = by(lines, lambda one: one.category, PRICES, rate=RATE)
    assert sum(kinds.values()) == pytest.approx(whole, rel=D("1e-24"))
    assert total(lines[::-1], PRICES, View.SOCIETAL, rate=RATE) == whole


def test_both_denominators():
    mentees = Served(schools=4, pupils=800, contact_hours=50)
    mentors = Served(schools=1, pupils=200)

    each = per_unit(D(1000), mentees, mentors)

    assert each["schools"] == PerUnit(D(250), D(200))
    assert each["pupils"] == PerUnit(D("1.25"), D(1))
    assert each["contact_hours"] == PerUnit(D(20), D(20))
    assert each["objectives"] == PerUnit(None, None)
    with pytest.raises(ValueError, match="less than not at all"):
        Served(schools=-1)


def levels(lines, **other):
    return {one.code: one.level for one in looks(lines, PRICES, rate=RATE, **other)}


def test_nothing_to_warn_of():
    own_time = line(bearers=(Bearer(Payer.STAFF, D(1), Mode.IN_KIND),))
    assert set(levels([own_time], diary_weeks=(28, 40)).values()) == {Level.OK}


def test_what_must_be_said():
    guessed = line("guess", basis=Basis.ASSUMED, phase=Phase.START_UP)
    lines = [guessed, line("known", quantity=D(20))]

    assert share_of_basis(lines, Basis.ASSUMED, PRICES, rate=RATE) == pytest.approx(D(1) / 3)
    assert levels(lines, diary_weeks=(27, 40)) == {
        "cost_assumed": Level.WARN,
        "unpaid_hours_missing": Level.WARN,
        "phases_mixed": Level.WARN,
        "diary_thin": Level.WARN,
    }
    assert levels([guessed], diary_weeks=(0, 0))["diary_thin"] is Level.WARN


def test_a_quarter_assumed_is_not_yet_too_much():
    lines = [line("guess", basis=Basis.ASSUMED), line("known", quantity=D(30))]
    assert levels(lines)["cost_assumed"] is Level.OK
    assert share_of_basis([], Basis.ASSUMED, PRICES, rate=RATE) == 0
