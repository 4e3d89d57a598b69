"""Plain pages with their date, colours, and what machines ask for."""

import pytest
from django.urls import reverse

from cordata.documents import actions
from cordata.documents.models import Document, Revision

PAGES = ["about", "help", "accessibility", "privacy", "how-it-works"]


@pytest.fixture
def about(db):
    return Document.objects.get(slug="about")


@pytest.mark.parametrize("language", ["en", "hu"])
@pytest.mark.parametrize("slug", PAGES)
def test_each_page_has_a_short_address_a_language_and_a_date(client, db, slug, language):
    response = client.get(f"/{language}/{slug}/")

    html = response.content.decode()
    assert response.status_code == 200
    assert f'<article class="prose" lang="{language}">' in html
    assert html.count("<h1") == 1


def test_a_missing_translation_is_said_and_the_original_shown(client, about):
    Revision.objects.filter(document=about, language="cs").delete()

    html = client.get("/cs/about/").content.decode()

    assert '<article class="prose" lang="en"><h1>About Cordata</h1>' in html
    assert 'class="note info"' in html


def test_a_translation_behind_its_original_says_so_and_links_to_it(client, about):
    actions.write_and_publish(about, language="en", title="A", body="B.", after=1, by=None)

    html = client.get("/it/about/").content.decode()

    assert '<article class="prose" lang="it">' in html
    assert '<a href="/en/about/" lang="en" hreflang="en">English</a>' in html


def test_a_page_that_is_not_published_is_not_found(client, about):
    Revision.objects.filter(document=about).update(state="draft")

    assert client.get("/en/about/").status_code == 404


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_chosen_colours_are_drawn_by_the_server(client, db, colours):
    back = client.post(reverse("home:theme"), {"theme": colours, "next": "/en/help/"})

    assert back["Location"] == "/en/help/"
    assert f'data-theme="{colours}"' in client.get("/en/help/").content.decode()


def test_colours_follow_the_system_again(client, db):
    client.post(reverse("home:theme"), {"theme": "dark"})
    client.post(reverse("home:theme"), {"theme": "auto"})

    assert "data-theme" not in client.get("/en/help/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:1"])
def test_choosing_colours_leads_nowhere_else(client, db, elsewhere):
    back = client.post(reverse("home:theme"), {"theme": "dark", "next": elsewhere})

    assert back["Location"] == "/"


def test_an_invented_colour_is_not_kept(client, db):
    client.post(reverse("home:theme"), {"theme": '"><script>'})

    assert "theme" not in client.cookies


def test_machines_find_what_they_look_for_without_a_language(client, db):
    robots = b"User-agent: *\nAllow: /\nSitemap: http://testserver/sitemap.xml\n"
    assert client.get("/robots.txt").content == robots
    assert client.get("/health").content == b"ok"
