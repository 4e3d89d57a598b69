"""The list of texts, a country's own text, and what was written before."""

import pytest
from django.urls import reverse

from cordata.documents import actions, queries
from cordata.documents.models import Document
from cordata.networks.models import Country


def test_the_list_names_texts_and_marks_their_languages(ada, about):
    actions.write_and_publish(
        about, language="en", title="About", body="New.", after=1, by=None
    )

    html = ada.get(reverse("documents:texts")).content.decode()

    assert "How it works" in html
    assert html.count("original changed") == 6


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_costs_the_same_for_many_texts(ada, django_assert_max_num_queries, more):
    for number in range(more):
        actions.start_document(slug=f"more-{number}", language="en", by=None)

    ada.get(reverse("documents:texts"))  # notes that this browser was seen

    with django_assert_max_num_queries(7):
        ada.get(reverse("documents:texts"))


def test_a_coordinator_starts_the_country_s_text_and_the_public_reads_it(marta, client, desk):
    started = marta.post(reverse("documents:start", args=["it"]))
    marta.post(
        desk("it", "about-it"),
        {"title": "La rete", "body": "Siamo **in cordata**.", "publish": "1"},
    )

    assert started["Location"] == desk("it", "about-it")
    html = client.get(reverse("networks:network", args=["it"])).content.decode()
    assert "<p>Siamo <strong>in cordata</strong>.</p>" in html


def test_starting_twice_gives_the_same_text(marta):
    for _time in range(2):
        marta.post(reverse("documents:start", args=["it"]))

    assert Document.objects.filter(country="IT").count() == 1
    assert Country.objects.get(code="IT").about.slug == "about-it"


def test_a_country_s_text_is_not_for_administrators_nor_for_neighbours(
    marta, ada, sign_in, desk
):
    marta.post(reverse("documents:start", args=["it"]))

    assert marta.get(desk("it", "about-it")).status_code == 200
    assert ada.get(desk("it", "about-it")).status_code == 404
    assert sign_in("coordinator_elsewhere").get(desk("it", "about-it")).status_code == 404


def test_before_the_original_is_published_a_translator_is_sent_to_it(marta, desk):
    marta.post(reverse("documents:start", args=["it"]))

    response = marta.get(desk("hr", "about-it"), follow=True)

    assert response.redirect_chain == [(desk("it", "about-it"), 302)]
    assert "Publish the original first" in response.content.decode()


def test_history_keeps_every_revision_and_says_what_changed(ada, about):
    old = queries.published_original(about)
    actions.write_and_publish(
        about, language="en", title=old.title, body=f"{old.body}\nNews.", after=1, by=None
    )

    listed = ada.get(reverse("documents:history", args=["about", "en"])).content.decode()
    second = ada.get(reverse("documents:revision", args=["about", "en", 2])).content.decode()
    first = ada.get(reverse("documents:revision", args=["about", "en", 1])).content.decode()

    assert "Replaced" in listed
    assert "came with Cordata" in listed
    assert "What is different from revision 1" in second
    assert "<ins>" in second
    assert "Write on from this one" in first
    assert ada.get(reverse("documents:revision", args=["about", "en", 9])).status_code == 404


def test_an_old_revision_can_be_written_on_from(ada, about, desk):
    old = queries.published_original(about)
    actions.write_and_publish(about, language="en", title="New", body="N.", after=1, by=None)

    html = ada.get(f"{desk('en')}?from=1").content.decode()

    assert old.title in html
    assert 'name="after" value="2"' in html
