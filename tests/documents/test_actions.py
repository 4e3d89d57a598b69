"""Writing, translating, publishing: once, in order, and nothing is lost."""

import pytest

from cordata.documents import actions, queries
from cordata.documents.models import Document, Revision
from cordata.history.models import Entry
from tests import factories as make


def write(text, language="en", body="Other.", **more):
    return actions.write_revision(
        text, language=language, title="Welcome", body=body, by=None, **more
    )


def test_what_is_published_replaces_what_was_and_both_are_kept(text):
    second = write(text, after=1)
    assert queries.text_for(text, "en").revision.number == 1

    actions.publish_revision(second, by=None)

    states = dict(queries.revisions_of(text, "en").values_list("number", "state"))
    assert states == {1: Revision.State.RETIRED, 2: Revision.State.PUBLISHED}
    assert queries.text_for(text, "en").revision == second


def test_a_translation_remembers_the_original_it_was_made_from(text, translate):
    made = translate("it")

    assert made.source == queries.published_original(text)


def test_a_translator_who_began_before_the_original_changed_keeps_the_older_source(
    text, rewrite
):
    began_with = queries.published_original(text)
    newer = rewrite()

    made = write(text, "it", source=began_with)

    assert made.source == began_with
    assert queries.source_changed(made, newer)


def test_nothing_is_translated_before_an_original_is_published(db):
    document = actions.start_document(slug="new", language="hr", by=None)
    write(document, "hr")

    with pytest.raises(actions.NothingToTranslate):
        write(document, "cs")


def test_the_later_of_two_writers_learns_what_the_first_one_wrote(text):
    first = write(text, after=1, body="Mine.")

    with pytest.raises(actions.WrittenMeanwhile) as met:
        write(text, after=1, body="Yours.")

    assert met.value.newest == first
    assert text.revisions.count() == 2


def test_an_old_draft_is_not_published_over_a_newer_text(text, rewrite):
    draft = write(text, after=1)
    rewrite(after=2)

    with pytest.raises(actions.AlreadyReplaced):
        actions.publish_revision(draft, by=None)

    assert queries.text_for(text, "en").revision.number == 3


def test_what_was_published_once_is_not_published_again(text):
    shown = queries.published_original(text)

    with pytest.raises(actions.AlreadyReplaced):
        actions.publish_revision(shown, by=None)

    shown.refresh_from_db()
    assert shown.state == Revision.State.PUBLISHED


def test_when_publishing_fails_nothing_is_written(text):
    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_and_publish(text, language="en", title="A", body="B", after=7, by=None)

    assert text.revisions.count() == 1


def test_every_step_is_in_the_trail_of_its_country(db):
    marta = make.coordinator("IT")
    document = actions.start_document(slug="about-it", language="it", country="IT", by=marta)

    actions.write_and_publish(document, language="it", title="Noi", body="Ciao.", by=marta)

    lines = Entry.objects.filter(by=marta.public_id).order_by("pk")
    assert list(lines.values_list("verb", "scope")) == [
        ("text.started", "country:IT"),
        ("text.written", "country:IT"),
        ("text.published", "country:IT"),
    ]


def test_texts_of_the_platform_are_in_nobody_s_books(text):
    assert set(Entry.objects.values_list("scope", flat=True)) == {""}
    assert Document.objects.filter(slug="welcome").exists()
