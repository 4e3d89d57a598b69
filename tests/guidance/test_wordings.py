"""Translations side by side with their source; letters about changes."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.guidance.actions import panels, subscribing
from cordata.guidance.actions.beginning import begin_version
from cordata.guidance.actions.wordings import Bolder, OtherNumbers, word_in
from cordata.guidance.actions.writing import NotInThisState, Typed, change_version
from cordata.guidance.models import Subscriber
from cordata.guidance.queries.subscribing import subscriber_with, token_of
from cordata.guidance.queries.wordings import languages_of, rewordings_of, texts_in
from cordata.guidance.tasks.recommendations import look_for_stale
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.notices.models import Letter
from tests.guidance import making
from tests.guidance.test_stale import move

TITLE = "Deem tempo às escolas."


@pytest.fixture
def draft(cast):
    return making.opened(cast)


def test_what_is_translated_is_read_and_the_rest_stands_as_it_was_written(draft):
    word_in(draft, "pt", {"statement": TITLE}, by=draft.written_by)

    texts = texts_in(draft, "pt")

    assert texts.get("statement") == (TITLE, "pt")
    assert texts.get("unknown")[1] == "en"
    assert not texts.is_whole
    assert texts_in(draft, "hr").get("statement")[1] == "en"


def test_a_translation_quotes_the_same_numbers_and_types_none(draft):
    with pytest.raises(OtherNumbers):
        word_in(draft, "pt", {"because": "Sem números."}, by=draft.written_by)
    with pytest.raises(Typed):
        word_in(draft, "pt", {"unknown": "Se dura 2 anos."}, by=draft.written_by)


def test_a_translation_claims_no_more_than_the_evidence_allows(draft):
    tokens = draft.because.split("Teachers of ")[1].split(" ")[0]
    value = tokens.replace("|schools", "")

    with pytest.raises(Bolder):
        word_in(
            draft, "pt", {"because": f"Em {tokens} escolas melhora {value}."},
            by=draft.written_by,
        )  # fmt: skip
    with pytest.raises(Bolder) as bolder:
        word_in(draft, "pt", {"statement": "A mentoria melhora tudo."}, by=draft.written_by)
    assert bolder.value.slot == "statement"


def test_a_changed_source_is_marked_until_it_is_translated_anew(draft):
    word_in(draft, "pt", {"statement": TITLE}, by=draft.written_by)
    assert languages_of(draft) == {"pt": False}

    change_version(draft, revision=None, by=draft.written_by, unknown="Much.")
    draft.refresh_from_db()

    assert languages_of(draft) == {"pt": True}
    assert texts_in(draft, "pt").is_outdated


def test_translations_come_along_to_the_next_version_and_are_marked(cast):
    version = making.published(cast)
    slot = f"outcome:{version.supports.get().public_id}"
    word_in(version, "pt", {"statement": TITLE, slot: "Liderança"}, by=version.written_by)

    second = begin_version(version.recommendation, is_major=False, by=version.written_by)

    texts = texts_in(second, "pt")
    assert texts.get("statement")[0] == TITLE
    assert texts.get(f"outcome:{second.supports.get().public_id}")[0] == "Liderança"
    assert texts.is_outdated


def test_letters_come_only_to_who_confirmed_and_one_for_each_piece_of_news(cast):
    version = making.published(cast)
    whole = version.recommendation
    for name in ("a", "b"):
        subscribing.ask_letters(whole, email=f"{name}@example.org", language="pt", by=None)
    first = Subscriber.objects.get(email="a@example.org")
    assert Letter.objects.filter(purpose="recommendation_confirm").count() == 2
    subscribing.confirm_letters(subscriber_with(token_of(first)), by=None)

    move(version)
    look_for_stale()

    (news,) = Letter.objects.filter(purpose="recommendation_news")
    assert news.to == "a@example.org"
    assert "List-Unsubscribe" in news.headers
    subscribing.stop_letters(first, by=None)
    assert not Subscriber.objects.filter(email="a@example.org").exists()
    assert subscriber_with("forged") is None


def test_an_address_is_asked_once_a_day_and_a_few_times_in_all(cast):
    whole = making.published(cast).recommendation
    asked = Letter.objects.filter(purpose="recommendation_confirm")

    for _again in range(3):
        subscribing.ask_letters(whole, email="Victim@example.org", language="pt", by=None)
    assert asked.count() == 1
    asked.update(written_at=timezone.now() - dt.timedelta(days=2))
    subscribing.ask_letters(whole, email="victim@example.org", language="pt", by=None)
    assert asked.count() == 2

    Letter.objects.bulk_create(
        Letter(to="victim@example.org", purpose="recommendation_confirm", about=f"sub_{at}",
               language="pt", subject="S", body="B", send_after=timezone.now())
        for at in range(subscribing.MOST_A_DAY)
    )  # fmt: skip
    Subscriber.objects.all().delete()
    subscribing.ask_letters(whole, email="victim@example.org", language="pt", by=None)
    assert asked.count() == 2 + subscribing.MOST_A_DAY


def test_a_translation_stands_still_while_a_panel_votes_on_it(draft):
    word_in(draft, "pt", {"statement": TITLE}, by=draft.written_by)
    panel = making.voting(draft)
    with pytest.raises(NotInThisState):
        word_in(draft, "pt", {"statement": "Não deem."}, by=draft.written_by)

    panels.close_round(panel, by=draft.written_by)
    word_in(draft, "pt", {"statement": "Não deem."}, by=draft.written_by)

    (change,) = rewordings_of(draft, "pt")  # the panel has read it
    assert change.pairs == [("statement", TITLE, "Não deem.")]


def test_what_a_published_translation_said_before_is_kept_with_name_and_day(cast):
    version = making.published(cast)
    paola, (other, _third) = version.written_by, making.two(cast)
    word_in(version, "pt", {"statement": TITLE}, by=paola)
    word_in(version, "pt", {"statement": TITLE, "risk": "Aulas"}, by=paola)  # only more of it
    assert rewordings_of(version, "pt") == []

    word_in(version, "pt", {"statement": "Deem mais tempo.", "risk": "Aulas"}, by=other)
    word_in(version, "pt", {"statement": "Deem muito tempo."}, by=paola)

    last, first = rewordings_of(version, "pt")
    assert (first.by, first.pairs) == (
        other.name, [("statement", TITLE, "Deem mais tempo.")],
    )  # fmt: skip
    assert last.pairs == [
        ("statement", "Deem mais tempo.", "Deem muito tempo."),
        ("risk", "Aulas", ""),
    ]
    assert rewordings_of(version, "hr") == []


def test_who_saves_a_translation_later_is_shown_what_came_before(draft):
    first = word_in(draft, "pt", {"statement": TITLE}, seen=0, by=draft.written_by)

    with pytest.raises(ChangedBySomebody):
        word_in(draft, "pt", {"risk": "Aulas"}, seen=0, by=draft.written_by)
    word_in(draft, "pt", {"risk": "Aulas"}, seen=first.revision, by=draft.written_by)
