"""Readers get their language, else the original; translators get marks."""

import pytest
from django.conf import settings

from cordata.documents import actions, queries, rules
from cordata.documents.models import Document
from tests import factories as make

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PAGES = ["about", "accessibility", "exchange-charter", "help", "how-it-works", "privacy"]


def test_a_reader_gets_the_translation(text, translate):
    translate("it")

    found = queries.text_for(text, "it")

    assert (found.title, found.language, found.html) == ("Benvenuti", "it", "<p>Ciao.</p>\n")
    assert found.is_translation
    assert not found.is_other_language
    assert not found.source_changed


def test_without_a_translation_the_reader_gets_the_original_and_is_told(text):
    found = queries.text_for(text, "hu")

    assert (found.language, found.original_language) == ("en", "en")
    assert found.is_other_language
    assert not found.is_translation


def test_an_unpublished_text_is_shown_to_nobody(db):
    document = actions.start_document(slug="new", language="en", by=None)
    actions.write_revision(document, language="en", title="A", body="B", by=None)

    assert queries.text_for(document, "en") is None


def test_a_translation_is_marked_once_its_original_has_changed(text, translate, rewrite):
    translate("it")
    rewrite()

    assert queries.text_for(text, "it").source_changed
    assert not queries.text_for(text, "en").source_changed
    assert queries.stale_translations(Document.objects.all()) == 1


def test_the_mark_goes_when_the_translation_follows(text, translate, rewrite):
    translate("it")
    rewrite()
    translate("it", body="Buongiorno.", after=1)

    assert not queries.text_for(text, "it").source_changed
    assert queries.stale_translations(Document.objects.all()) == 0


def test_each_language_says_how_it_stands(text, translate, rewrite):
    translate("it")
    rewrite()
    translate("hr")
    actions.write_revision(text, language="nl", title="Welkom", body="Hallo.", by=None)

    standing = queries.states_of(text, ["en", "it", "hr", "nl", "cs"])

    assert standing == {
        "en": "published",
        "it": "source_changed",
        "hr": "published",
        "nl": "draft",
        "cs": "none",
    }


def test_a_text_is_called_as_in_the_reader_s_language_else_as_in_its_own(text, translate):
    translate("it")

    assert queries.titles_of([text], "it") == {text.pk: "Benvenuti"}
    assert queries.titles_of([text], "cs") == {text.pk: "Welcome"}


def test_a_fresh_text_is_called_by_its_short_name(db):
    document = actions.start_document(slug="new", language="en", by=None)

    assert queries.titles_of([document], "en") == {document.pk: "new"}


@pytest.mark.parametrize("count", [1, 3])
def test_marks_of_many_texts_cost_one_query(db, django_assert_num_queries, count):
    texts = [
        actions.start_document(slug=f"text-{n}", language="en", by=None) for n in range(count)
    ]

    with django_assert_num_queries(1):
        standing = queries.standing_of(texts, LANGUAGES)

    assert len(standing) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fresh_installation_has_its_plain_pages_in_every_language(db, language):
    found = {
        document.slug: queries.text_for(document, language)
        for document in Document.objects.filter(country="")
    }

    assert sorted(found) == PAGES
    assert {one.language for one in found.values()} == {language}
    assert not any(one.source_changed for one in found.values())
    assert min(len(one.revision.body) for one in found.values()) > 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_as_much_as_the_original(db, language):
    """The same headings, and as many points: what is missing is seen at once."""
    for document in Document.objects.filter(country=""):
        original = queries.text_for(document, "en").html
        theirs = queries.text_for(document, language).html

        counted = [[html.count(tag) for tag in ("<h2>", "<li>", "<p>", "<code>")]
                   for html in (original, theirs)]  # fmt: skip
        assert counted[0] == counted[1], document.slug


def test_administrators_write_for_the_platform_and_coordinators_for_their_country(text):
    country = actions.start_document(slug="about-it", language="it", country="IT", by=None)
    people = {
        make.administrator(): {text, *Document.objects.filter(slug__in=PAGES)},
        make.coordinator("IT"): {country},
        make.coordinator("HR"): set(),
        make.person(): set(),
    }

    for person, theirs in people.items():
        assert set(queries.documents_written_by(person)) == theirs
        for document in Document.objects.all():
            assert rules.may_write(person, document) == (document in theirs)
