"""Shipped prices are those of their sources; a country's own come first; all are made comparable."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cordata.analysis.costs.money import Local, NoPrice, inflate, to_standard
from cordata.costs import rules
from cordata.costs.actions import set_price
from cordata.costs.models import Item, Price
from cordata.costs.queries import shipped
from cordata.costs.queries.prices import (
    given_before,
    in_pps,
    local_of,
    prices_for,
    prices_in,
)
from cordata.history.models import Entry
from tests import cast as casting


@pytest.fixture
def cast(db):
    return casting.gather()


def test_shipped_salaries_are_those_of_the_source():
    found = {(code, item): one.annual for (code, item), one in shipped.salaries().items()}

    # Reference results of the data set: 15 years, and start; lower secondary, 2023/2024.
    assert found["BE", "teacher"] == Decimal(56461)
    assert found["CZ", "teacher"] == Decimal(435600)
    assert found["HR", "teacher"] == Decimal("19842.89")
    assert found["HU", "other"] == Decimal(5870400)
    assert found["IT", "supply"] == Decimal("27078.64")
    assert found["PT", "teacher"] == Decimal(30950)
    assert len(found) == 6 * 4


def test_the_chain_of_the_source_holds():
    # 100,000 HUF of 2023 are 383.61 PPS; 100 EUR of Italy in 2020 are 117.38 of 2023.
    money = Local(Decimal(100000), "HU", "HUF", 2023)
    assert round(to_standard(money, shipped.parities()).amount, 2) == Decimal("383.61")
    old = Local(Decimal(100), "IT", "EUR", 2020)
    assert round(inflate(old, shipped.consumer_prices(), 2023).amount, 2) == Decimal("117.38")


def test_the_base_is_the_last_year_with_parities_and_later_money_counts_as_of_the_last_index():
    assert shipped.tables().base == 2024
    assert shipped.year_known("IT", 2031) == 2025
    assert shipped.year_known("IT", 1999) == 2014
    assert shipped.year_known("AT", 2031) == 2031
    assert (shipped.currency_of("HU"), shipped.currency_of("AT")) == ("HUF", "")


def test_an_hour_is_the_salary_by_its_hours_until_contributions_are_given(cast):
    hour = prices_in(["IT"])["IT"][Item.TEACHER]
    assert hour.unit == Decimal("32891.55") / 1720
    assert hour.on_top is None
    assert (hour.year, hour.licence) == (2024, "CC BY 4.0")
    assert "Eurydice" in hour.source

    set_price(
        cast.cohort.country, Item.TEACHER, amount=Decimal(34400), hours=1600,
        on_top=Decimal("0.25"), year=2025, source="CCNL 2025", by=cast.people["coordinator"],
    )  # fmt: skip

    ours = prices_in(["IT"])["IT"][Item.TEACHER]
    assert ours.unit == Decimal("26.875")
    assert ours.given.set_by == cast.people["coordinator"]
    # 26.875 of 2025, at consumer prices of 2024, over the parity of Italy in 2024.
    tables = shipped.tables()
    ratio = tables.general["IT", 2024] / tables.general["IT", 2025]
    parity = tables.parities["IT", 2024].rate
    assert in_pps(ours.unit, "IT", ours) == ours.unit * ratio / parity
    assert local_of(Decimal(1), "IT") == parity
    with pytest.raises(NoPrice):
        local_of(Decimal(1), "AT")


def test_a_price_follows_another_and_the_trail_says_so(cast):
    marta = cast.people["coordinator"]
    facts = {"year": 2025, "source": " ACI ", "by": marta}
    set_price(cast.cohort.country, Item.KILOMETRE, amount=Decimal("0.4"), **facts)
    set_price(cast.cohort.country, Item.KILOMETRE, amount=Decimal("0.5"), **facts)

    assert prices_in(["IT"])["IT"][Item.KILOMETRE].unit == Decimal("0.5")
    past = list(given_before(marta, "IT", Item.KILOMETRE))
    assert [one.amount for one in past] == [Decimal("0.5"), Decimal("0.4")]
    assert [one.ended_at is None for one in past] == [True, False]
    assert past[0].source == "ACI"
    assert Entry.objects.filter(verb="price.set").count() == 2
    assert not given_before(cast.people["coordinator_elsewhere"], "IT", Item.KILOMETRE).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 0}, {"source": ""}, {"hours": 1720, "on_top": None}, {"hours": 0, "on_top": 0}],
)
def test_the_database_refuses_what_is_no_price(cast, wrong):
    facts = {"country": cast.cohort.country, "item": "teacher", "amount": 1, "year": 2025,
             "source": "S", "set_by": cast.people["coordinator"]}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Price.objects.create(**facts | wrong)


def test_the_standard_price_is_the_mean_of_the_national_ones_in_pps(cast):
    every = prices_in(["BE", "CZ", "HR", "HU", "IT", "PT"])
    each = [
        in_pps(one[Item.TEACHER].unit, code, one[Item.TEACHER]) for code, one in every.items()
    ]

    _every, standard = prices_for([])

    assert float(standard[Item.TEACHER]) == pytest.approx(float(sum(each) / 6), rel=1e-20)
    assert Item.KILOMETRE not in standard
    pound = {
        "amount": Decimal("0.95"),
        "year": 2024,
        "source": "S",
        "by": cast.people["coordinator"],
    }
    set_price(cast.cohort.country, Item.POUND, **pound)
    assert Item.POUND not in prices_for([])[1]
    assert prices_in(["IT"])["IT"][Item.POUND].currency == "GBP"


def test_only_coordinators_of_a_country_set_its_prices(cast):
    may = {
        name
        for name, person in cast.people.items()
        if person and rules.may_set_prices(person, cast.cohort.country)
    }
    assert may == {"coordinator", "programme_coordinator"}
