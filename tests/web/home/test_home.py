"""The first page: understood in half a minute, small, and true when nothing is there yet."""

import datetime as dt
import gzip

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.evidence.models import Finding
from tests import factories as make
from tests.evidence import making

BUDGET = 14_000  # bytes, compressed


@pytest.fixture
def html(client, cast, tie):
    tie(dt.date(2026, 10, 1))
    return client.get(reverse("home:home")).content.decode()


def test_one_sentence_the_four_steps_and_the_way_in(html):
    assert "One school leads. Four are tied in. All of them climb." in html
    assert html.count("<li", html.index('class="route"'), html.index("</ol>")) == 4
    assert f'href="{reverse("home:text", args=["how-it-works"])}">See how it works' in html


def test_each_country_on_the_map_is_a_link_in_the_list_too(html):
    assert '<text class="count"' in html
    assert f'<a href="{reverse("networks:network", args=["it"])}">Italy</a>' in html


def test_numbers_are_counted_from_what_is_published(html):
    assert '<dt>Clusters at work</dt><dd class="num">1</dd>' in html
    assert '<dt>Schools in them</dt><dd class="num">2</dd>' in html


def test_it_names_what_was_published_last_and_invents_no_findings(html):
    assert "Published lately" in html
    assert "Italy, 2026/27" in html
    assert "There are no findings here yet." in html


def test_the_newest_findings_stand_there_once_there_are_some(client, cast):
    run = making.quick(cast)
    for number, state in enumerate(["released", "released", "withdrawn", "draft"]):
        Finding.objects.create(
            run=run, estimate="change", headline=f"Finding {number}.", limits="-", language="en",
            state=state, written_by=run.ran_by,
            released_at=None if state == "draft" else timezone.now(),
        )  # fmt: skip

    html = client.get(reverse("home:home")).content.decode()

    assert html.index("Finding 1.") < html.index("Finding 0.")
    assert "Finding 2." not in html
    assert "Finding 3." not in html
    assert "There are no findings here yet." not in html


def test_closed_clusters_and_schools_that_left_are_not_counted(client, cast, tie):
    cluster = tie(dt.date(2026, 10, 1))
    cluster.closed_on = dt.date(2026, 11, 1)
    cluster.save()

    html = client.get(reverse("home:home")).content.decode()

    assert "Published lately" not in html
    assert '<dt>Clusters at work</dt><dd class="num">0</dd>' in html


def test_without_any_network_it_shows_the_method_and_how_to_start(client, db):
    html = client.get(reverse("home:home")).content.decode()

    assert "There is no network yet." in html
    assert "They are matched" in html


def test_it_fits_the_budget_of_a_bad_line(html):
    assert len(gzip.compress(html.encode(), 6)) < BUDGET


@pytest.mark.parametrize("more", [0, 3])
def test_a_visitor_costs_few_queries_however_many_countries(
    client, cast, django_assert_max_num_queries, more
):
    for code in ("HU", "PT", "CZ")[:more]:
        make.cohort(code)

    with django_assert_max_num_queries(8):
        client.get(reverse("home:home"))


def test_visitors_keep_it_for_five_minutes_and_people_do_not(client, cast, sign_in):
    for_visitors = client.get(reverse("home:home"))
    for_people = sign_in("coordinator").get(reverse("home:home"))

    assert for_visitors["Cache-Control"] == "private, max-age=300"
    assert "Cookie" in for_visitors["Vary"]
    assert "Cache-Control" not in for_people


def test_it_asks_nothing_of_anybody_else(html):
    outside = html.replace("http://www.w3.org/2000/svg", "")

    assert "http://" not in outside
    assert "https://" not in outside
    assert "style=" not in html
    assert "<script>" not in html
