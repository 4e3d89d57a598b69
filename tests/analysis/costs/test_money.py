"""From a local price of some year to a common one: in one order only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.costs.money import (
    Local,
    NoPrice,
    Parity,
    Standard,
    inflate,
    to_euro,
    to_standard,
)
from tests.analysis.costs.ledgers import D
from tests.analysis.surveys.published import rows

PUBLISHED = rows("eurostat_prices_six.csv")
CURRENCY = {"HU": "HUF", "CZ": "CZK"}


def table(column):
    return {
        (row["country"], int(row["year"])): D(row[column]) for row in PUBLISHED if row[column]
    }


PPP, PLI, RATE, HICP = map(
    table, ("ppp_eu27_2020_1", "pli_eu27_2020_100", "eur_rate_implied", "hicp_2015_100")
)
PARITIES = {at: Parity(CURRENCY.get(at[0], "EUR"), rate) for at, rate in PPP.items()}


def test_first_inflate_then_divide_by_the_parity():
    # 1000 * 1.18 / 0.80 = 1475
    index = {("HU", 2022): D(100), ("HU", 2024): D(118)}
    parity = {("HU", 2024): Parity("HUF", D("0.80"))}
    paid = Local(D(1000), "HU", "HUF", 2022)

    assert to_standard(inflate(paid, index, 2024), parity) == Standard(D(1475), 2024)


def test_the_other_order_has_no_parity_to_divide_by():
    with pytest.raises(NoPrice, match="HU 2022"):
        to_standard(Local(D(1000), "HU", "HUF", 2022), {("HU", 2024): Parity("HUF", D(1))})
    assert not hasattr(Standard(D(1), 2024), "country")  # so no index can be found for it


def test_never_both_an_exchange_rate_and_a_parity():
    euros = to_euro(Local(D(381), "HU", "HUF", 2023), {("HUF", 2023): D(381)})

    assert euros == Local(D(1), "HU", "EUR", 2023, exchanged=True)
    assert inflate(euros, {("HU", 2023): D(1), ("HU", 2024): D(2)}, 2024).exchanged
    with pytest.raises(ValueError, match="exchanged"):
        to_standard(euros, {("HU", 2023): Parity("EUR", D(1))})


def test_a_country_that_changed_its_money_is_not_divided_by_the_new_parity():
    with pytest.raises(NoPrice, match="is for EUR"):
        to_standard(Local(D(100), "HR", "HRK", 2022), PARITIES)


def test_100_000_forint_of_2023_as_eurostat_sees_them():
    forint = Local(D(100_000), "HU", "HUF", 2023)

    pps = to_standard(forint, PARITIES).amount
    euro = to_euro(forint, {("HUF", 2023): RATE["HU", 2023]}).amount

    assert (round(pps, 2), round(euro, 2)) == (D("383.61"), D("261.88"))


def test_100_euro_of_2020_are_117_38_of_2023_in_italy():
    later = inflate(Local(D(100), "IT", "EUR", 2020), HICP, 2023)

    assert round(later.amount, 2) == D("117.38")
    assert inflate(later, HICP, 2023) is later


def test_price_level_is_parity_by_exchange_rate():
    seen = 0
    for at in PLI.keys() & PPP.keys() & RATE.keys():
        assert abs(100 * PPP[at] / RATE[at] - PLI[at]) < D("0.15")
        seen += 1
    assert seen > 50


@given(st.decimals("0.01", "1e6", places=2), st.sampled_from([2019, 2021, 2023]))
def test_there_and_back_again_is_the_same(amount, year):
    paid = Local(amount, "IT", "EUR", 2020)

    back = inflate(inflate(paid, HICP, year), HICP, 2020)

    assert back.amount == pytest.approx(amount, abs=D("1e-18"))
