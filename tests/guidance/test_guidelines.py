"""Guidelines: assembled, looked at by another, published now or on their day, never changed after."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.documents.actions import write_revision
from cordata.documents.models import Revision
from cordata.documents.queries import documents_written_by, newest_revision
from cordata.documents.rules import may_write
from cordata.guidance.actions import guidelines as actions
from cordata.guidance.actions.atlas import write_words
from cordata.guidance.models import Edition, Guideline
from cordata.guidance.queries import guidelines as queries
from cordata.guidance.queries.assembling import assembled, missing_in
from cordata.guidance.rules import guidelines as rules
from cordata.guidance.tasks.guidelines import publish_due_editions
from cordata.kit.paper.blocks import Box, Insert, words_of
from tests.guidance import atlas as make
from tests.guidance import making


@pytest.fixture
def programme(cast):
    return cast.cohort.programme


@pytest.fixture
def paola(cast):
    return cast.people["researcher"]


@pytest.fixture
def bruno(programme):
    return make.second(programme)


def test_it_is_published_by_another_than_whoever_asked(programme, paola, bruno):
    edition = make.asked(make.guideline(programme, paola), paola)

    with pytest.raises(actions.OwnWork):
        actions.approve_edition(edition, by=paola)
    actions.approve_edition(edition, by=bruno)

    assert (edition.state, edition.name) == ("published", "1.0")
    assert edition.revision.state == Revision.State.PUBLISHED
    text = edition.texts.get()
    assert (text.language, text.title) == ("en", "The first visit")
    with pytest.raises(actions.DecidedAlready):
        actions.approve_edition(edition, by=bruno)


def test_who_wrote_any_of_the_text_does_not_publish_it_though_another_asked(
    programme, paola, bruno, cast
):
    guideline = make.guideline(programme, paola)
    _write(guideline, "By Bruno.", bruno, after=1)
    third = cast.people["programme_coordinator"]
    edition = make.asked(guideline, third)

    for writer in (paola, bruno):
        assert not rules.may_review_edition(writer, edition)
        with pytest.raises(actions.OwnWork):
            actions.approve_edition(edition, by=writer)
    carla = make.second(programme, "Carla")
    assert rules.may_review_edition(carla, edition)
    actions.approve_edition(edition, by=carla)

    # The same words asked for again are still whose they were.
    again = make.asked(guideline, third, large=True)
    assert not rules.may_review_edition(bruno, again)
    actions.call_off(again, by=third)
    # What Paola wrote of the edition before is decided on already.
    _write(guideline, "By Bruno again.", bruno, after=2)
    assert rules.may_review_edition(paola, make.asked(guideline, third))


def test_it_is_sent_back_with_a_word_and_asked_for_again(programme, paola, bruno):
    guideline = make.guideline(programme, paola)
    first = make.asked(guideline, paola)
    with pytest.raises(actions.OnItsWay):
        make.asked(guideline, paola)
    actions.send_back(first, remark="Say who covers.", by=bruno)

    assert queries.sent_back(guideline) == first
    again = make.asked(guideline, paola)
    assert again.name == "1.0"
    assert queries.sent_back(guideline) is None
    actions.call_off(again, by=paola)
    assert queries.on_its_way(guideline) is None
    with pytest.raises(actions.DecidedAlready):
        actions.call_off(first, by=paola)


def test_small_and_large_changes_count_apart_and_say_why(programme, paola, bruno):
    guideline = make.published(programme, paola)
    with pytest.raises(actions.NothingNew):
        make.asked(guideline, paola)
    _write(guideline, "More.\n", paola, after=1)
    edition = make.asked(guideline, paola)
    assert edition.name == "1.1"
    actions.approve_edition(edition, by=bruno)
    large = make.asked(guideline, paola, large=True)

    assert large.name == "2.0"
    assert [one.name for one in queries.editions_of(guideline)] == ["1.1", "1.0"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=large.pk).update(changed="")


def test_what_was_published_stays_as_it_was(programme, paola, bruno):
    said = make.statement(make.way(), key="trust", words="Trust is hard.")
    guideline = make.published(programme, paola, body="{{statement trust}}")
    write_words(said, language="en", words="Trust is easy.", after=1, by=paola)

    reading = queries.reading_of(queries.editions_of(guideline).first(), "en")
    (fact,) = reading.blocks
    assert words_of(fact.blocks[0].line) == "Trust is hard."
    # The same words on a changed fact are a new edition.
    assert make.asked(guideline, paola).name == "1.1"


def test_a_fact_brings_its_kind_and_its_source(programme, paola):
    one = make.source("S14", publisher="EUN", URL="https://example.org/diary")
    make.statement(None, key="blue", words="It stayed.", kind="found", sources=[one])

    (fact,) = assembled("{{statement blue}}", "en").blocks

    assert fact.label == "From the literature: found"
    assert words_of(fact.blocks[1].line) == "Report S14. EUN. https://example.org/diary"


def test_a_recommendation_stands_by_number_and_version(cast):
    version = making.published(cast)
    number = version.recommendation.number
    text = f"{{{{sheet A}}}}\n\n{{{{recommendation {number}}}}}\n\n{{{{end}}}}"

    found = assembled(text, "en")

    assert found.versions == [version]
    assert found.blocks[0].blocks == (Insert("recommendation", f"{number} 1.0"),)
    assert queries.recommended_in(found.blocks) == [(number, 1, 0)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{recommendation 9}}", "{{recommendation 9}}"),
        ("{{recommendation x}}", "{{recommendation x}}"),
        ("{{statement nobody}}", "{{statement nobody}}"),
        ("{{picture x}}", "{{picture x}}"),
        ("{{sheet A}}", "{{end}}"),
        ("Plain.", ""),
    ],
)
def test_what_the_text_names_must_be_there(programme, paola, body, words):
    guideline = make.guideline(programme, paola, body=body)

    assert missing_in(body, "en") == words
    if words:
        with pytest.raises(actions.NotWhole):
            make.asked(guideline, paola)


def test_it_is_published_by_itself_on_its_day_once(programme, paola, bruno):
    guideline = make.guideline(programme, paola)
    edition = make.asked(guideline, paola)
    later = timezone.now() + dt.timedelta(days=2)
    actions.approve_edition(edition, due_at=later, by=bruno)

    assert publish_due_editions() == 0
    assert not queries.published_guidelines().exists()
    Edition.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    assert [publish_due_editions(), publish_due_editions()] == [1, 0]
    assert list(queries.published_guidelines()) == [guideline]
    assert not actions.publish_due_edition(edition)


def test_one_that_cannot_be_published_does_not_keep_the_others(programme, paola, bruno):
    said = make.statement(None, key="gone")
    for slug, body in (("a", "{{statement gone}}"), ("b", "Words.")):
        edition = make.asked(make.guideline(programme, paola, slug=slug, body=body), paola)
        actions.approve_edition(
            edition, due_at=timezone.now() + dt.timedelta(seconds=30), by=bruno
        )
    Edition.objects.update(due_at=timezone.now())
    said.withdrawn_at, said.withdrawn_because = timezone.now(), "Old"
    said.save()

    assert publish_due_editions() == 1
    assert [one.slug for one in queries.published_guidelines()] == ["b"]
    assert Edition.objects.get(guideline__slug="a").state == "scheduled"


def test_translations_of_exactly_this_text_come_along(programme, paola, bruno):
    guideline = make.guideline(programme, paola)
    newest = newest_revision(guideline.text, "en")
    for language, body in (("it", "Prima."), ("hr", "{{statement nobody}}")):
        write_revision(
            guideline.text, language=language, title="La visita", body=body, source=newest,
            by=paola,
        )  # fmt: skip
    edition = make.asked(guideline, paola)
    actions.approve_edition(edition, by=bruno)

    assert set(edition.texts.values_list("language", flat=True)) == {"en", "it"}
    assert queries.reading_of(edition, "it").text.title == "La visita"
    assert queries.reading_of(edition, "hr").is_other_language


def test_a_language_is_added_later_if_it_is_of_the_same_text(programme, paola, cast):
    guideline = make.published(programme, paola)
    edition = queries.editions_of(guideline).get()
    marta = cast.people["coordinator"]
    right = write_revision(
        guideline.text, language="it", title="La visita", body="Prima.", by=marta
    )
    actions.publish_translation(edition, right, by=marta)
    assert edition.texts.count() == 2

    _write(guideline, "Other.", paola, after=1)
    other = write_revision(
        guideline.text, language="pt", title="A visita", body="Antes.",
        source=newest_revision(guideline.text, "en"), by=paola,
    )  # fmt: skip
    with pytest.raises(actions.OtherOriginal):
        actions.publish_translation(edition, other, by=paola)


def test_rules_and_queries_agree_on_who_sees_translates_and_writes(cast, programme, paola):
    make.published(programme, paola)
    make.guideline(programme, paola, slug="draft")
    everybody = [*User.objects.all(), None]

    for guideline in Guideline.objects.all():
        for person in everybody:
            seen = queries.guidelines_seen_by(person).contains(guideline)
            assert seen == rules.may_see_guideline(person, guideline)
            if person is not None:
                mine = queries.guidelines_translated_by(person).contains(guideline)
                assert mine == rules.may_translate_guideline(person, guideline)
                written = queries.programmes_written_by(person).contains(guideline.programme)
                assert written == rules.may_write_guideline(person, guideline)
    assert queries.guidelines_seen_by(None).count() == 1


def test_whoever_asked_may_not_review_and_a_stranger_neither(cast, programme, paola, bruno):
    edition = make.asked(make.guideline(programme, paola), paola)
    may = {one.name for one in User.objects.all() if rules.may_review_edition(one, edition)}

    assert may == {"Bruno", "Programme Coordinator"}


def test_texts_that_guidance_keeps_are_on_no_other_desk(cast, programme, paola):
    guideline = make.guideline(programme, paola)
    ada = cast.people["administrator"]

    assert not may_write(ada, guideline.text)
    assert not documents_written_by(ada).contains(guideline.text)


def test_describing_says_for_whom(programme, paola):
    guideline = make.guideline(programme, paola)
    way = make.way()
    actions.describe_guideline(guideline, audience=["school"], way=way, by=paola)

    guideline.refresh_from_db()
    assert (guideline.audience, guideline.way) == (["school"], way)


def test_sheets_are_found_in_their_order(db):
    blocks = assembled(make.BODY, "en").blocks

    assert [words_of(one.title) for one in queries.sheets_of(blocks)] == ["Notes of a visit"]
    assert isinstance(blocks[-1], Box)


def _write(guideline, body, by, *, after):
    return write_revision(
        guideline.text, language="en", title="The first visit", body=body, after=after, by=by
    )
