"""Practices as everybody reads them."""

import pytest
from django.urls import reverse

from cordata.notices.models import Letter
from cordata.practices.actions import evidence
from tests.practices import making

LIST = "/en/practices/"


@pytest.fixture
def edition(cast):
    return making.published(cast)


def test_the_list_says_what_worked_and_what_did_not(edition, client):
    html = client.get(LIST).content.decode()

    assert "title en" in html
    assert "failed en" in html
    assert '<a href="?need=stem">' in html
    assert "It did not work" not in html  # no such practice: no such filter


def test_filters_are_links_and_the_nearest_says_what_was_dropped(edition, client):
    found = client.get(f"{LIST}?need=stem&rurality=rural").content.decode()
    assert "1 practice" in found
    assert "The nearest, without" not in found

    near = client.get(f"{LIST}?need=stem&outcome=did_not").content.decode()
    assert "The nearest, without:" in near
    assert "What came of it: It did not work" in near
    assert "title en" in near


def test_without_any_practice_the_page_says_so(cast, client):
    assert "No practice is published yet" in client.get(LIST).content.decode()


def test_the_number_decides_and_an_old_slug_leads_to_the_new_one(edition, client):
    number = edition.practice.number
    named = f"{LIST}{number}-title-en/"
    for old in (f"{LIST}{number}/", f"{LIST}{number}-un-altro/"):
        assert client.get(old).headers["Location"] == named
    assert client.get(f"/it/practices/{number}-title-it/").status_code == 200
    assert client.get(f"{LIST}999999/").status_code == 404


def test_a_page_tells_machines_what_it_is(edition, client):
    page = f"{LIST}{edition.practice.number}-title-en/"
    html = client.get(page).content.decode()

    assert '<article itemscope itemtype="https://schema.org/Article">' in html
    for name, content in (("url", f"http://testserver{LIST}{edition.practice.number}/"),
                          ("headline", "title en"), ("version", "1"), ("inLanguage", "en"),
                          ("author", edition.documented_by.name)):  # fmt: skip
        assert f'<meta itemprop="{name}" content="{content}">' in html


def test_a_page_marks_the_language_of_its_words_and_offers_the_other(edition, client):
    page = f"{LIST}{edition.practice.number}-title-en/"
    html = client.get(page).content.decode()
    assert '<h1 lang="en">title en</h1>' in html
    assert "Translated from Italian" in html
    assert '<div class="prose" lang="it"><p>context it</p>' in html
    assert '<div class="prose" lang="en"><p>context en</p>' in html
    own = client.get(page.replace("title-en", "title-it") + "?text=it", follow=True)
    assert own.status_code == 200


def test_who_stands_for_it_is_named(edition, client):
    html = client.get(f"{LIST}{edition.practice.number}-title-en/").content.decode()
    for name in ("Head, Head teacher", "Tomas", "Ingrid", "Documented by Researcher"):
        assert name in html
    assert "Author’s view" in html


def test_evidence_stands_below_its_claim(cast, client):
    edition, paola = making.documented(cast), cast.people["researcher"]
    for kind, more in (
        ("measure", {}),
        ("page", {"page": "https://example.org/verbale"}),
        ("finding", {"finding": "fnd_of_nobody"}),
    ):
        evidence.tie_evidence(
            edition, part="worked", paragraph=1, kind=kind, says=f"dice {kind}", by=paola,
            **more,
        )  # fmt: skip
    making.documenting.ask_agreement(edition, by=paola)
    making.agreeing.agree_with_record(edition, version=edition.version, by=cast.people["head"])
    making.validate(edition, "project", making.second(cast))
    making.validate(edition, "expert", making.expert(cast))
    making.validating.publish_record(edition, by=paola)

    html = client.get(f"{LIST}{edition.practice.number}-title-en/").content.decode()
    assert "Measured by the school: dice measure" in html
    assert 'href="https://example.org/verbale"' in html
    assert "fnd_of_nobody" in html


def test_a_feed_holds_what_fits_its_filter(edition, client):
    feed = client.get("/it/practices/feed/?need=stem")
    assert feed["Content-Type"].startswith("application/atom+xml")
    xml = feed.content.decode()
    assert "<title>title it</title>" in xml
    assert f"urn:cordata:{edition.practice.public_id}" in xml
    empty = client.get("/it/practices/feed/?need=stem&outcome=did_not").content.decode()
    assert "<entry>" not in empty


def test_a_message_is_sent_without_showing_an_address(edition, sign_in, cast):
    page = reverse("practices:ask", args=[edition.practice.number])
    teacher = sign_in("teacher")
    html = teacher.get(page).content.decode()
    assert cast.people["head"].email not in html

    for _time in range(5):
        teacher.post(page, {"words": "Come avete iniziato?"})
    assert Letter.objects.filter(purpose="practice_question").count() == 10
    often = teacher.post(page, {"words": "Ancora?"})
    assert often.status_code == 422
    assert "Five messages a day are enough" in often.content.decode()


def test_a_school_that_takes_no_questions_has_no_such_page(cast, sign_in):
    edition = making.published(cast, takes_questions=False)
    page = reverse("practices:ask", args=[edition.practice.number])
    assert sign_in("teacher").get(page).status_code == 404


def test_a_practice_that_nobody_learned_says_so(edition, client):
    page = reverse("practices:spread", args=[edition.practice.number])
    html = client.get(page).content.decode()
    assert "No other school has said yet" in html
    assert '<svg class="map ka"' not in html
    rows = client.get(reverse("practices:spread-csv", args=[edition.practice.number]))
    assert "IC Valle Alta,IT" in rows.content.decode()
