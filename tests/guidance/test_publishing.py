"""Two people and a panel, then an address for good; versions, withdrawal, successors."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.guidance.actions import publishing, resting, writing
from cordata.guidance.actions.beginning import AlreadyBegun, begin_version
from cordata.guidance.models import Recommendation, Version
from cordata.guidance.queries.differences import differences_between
from cordata.guidance.queries.panels import from_decided
from cordata.guidance.queries.recommendations import (
    current,
    current_versions,
    published,
    seen_by,
)
from cordata.guidance.queries.wanting import wanting_of
from cordata.guidance.rules import recommendations as rules
from cordata.guidance.tasks.recommendations import publish_due
from tests.guidance import making

State = Recommendation.State


def test_what_is_wanting_is_named_and_nothing_is_published_before(cast):
    draft = making.opened(cast)
    publishing.ask_review(draft, by=draft.written_by)

    with pytest.raises(publishing.NotReady) as wanting:
        publishing.publish_version(draft, by=draft.written_by)

    assert wanting.value.wanting.codes == ("reviews", "panel")
    assert not published().exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"for_whom": ""}, "for_whom"),
        ({"not_for_whom": ""}, "not_for_whom"),
        ({"would_change": ""}, "would_change_it"),
        ({"unknown": ""}, "unknown"),
        ({"risk": ""}, "risk"),
        ({"audience": []}, "audience"),
    ],
)
def test_every_statement_that_a_recommendation_makes_must_be_there(cast, said, code):
    assert code in wanting_of(making.opened(cast, **said)).codes


def test_every_judgement_must_be_there(cast):
    draft = making.opened(cast)
    draft.judgements.filter(criterion="equity").delete()

    assert "judgement:equity" in wanting_of(draft).codes


def test_a_sentence_that_claims_too_much_keeps_it_from_being_published(cast):
    draft = making.in_review(cast, because="It raises their view.")
    making.agreed(draft)

    with pytest.raises(publishing.NotReady) as wanting:
        publishing.publish_version(draft, by=draft.written_by)

    assert wanting.value.wanting.bold == ("It raises their view.",)


@pytest.mark.parametrize("slot", ["statement", "risk", "risk_words"])
def test_no_text_that_says_what_something_does_may_claim_too_much(cast, slot):
    draft = making.opened(cast)
    assert wanting_of(draft).bold == ()
    setattr(draft, slot, "It improves everything.")
    assert wanting_of(draft).bold == ("It improves everything.",)


def test_nor_may_a_judgement(cast):
    draft = making.opened(cast)
    draft.judgements.filter(criterion="equity").update(words="It raises what small schools do.")
    assert wanting_of(draft).bold == ("It raises what small schools do.",)


def test_who_it_is_for_and_what_is_unknown_may_name_what_they_hope_for(cast):
    draft = making.opened(cast, unknown="Whether it raises what pupils learn.")
    assert wanting_of(draft).bold == ()


def test_a_typed_number_that_slipped_in_keeps_it_from_being_published(cast):
    draft = making.in_review(cast)
    making.agreed(draft)
    Version.objects.filter(pk=draft.pk).update(because="It was 0.67 points.")

    with pytest.raises(publishing.NotReady) as wanting:
        publishing.publish_version(draft, by=draft.written_by)

    assert [one.number for one in wanting.value.wanting.loose] == ["0.67"]


def test_published_it_keeps_what_its_panel_decided(cast):
    version = making.published(cast)

    whole = version.recommendation
    whole.refresh_from_db()
    assert (whole.state, version.state) == (State.PUBLISHED, "published")
    assert current(whole) == version
    assert list(current_versions()) == [version]
    decided = from_decided(version.decided)
    assert (decided.tally.agree, decided.tally.may_vote) == (3, 3)
    assert decided.register[0] == ("Ana Anić", "A school", "none", False)


def test_a_panel_that_did_not_agree_keeps_it_back(cast):
    draft = making.in_review(cast)
    making.agreed(draft, says=("agree", "disagree", "abstain"))

    assert wanting_of(draft).codes == ("panel_voted_otherwise",)


def test_changes_asked_for_make_it_a_draft_and_old_reviews_are_of_other_words(cast):
    draft = making.in_review(cast)
    publishing.review_version(
        draft, revision=draft.revision, says="change", words="Who pays?", by=making.two(cast)[0]
    )
    draft.refresh_from_db()
    assert draft.state == "draft"

    writing.change_version(draft, revision=None, by=draft.written_by, unknown="Who pays.")
    draft.refresh_from_db()

    assert "reviews" in wanting_of(draft).codes


def test_what_was_scheduled_is_published_when_its_moment_has_come_and_nothing_is_wanting(cast):
    draft = making.in_review(cast)
    soon = timezone.now() - dt.timedelta(minutes=1)
    publishing.schedule_version(draft, at=soon, by=draft.written_by)

    assert publish_due() == 0  # the panel has not decided
    making.agreed(draft)
    assert publish_due() == 1

    draft.refresh_from_db()
    assert (draft.state, draft.publish_at) == ("published", None)


def test_the_next_version_begins_with_all_of_the_last_and_leaves_it_as_it_is(cast):
    first = making.published(cast)
    resting_on = [(one.finding_id, one.estimate, one.leads) for one in first.supports.all()]

    second = begin_version(first.recommendation, is_major=False, by=first.written_by)

    assert second.name == "1.1"
    assert [(one.finding_id, one.estimate, one.leads) for one in second.supports.all()] == (
        resting_on
    )
    assert second.judgements.count() == 12
    assert (second.decided, second.changed, second.published_at) == ({}, "", None)
    first.refresh_from_db()
    assert first.supports.count() == 1
    with pytest.raises(AlreadyBegun):
        begin_version(first.recommendation, is_major=True, by=first.written_by)


def test_a_later_version_says_what_changed_and_the_difference_is_shown(cast):
    first = making.published(cast)
    second = begin_version(first.recommendation, is_major=False, by=first.written_by)
    writing.change_version(
        second, revision=None, by=first.written_by, statement="Give schools time."
    )
    resting.say_cost(second, bearer="others", words="Nothing.", by=first.written_by)
    second.refresh_from_db()
    assert "changed" in wanting_of(second).codes
    writing.change_version(second, revision=None, by=first.written_by, changed="Shorter.")
    second.refresh_from_db()

    making.published(cast, second)

    assert current(first.recommendation) == second
    assert [(one.slot, one.before, one.now) for one in differences_between(first, second)] == [
        ("statement", "Give mentored schools time to meet.", "Give schools time."),
        ("cost:others", "", "Nothing."),
    ]


def test_withdrawn_or_replaced_it_stays_and_says_so(cast):
    first = making.published(cast)
    second = making.published(cast, making.opened(cast, first.supports.get().finding))
    whole, other = first.recommendation, second.recommendation
    whole.refresh_from_db()
    other.refresh_from_db()

    publishing.supersede_recommendation(whole, other, by=first.written_by)
    publishing.withdraw_recommendation(other, why="A mistake.", by=first.written_by)

    assert not published().exists()
    assert [one.number for one in seen_by(None)] == [1, 2]
    assert (whole.state, whole.successor) == (State.SUPERSEDED, other)
    with pytest.raises(writing.NotInThisState):
        publishing.withdraw_recommendation(other, why="Again.", by=first.written_by)


def test_the_rule_and_the_query_agree_on_who_sees_what(cast):
    finding = making.released(cast)
    making.published(cast, making.opened(cast, finding))
    making.opened(cast, finding)

    for person in cast.people.values():
        for one in Recommendation.objects.all():
            assert seen_by(person).contains(one) == rules.may_see(person, one)
    assert seen_by(None).count() == 1
    assert seen_by(cast.people["researcher"]).count() == 2


def test_nobody_reviews_their_own_and_nobody_words_another_s(cast):
    draft = making.opened(cast)
    paola, (reviewer, _other) = cast.people["researcher"], making.two(cast)

    assert rules.may_write(paola, draft)
    assert not rules.may_review(paola, draft)
    assert rules.may_review(reviewer, draft)
    assert not rules.may_write(reviewer, draft)
    for role in ("coordinator", "policy_maker", "administrator", "head"):
        assert not rules.may_review(cast.people[role], draft)
        assert not rules.may_write(cast.people[role], draft)
