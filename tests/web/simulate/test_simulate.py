"""The public simulator: a result at once, its address is its state, every fault at its field."""

import csv
import io
import re

import pytest
from django.urls import reverse

from cordata.analysis.spread.asked import Ask
from cordata.exchange.queries.terms import basis, simulated
from cordata.web.simulate.lines import HEADER
from tests import cast as casting

pytestmark = pytest.mark.django_db
FULL = {
    "country": "PT", "model": "hybrid", "schools": "400", "per_mentor": "4", "hours": "2",
    "travel": "40", "years": "3", "pay": "30000",
}  # fmt: skip


def page(client, language="en", **query):
    return client.get(f"/{language}/simulate/", query)


def test_a_visitor_gets_a_result_without_asking(client):
    found = page(client)

    assert found.status_code == 200
    text = found.content.decode()
    assert "of 100" in text
    assert "likely" in text
    assert "Eurydice" in text
    assert 'name="schools" value="400"' in text
    assert "Our own guess" in text


def test_the_language_of_the_page_proposes_the_country(client):
    assert page(client, "pt").context["basis"].country == "PT"
    assert page(client, "hu").context["basis"].currency == "HUF"
    assert page(client, "pt", country="CZ").context["basis"].country == "CZ"
    assert page(client, country="FR", model="magic").status_code == 200


def test_a_policy_maker_begins_with_the_own_country_and_may_save(client):
    cast = casting.gather()
    client.force_login(cast.people["policy_maker"])
    found = page(client)
    assert found.context["basis"].country == "IT"
    assert reverse("simulate:save") in found.content.decode()
    client.logout()
    assert "Sign in to save" in page(client).content.decode()


def test_the_page_shows_what_the_one_simulator_says(client):
    found = page(client, **FULL)

    terms = basis("PT", "hybrid").terms
    one = simulated(Ask(400, 4, 2.0, 40.0, 3, 30000.0), terms)
    answer = found.context["answer"]
    assert answer["mentors"] == str(one.mentors)
    assert len(answer["years"]) == 3
    assert answer["years"][2].all.value == f"{round(one.years[2].all.value):d}"
    assert answer["sentence"].startswith(
        "Portugal, Mixed: 400 mentored schools in 3 years cost"
    )
    assert answer["bands"] is not None
    assert page(client, **FULL | {"years": "1"}).context["answer"]["bands"] is None


def test_table_and_json_hold_the_numbers_of_the_page(client):
    query = page(client, **FULL).context["query"]
    table = client.get(f"/en/simulate/numbers.csv?{query}").content.decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    document = client.get(f"/en/simulate/numbers.json?{query}").json()

    one = simulated(Ask(400, 4, 2.0, 40.0, 3, 30000.0), basis("PT", "hybrid").terms)
    total = next(row for row in rows if row["measure"] == "total")
    assert float(total["value"]) == pytest.approx(one.total.value, abs=0.01)
    assert float(total["likely_high"]) == pytest.approx(one.total.likely.high, abs=0.01)
    assert tuple(rows[0]) == HEADER
    assert [{**row} for row in rows] == [
        {name: str(cell) for name, cell in row.items()} for row in document["numbers"]
    ]
    assert (document["seed"], document["draws"], document["currency"]) == (2026, 10_000, "EUR")
    assert client.get(f"/en/simulate/numbers.csv?{query}").content.decode() == table


@pytest.mark.parametrize(
    ("field", "typed"),
    [("schools", "0"), ("per_mentor", "13"), ("hours", "many"), ("travel", "-1"),
     ("years", "11"), ("pay", ""), ("budget", "-5"), ("mentors", "1.5")],
)  # fmt: skip
def test_a_number_that_cannot_be_is_told_at_its_field_and_kept(client, field, typed):
    found = page(client, **FULL | {field: typed})

    assert found.status_code == 422
    assert list(found.context["form"].errors) == [field]
    text = found.content.decode()
    assert f'href="#id_{field}"' in text
    assert "Write a number from" in text
    if typed:
        assert f'value="{typed}"' in text
    assert "answer" not in found.context
    for address in ("numbers.csv", "numbers.json"):
        assert client.get(f"/en/simulate/{address}", FULL | {field: typed}).status_code == 422


def test_money_typed_for_another_country_is_not_taken_over(client):
    moved = FULL | {"was": "PT", "country": "HU", "budget": "100000"}
    form = page(client, **moved).context["form"]
    assert form["pay"].value() != "30000"
    assert form["budget"].value() == ""
    same = page(client, **FULL | {"was": "PT", "budget": "100000"}).context["form"]
    assert (same["pay"].value(), same["budget"].value()) == ("30000", "100000")


def test_limits_that_somebody_knows_count(client):
    free = page(client, **FULL).context["answer"]
    bound = page(client, **FULL | {"budget": "60000"}).context["answer"]
    few = page(client, **FULL | {"mentors": "2"}).context["answer"]

    assert bound["chance"] < free["chance"]
    assert (few["mentors"], few["why_so_many"], few["chance"]) == ("2", "as you said", 0)
    assert free["why_so_many"] == "so that all likely begin in time"
    assert bound["why_so_many"] == "as many as the money allows"


@pytest.mark.parametrize("short", [{"mentors": "5"}, {"budget": "60000"}])
def test_what_is_quoted_never_puts_the_bill_of_some_schools_beside_all(client, short):
    one = page(client, **FULL | short)
    found = one.context["answer"]

    assert found["chance"] < 77
    begun = found["years"][-1].all.value
    assert found["sentence"].startswith(
        f"Portugal, Mixed. Schools that begin in 3 years: about {begun} of 400. Cost in all: about "
    )
    assert found["sentence"].endswith(f"All begin in time in {found['chance']} of 100 futures.")
    assert "400 mentored schools" not in found["sentence"]
    assert found["sentence"] in one.content.decode()


@pytest.mark.parametrize("nothing", [{"mentors": "0"}, {"budget": "1"}])
def test_where_nothing_begins_there_is_no_cost_of_a_school(client, nothing):
    found = page(client, **FULL | nothing).context["answer"]

    assert "about 0 of 400. Cost in all: about 0" in found["sentence"]
    assert found["each"] is None
    table = client.get("/en/simulate/numbers.csv", FULL | nothing).content.decode()
    assert not [row for row in csv.DictReader(io.StringIO(table)) if row["measure"] == "each"]


def test_who_completes_and_who_bears_each_year_is_told(client):
    found = page(client, **FULL)
    text = found.content.decode()

    assert "Completed so far" in text
    assert "passed on 90 of each 100" in text
    assert "Who bears it, year by year" in text
    rows = client.get("/en/simulate/numbers.json", FULL).json()["numbers"]
    told = {(row["measure"], row["of"], row["year"]): row["value"] for row in rows}
    for year in (1, 2, 3):
        payers = [told[key] for key in told if key[0] == "borne" and key[2] == year]
        assert sum(payers) == pytest.approx(told["cost", "", year], abs=0.05)
        assert told["weighted", "", year] <= told["completed", "", year]
        assert told["completed", "", year] < told["all", "", year]


def test_nothing_but_zero_schools_of_money_still_has_a_page(client):
    found = page(client, **FULL | {"budget": "0"})
    assert found.status_code == 200
    assert found.context["answer"]["total"].value.startswith("0")
    assert found.context["answer"]["drivers"] == []


def test_the_small_form_of_another_page_is_a_part_with_a_result(client):
    found = client.get("/en/simulate/cost/", {"schools": "50"})
    text = found.content.decode()
    assert "<html" not in text
    assert 'id="cost"' in text
    assert re.search(r'name="schools" value="50"[^>]*id="cost_schools"', text)
    assert client.get("/en/simulate/cost/", {"schools": "x"}).status_code == 200


def test_a_page_costs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        page(client, **FULL)


def test_what_nobody_studied_is_marked_at_its_field(client, monkeypatch):
    from cordata.exchange.queries import terms

    monkeypatch.setattr(
        terms, "studied", lambda _lived: {"hours": (0.5, 1.5), "schools": (1, 900)}
    )
    text = page(client, **FULL).content.decode()
    assert "Hours a week of the mentor school: 2 is more than was studied (0.5 to 1.5)." in text
    assert text.count("outside what was studied") == 1


def test_the_recommendation_page_may_carry_the_form_before_any_script_runs():
    from django.template.loader import render_to_string

    text = render_to_string("web/simulate/cost_us.html")
    assert 'action="/' in text
    assert "/simulate/" in text
