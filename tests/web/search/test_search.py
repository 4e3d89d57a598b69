"""The search page, and the same for programs."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cordata.cycles.actions import diary, posts
from cordata.search.actions.keeping import build, keep_up
from cordata.web.diary.views import posts as post_views
from tests import factories as make
from tests.search.planting import put_texts_away, say
from tests.web.access.diary import proposed


@pytest.fixture
def about(cast):
    """A text in two languages, filed."""
    ada = cast.people["administrator"]
    put_texts_away()
    for language, title, body in (
        ("en", "About harbours", "Schools & <b>harbours</b> hold."),
        ("pt", "Sobre a cordada", "As avaliações contam."),
    ):
        document = say("about", language, title, body, by=ada)
    list(build())
    return document


def page(client, query, language="en"):
    answer = client.get(f"/{language}/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_anything_is_asked_there_is_the_box(cast, client):
    html = page(client, "")

    assert '<form role="search"' in html
    assert "all seven languages at once" in html
    assert 'name="robots" content="noindex"' in html


def test_a_result_has_its_kind_language_and_a_marked_passage(about, client):
    html = page(client, "q=avaliacao")

    assert '<a href="/en/about/">About harbours</a>' in html  # as it is called in English
    assert '<p lang="pt">As <mark>avaliações</mark> contam.</p>' in html
    assert "Português" in html
    assert "1 result<" in html


def test_while_much_has_just_changed_there_is_no_number(about, client, monkeypatch):
    while keep_up():
        pass
    monkeypatch.setattr("cordata.search.queries.trail.MOST_WAITING", -1)

    html = page(client, "q=avaliacao")

    assert "As <mark>avaliações</mark> contam." in html
    assert "Much has just changed." in html
    assert "1 result<" not in html
    told = client.get("/en/search.json?q=avaliacao").json()
    assert (told["total"], told["pages"], told["filters"]) == (None, 1, {})


def test_what_is_found_is_shown_as_text_and_never_as_markup(about, client):
    html = page(client, "q=harbours")

    assert "Schools &amp; &lt;b&gt;<mark>harbours</mark>&lt;/b&gt; hold." in html


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "<mark>", "%00", "{{ 1 }}"])
def test_what_was_typed_comes_back_harmless(cast, client, words):
    answer = client.get(reverse("search:search"), {"q": words})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_filters_are_links_with_numbers(cast, client):
    for country in ("IT", "IT", "HR"):
        make.school("Scuola Granchio", country=country)
    list(build())

    html = page(client, "q=granchio")
    link = re.search(r'href="([^"]*country=HR[^"]*)">Croatia <span class="num">1</span>', html)
    narrowed = client.get(f"/en/search/{link[1].replace('&amp;', '&')}").content.decode()

    assert "3 results" in html
    assert "1 result<" in narrowed
    assert re.search(r'country=IT[^>]*>Italy <span class="num">2</span>', narrowed)
    assert '<input type="hidden" name="country" value="HR">' in narrowed


def test_a_filter_that_is_no_value_narrows_nothing(cast, client):
    make.school("Scuola Granchio")
    list(build())

    assert "1 result<" in page(client, "q=granchio&country=I'T&level=%22")


def test_a_misspelt_word_is_a_link_to_what_is_meant(about, client):
    html = page(client, "q=harboursz")

    assert '<a href="?q=harbours">harbours</a>' in html


def test_nothing_found_says_what_to_try_and_whom_to_ask(about, client):
    html = page(client, "q=elephant")

    assert "Nothing was found" in html
    assert "Look at the spelling" in html
    assert f'<a href="{reverse("networks:networks")}">' in html


def test_nothing_found_in_one_language_offers_the_others(about, client):
    html = page(client, "q=harbours&language=pt")

    assert re.search(r'<a lang="en" href="\?q=harbours&amp;language=en">English</a>', html)
    assert "Search without filters" in html


def test_programs_get_the_same_results_and_numbers(about, client):
    make.school("Scuola Harbours")
    while keep_up():
        pass
    answer = client.get("/en/search.json?q=harbours")
    told = answer.json()

    assert (told["total"], told["total_is_an_estimate"]) == (1, False)
    assert told["results"] == [
        {
            "kind": "text",
            "id": about.public_id,
            "title": "About harbours",
            "language": "en",
            "address": "/en/about/",
            "passage": "Schools & <b>harbours</b> hold.",
        }
    ]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "1 result<" in page(client, "q=harbours")


def test_more_than_a_page_is_paged_through(cast, client):
    for _one in range(26):
        make.school("Scuola Granchio")
    list(build())

    first, second = page(client, "q=granchio"), page(client, "q=granchio&page=2")

    assert "Page 1 of 2" in first
    assert 'rel="next" href="?q=granchio&amp;page=2"' in first
    assert second.count("<mark>") + second.count("<h3>") >= 1
    assert 'rel="prev"' in second
    assert page(client, "q=granchio&page=x").count("<h3>") == 25


def test_every_page_and_the_page_that_is_not_there_lead_to_the_search(cast, client):
    for answer in (client.get("/en/networks/"), client.get("/en/nothing/")):
        assert 'action="/en/search/"' in answer.content.decode()


def test_a_post_is_opened_on_the_page_where_it_stands(cast, monkeypatch):
    monkeypatch.setattr(post_views, "PAGE", 1)
    first = proposed(cast)
    posts.approve_post(first, by=cast.people["coordinator"])
    entry = diary.write_entry(
        cast.theirs, first.entry.cluster, kind="action", text="Poi", readers="cluster",
        happened_on=first.entry.happened_on, by=cast.people["team"],
    )  # fmt: skip
    second = posts.propose_post(
        entry,
        title="Granchio",
        text="X",
        with_picture=False,
        consent="",
        by=cast.people["team"],
    )
    posts.approve_post(second, by=cast.people["coordinator"])
    list(build())

    html = page(Client(), "q=granchio")
    address = f"/en/networks/it/posts/?post={second.public_id}#{second.public_id}"
    assert f'href="{address}"' in html
    for one in (first, second):
        shown = Client().get("/en/networks/it/posts/", {"post": one.public_id})
        assert f'id="{one.public_id}"' in shown.content.decode()
