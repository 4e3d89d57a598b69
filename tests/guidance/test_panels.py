"""The panel: declared first, blind, counted with its denominators, dissent printed if wanted."""

import pytest

from cordata.guidance.actions import panels, writing
from cordata.guidance.queries.panels import (
    last_round,
    member_with,
    panel_of,
    round_shown,
    token_of,
    votes_in,
)
from cordata.history.models import Entry
from cordata.notices.models import Letter
from tests.guidance import making


@pytest.fixture
def draft(cast):
    return making.opened(cast)


@pytest.fixture
def panel(draft):
    return making.voting(draft)


def say(member, says="agree", **more):
    told = {"says": says, "reason": "", "may_print": False} | more
    panels.vote(by=member, **told)


def test_each_member_gets_a_letter_in_their_language_with_an_address_of_their_own(panel):
    letters = list(Letter.objects.filter(purpose="panel"))

    assert len(letters) == 3
    for one, letter in zip(panel.members.order_by("pk"), letters, strict=True):
        (line,) = [
            line for line in letter.body.splitlines() if "/recommendations/panel/" in line
        ]
        assert member_with(line.rstrip("/").rpartition("/")[2]) == one
        assert letter.is_secret
    assert member_with("forged") is None


def test_interests_are_declared_before_the_first_vote(draft):
    panel = making.voting(draft)
    fresh = panel.members.first()
    fresh.declared_at = None
    fresh.save()

    with pytest.raises(panels.NotDeclared):
        say(fresh)


def test_a_member_with_an_interest_cannot_vote_and_is_not_counted(draft, panel):
    first, second, third = panel.members.order_by("pk")
    panels.declare_interest(interest="My firm sells it.", is_conflicted=True, by=first)

    with pytest.raises(panels.MayNotVote):
        say(first)
    say(second)
    say(third)

    found = last_round(panel_of(draft)).tally
    assert (found.members, found.conflicted, found.may_vote, found.agree) == (3, 1, 2, 2)


def test_nobody_sees_a_vote_of_the_blind_round_before_it_is_closed(draft, panel):
    first, second, third = panel.members.order_by("pk")
    say(first, "disagree", reason="Too early.", may_print=True)

    assert round_shown(panel_of(draft), 1) is None
    assert last_round(panel_of(draft)) is None
    assert votes_in(panel) == {first.pk}  # that it is in, not what it says
    assert not Entry.objects.filter(verb="panel.voted", facts__has_key="says").exists()

    say(second)
    say(third)
    assert round_shown(panel_of(draft), 1).views == [("Ana Anić", "A school", "Too early.")]


def test_a_different_view_is_printed_only_with_its_author_s_agreement(draft, panel):
    first, second, third = panel.members.order_by("pk")
    say(first, "disagree", reason="Too early.")
    say(second)
    say(third)

    found = last_round(panel_of(draft))
    assert (found.views, found.unprinted, found.tally.disagree) == ([], 1, 1)


def test_a_round_that_is_closed_early_counts_the_silent(draft, panel):
    say(panel.members.first())
    panels.close_round(panel, by=draft.written_by)

    found = last_round(panel_of(draft)).tally
    assert (found.agree, found.silent, found.carries) == (1, 2, False)
    with pytest.raises(writing.NotInThisState):
        say(panel.members.last())


def test_in_a_second_round_everybody_votes_anew(draft, panel):
    for one in panel.members.all():
        say(one, "abstain")
    panels.open_round(panel_of(draft), by=draft.written_by)
    held = panel_of(draft)

    assert (held.round, held.is_voting) == (2, True)
    assert round_shown(held, 1).tally.abstain == 3
    assert round_shown(held, 2) is None
    for one in held.members.all():
        say(one)
    assert last_round(panel_of(draft)).tally.carries
    with pytest.raises(writing.NotInThisState):
        panels.open_round(panel_of(draft), by=draft.written_by)


def test_the_wording_stands_still_while_a_panel_votes_and_another_one_is_voted_on_anew(
    draft, panel
):
    with pytest.raises(writing.NotInThisState):
        writing.change_version(draft, revision=None, by=draft.written_by, unknown="Much.")
    for one in panel.members.all():
        say(one)
    writing.change_version(draft, revision=None, by=draft.written_by, unknown="Much.")
    draft.refresh_from_db()

    again = panels.call_panel(draft, by=draft.written_by)

    assert again.of_revision == draft.revision
    assert [one.name for one in again.members.order_by("pk")] == list(making.MEMBERS)
    assert not again.members.exclude(declared_at=None).exists()


def test_two_people_are_no_panel(draft):
    panel = panels.call_panel(draft, by=draft.written_by)
    panels.add_member(
        panel, name="A", stands_for="B", email="a@example.org", language="en",
        by=draft.written_by,
    )  # fmt: skip

    with pytest.raises(panels.TooFew):
        panels.open_round(panel, by=draft.written_by)


def test_a_token_of_one_member_is_nothing_for_another(panel):
    first, second, _third = panel.members.order_by("pk")

    assert member_with(token_of(first)) == first != second
    assert member_with(f"{token_of(first)}x") is None
