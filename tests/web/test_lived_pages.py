"""Pages that ask much of the database in a lived network cost few queries there, too."""

import pytest
from django.test import Client
from django.urls import reverse

from cordata.cycles.models import Goal
from tests import lived
from tests.web.test_pages import MOST_QUERIES

WEEK = "home:this-week"
# Who opens it, and how many things the week asks of them: else the test would measure nothing.
ASKED = {"head": 9, "lead": 8, "coordinator": 5}


@pytest.fixture
def year(db):
    return lived.network()


def of_the_year(route, year):
    cast, cluster = year
    return {
        "clusters:cluster": {"cluster": cluster.public_id},
        "cycles:agenda": {"cluster": cluster.public_id},
        "cycles:goal": {"goal": Goal.objects.get().public_id},
        "cycles:plan": {"par": cast.theirs.public_id},
    }.get(route, {})


@pytest.mark.parametrize("name", ASKED)
def test_the_week_of_a_lived_person_costs_few_queries(
    year, name, django_assert_max_num_queries
):
    client, address = Client(), reverse(WEEK)
    client.force_login(year[0].people[name])
    client.get(address)  # notes that this browser was seen
    if (
        name != "coordinator"
    ):  # of whom clusters would like a call is kept until something is done
        lived.write_something()

    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(address)

    asked = response.context["week"]
    sentences = {task.sentence for task in [*asked.now, *asked.later]}
    assert len(sentences) >= ASKED[name], sentences


@pytest.mark.parametrize(
    "route",
    ["clusters:cluster", "cycles:agenda", "cycles:goal", "cycles:plan", "schools:ours", "calls:start"],
)  # fmt: skip
def test_a_page_of_a_lived_year_costs_few_queries(year, route, django_assert_max_num_queries):
    client, address = Client(), reverse(route, kwargs=of_the_year(route, year))
    client.force_login(year[0].people["head"])
    client.get(address)
    lived.write_something()

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200
