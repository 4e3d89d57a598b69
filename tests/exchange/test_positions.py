"""Draft, check, publish, revise; others hear of news alone, and nothing is carried over."""

import pytest

from cordata.documents.models import Document
from cordata.exchange.actions import positions as actions
from cordata.exchange.actions.reminding import tell_moved
from cordata.exchange.models import Draft, Position, Statement
from cordata.exchange.queries import positions as queries
from cordata.exchange.tasks import tell_what_moved
from cordata.guidance.actions.publishing import withdraw_recommendation
from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.notices.models import Letter
from tests.exchange import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def four():
    return making.recommendation()


@pytest.fixture
def ours():
    return making.organisation("Demo Directorate", "PT")


@pytest.fixture
def teresa(ours):
    return making.delegate(ours)


def test_the_sentence_is_exactly_what_is_published(ours, teresa, four):
    found = making.position(ours, four, by=teresa)
    statement = queries.statement_now(found)

    said = queries.sentence(statement.in_the_name_of, statement.stance, statement.on)
    assert said == "Demo Directorate adapts recommendation 4 (v1.3)."
    ours.name = "Another name"
    ours.save()
    assert queries.statement_now(found).in_the_name_of == "Demo Directorate"
    assert (statement.text, statement.judgements) == (making.WORDS, making.OWN)
    assert statement.approved_by == teresa
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"stance": "adapt", "text": ""}, "words"),
        ({"stance": "decline", "reason": ""}, "reason"),
        ({"stance": "adopt", "reason": "", "judgements": {"equity": {"says": "no", "because": ""}}},
         "because"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_published(ours, teresa, four, said, lacks):
    draft = making.draft(ours, four, by=teresa, **said)

    with pytest.raises(actions.Incomplete) as missing:
        actions.publish_position(draft, version=None, by=teresa)

    assert missing.value.code == lacks
    assert not Statement.objects.exists()


def test_adopted_as_it_is_needs_no_word(ours, teresa, four):
    found = making.position(ours, four, by=teresa, stance="adopt", reason="")

    assert queries.statement_now(found).stance == "adopt"


def test_of_two_who_write_the_later_is_stopped(ours, teresa, four):
    draft = making.draft(ours, four, by=teresa)
    facts = {"stance": "adopt", "text": "", "reason": "", "judgements": {}, "language": "en"}
    actions.save_draft(draft, version=draft.version, by=teresa, **facts)

    with pytest.raises(ChangedBySomebody):
        actions.save_draft(draft, version=draft.version - 1, by=teresa, **facts)
    with pytest.raises(ChangedBySomebody):
        actions.publish_position(draft, version=1, by=teresa)
    actions.publish_position(draft, version=draft.version, by=teresa)
    for act in (
        lambda: actions.publish_position(draft, version=None, by=teresa),
        lambda: actions.save_draft(draft, version=None, by=teresa, **facts),
        lambda: actions.share_draft(draft, signing=False, by=teresa),
    ):
        with pytest.raises(actions.NoDraft):
            act()


def test_starting_twice_is_one_position_with_its_own_number(ours, teresa, four):
    first = actions.start_position(four, ours, by=teresa)

    assert actions.start_position(four, ours, by=teresa) == first
    other = making.organisation("Other", "HR")
    assert actions.start_position(four, other, by=making.delegate(other)).number == 2
    three = making.recommendation(3)
    three.versions.update(state="draft", published_at=None)
    with pytest.raises(actions.NothingToStandOn):
        actions.start_position(three, ours, by=teresa)


def test_others_hear_of_news_and_not_of_the_same_again(ours, teresa, four):
    other = making.organisation("Demo Agency", "HR")
    ivan = making.delegate(other)
    making.position(other, four, by=ivan, stance="decline")
    assert not Letter.objects.filter(purpose="position-published").exists()

    found = making.position(ours, four, by=teresa)
    told = Letter.objects.filter(purpose="position-published")
    assert [one.to for one in told] == [ivan.email]
    assert "Demo Directorate adapts recommendation 4 (v1.3)." in told.get().body
    making.position(ours, four, by=teresa, reason="Said better.")

    assert told.count() == 1
    assert [one.number for one in queries.statements_of(found)] == [2, 1]
    assert list(queries.told_of(found, "decline")) == [other]


def test_a_draft_never_notifies_anybody_outside(ours, teresa, four):
    other = making.organisation("Demo Agency", "HR")
    making.position(other, four, by=making.delegate(other))
    rui = making.delegate(ours, may_sign=False)
    draft = making.draft(ours, four, by=teresa)

    assert actions.share_draft(draft, signing=False, by=teresa) == 1
    assert actions.share_draft(draft, signing=True, by=rui) == 1
    letters = Letter.objects.exclude(purpose="position-draft")
    assert not letters.exists()
    assert {one.to for one in Letter.objects.all()} == {rui.email, teresa.email}
    actions.comment(draft.position, words="Why one?", language="en", by=rui)
    assert draft.position.comments.get().by == rui


def test_left_it_is_gone_and_what_is_published_stays(ours, teresa, four):
    found = making.position(ours, four, by=teresa)
    draft = actions.revise(found, by=teresa)
    assert actions.revise(found, by=teresa) == draft

    actions.leave_draft(draft, by=teresa)

    assert not Draft.objects.exists()
    assert queries.statement_now(found).text == making.WORDS


def test_a_recommendation_that_went_on_asks_once_and_carries_nothing_over(ours, teresa, four):
    found = making.position(ours, four, by=teresa)
    assert tell_moved(found, by=None) == 0
    newest = making.publish(four, 1, 4, changed="Certainty is {fnd_0:effect} lower now.")

    assert [tell_what_moved(), tell_what_moved()] == [1, 0]
    letter = Letter.objects.get(purpose="recommendation-moved")
    assert "moved from 1.3 to 1.4" in letter.subject
    assert "Certainty is … lower now." in letter.body
    (taken,) = queries.moved_on(ours)
    assert (taken.statement.on.name, taken.newest) == ("1.3", newest)
    draft = actions.revise(found, by=teresa)
    assert draft.on == newest
    actions.publish_position(draft, version=None, by=teresa)
    assert queries.moved_on(ours) == []
    assert "position.asked_again" in Entry.objects.values_list("verb", flat=True)


def test_a_draft_about_an_older_version_is_not_published(ours, teresa, four):
    draft = making.draft(ours, four, by=teresa)
    making.publish(four, 1, 4)

    with pytest.raises(actions.Outdated):
        actions.publish_position(draft, version=None, by=teresa)


def test_where_it_is_used_by_country_and_what_is_open(ours, teresa, four):
    other = making.organisation("Demo Agency", "HR")
    making.position(ours, four, by=teresa)
    making.position(other, four, by=making.delegate(other), stance="adopt")
    five = making.recommendation(5)

    used = queries.positions_of(four)
    assert [one.position.organisation for one in used] == [other, ours]
    assert list(queries.open_to(ours)) == [five]
    assert [one.position.organisation for one in queries.neighbours_of(ours)] == [other]
    assert Position.objects.count() == 2


def test_the_charter_stands_in_seven_languages():
    document = Document.objects.get(slug="exchange-charter")

    assert document.revisions.filter(state="published").count() == 7


def test_nothing_is_said_on_a_recommendation_that_stands_no_more(ours, teresa, four):
    taken = making.position(ours, four, by=teresa)
    other = making.organisation("Demo Agency", "HR")
    draft = making.draft(other, four, by=making.delegate(other), stance="adopt")
    withdraw_recommendation(four, why="Wrong.", by=four.opened_by)

    draft.refresh_from_db()
    with pytest.raises(actions.NothingToStandOn):
        actions.publish_position(draft, version=None, by=teresa)
    with pytest.raises(actions.NothingToStandOn):
        actions.revise(taken, by=teresa)
    actions.save_draft(
        draft, stance="decline", text="", reason="It is gone.", judgements={}, language="en",
        version=None, by=teresa,
    )  # fmt: skip
    assert draft.reason == "It is gone."
    (line,) = queries.positions_taken_by(ours)
    assert not line.stands
