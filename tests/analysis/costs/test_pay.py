"""Prices of hours from published salaries of Eurydice."""

from collections import defaultdict

import pytest

from cordata.analysis.costs.money import Local, Parity, to_standard
from cordata.analysis.costs.pay import hourly, odd_years
from tests.analysis.costs.ledgers import D
from tests.analysis.surveys.published import rows

SALARIES = rows("salaries_hr_hu.csv")


def series():
    """Salaries by year of each post: level, qualification, career point, system."""
    found = defaultdict(dict)
    for row in SALARIES:
        post = tuple(row[one] for one in ("isced", "qualification", "career_point", "system"))
        found[post][row["school_year"]] = D(row["value"])
    return found


def test_an_hour_of_a_teacher_in_hungary():
    # 15 years in lower secondary, 2023/2024: 6,680,000 forint as Eurydice prints it.
    year = series()["ISCED 24", "Minimum", "After 15 years", "HU"]["2023/2024"]
    assert year == 6_680_000

    forint = hourly(year, D(1670), D("0.13"))

    assert forint == 4520
    parity = {("HU", 2023): Parity("HUF", D("260.682"))}
    pps = to_standard(Local(forint, "HU", "HUF", 2023), parity).amount
    assert round(pps, 2) == D("17.34")


def test_eight_croatian_salaries_are_still_in_kuna():
    odd = [
        (post, year, by_year[year])
        for post, by_year in series().items()
        for year in odd_years(by_year)
    ]

    assert len(odd) == 8
    assert {(post[3], year) for post, year, _ in odd} == {("HR", "2020/2021")}
    assert min(value for *_, value in odd) == D("114307.58")
    assert max(value for *_, value in odd) == D("136486.66")


def test_of_two_years_either_may_be_the_odd_one():
    assert odd_years({"2020": D(100), "2021": D(900)}) == []


@pytest.mark.parametrize(("annual", "hours", "on_top"), [(0, 1, 0), (1, 0, 0), (1, 1, -1)])
def test_no_price(annual, hours, on_top):
    with pytest.raises(ValueError, match="hours above 0"):
        hourly(D(annual), D(hours), D(on_top))
