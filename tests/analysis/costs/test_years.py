"""Annuities and present values against the printed tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.costs.years import annuity, expected_stay, present_value
from tests.analysis.costs.ledgers import D
from tests.analysis.references import agrees


@pytest.mark.parametrize(
    ("rate", "years", "share"),
    [
        ("0.03", "5", ".2184"),
        ("0.03", "10", ".1172"),
        ("0.05", "5", ".2310"),
        ("0.05", "10", ".1295"),
        ("0.035", "5", ".2215"),
        ("0.035", "2.75", ".3877"),
        ("0", "5", ".2"),
    ],
)
def test_a_year_of_what_lasts(rate, years, share):
    found = float(annuity(D(rate), D(years)))
    agrees(28, f"rate {rate}, {years} years", found, float(share), within=5e-5)


def test_training_lasts_as_long_as_people_stay():
    # A school trial: 36.36 % leave every year, so 2.75 years.
    assert round(expected_stay(D("0.3636")), 2) == D("2.75")


def test_three_years_of_100():
    worth = present_value({2024: D(100), 2025: D(100), 2026: D(100)}, D("0.035"), 2024)

    assert round(worth, 4) == D("289.9694")


@given(st.decimals("0", "0.2", places=3), st.integers(1, 30), st.decimals("1", "1e5", places=2))
def test_annuities_are_worth_the_price(rate, years, price):
    each = price * annuity(rate, D(years))

    # Paid at the end of each year, as the formula has it.
    worth = present_value(dict.fromkeys(range(1, years + 1), each), rate, 0)

    assert worth == pytest.approx(price, rel=D("1e-20"))


@pytest.mark.parametrize(("rate", "years"), [("0.03", "0"), ("-0.01", "5")])
def test_no_annuity(rate, years):
    with pytest.raises(ValueError, match="no annuity"):
        annuity(D(rate), D(years))


@pytest.mark.parametrize("turnover", ["0", "1.2"])
def test_a_turnover_is_a_share(turnover):
    with pytest.raises(ValueError, match="no share"):
        expected_stay(D(turnover))
