"""The panel: declared first, blind, counted with its denominators, dissent printed if wanted."""

import pytest
from django.db import IntegrityError, transaction

from cordata.guidance.actions import panels, writing
from cordata.guidance.models import Member
from cordata.guidance.queries.panels import (
    last_round,
    member_with,
    panel_of,
    round_shown,
    token_of,
    votes_in,
)
from cordata.guidance.queries.wanting import wanting_of
from cordata.history.models import Entry
from cordata.notices.models import Letter
from tests import factories as make
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


def test_a_member_with_an_interest_cannot_vote_and_is_not_counted(draft):
    panel = making.voting(draft, members=(*making.MEMBERS, "Dana Dvořák"))
    first, *others = panel.members.order_by("pk")
    panels.declare_interest(interest="My firm sells it.", is_conflicted=True, by=first)

    with pytest.raises(panels.MayNotVote):
        say(first)
    for one in others:
        say(one)

    found = last_round(panel_of(draft)).tally
    assert (found.members, found.conflicted, found.may_vote, found.agree) == (4, 1, 3, 3)


def add(panel, email, by):
    return panels.add_member(
        panel, name="A", stands_for="B", email=email, language="en", by=by
    )  # fmt: skip


def test_a_panel_that_interests_leave_with_two_gathers_on_and_tells_nothing(draft, panel):
    first, second, third = panel.members.order_by("pk")
    say(first)
    panels.declare_interest(interest="My firm sells it.", is_conflicted=True, by=second)

    held = panel_of(draft)
    assert (held.round, held.is_voting, last_round(held)) == (0, False, None)
    with pytest.raises(writing.NotInThisState):
        say(third)
    with pytest.raises(panels.TooFew):
        panels.open_round(held, by=draft.written_by)
    with pytest.raises(writing.NotInThisState):  # who has voted is not theirs to remove
        panels.drop_member(first, by=draft.written_by)

    fresh = add(held, "d@example.org", draft.written_by)
    assert panels.open_round(held, by=draft.written_by) == 2  # letters: one has voted
    panels.declare_interest(interest="none", is_conflicted=False, by=fresh)
    say(fresh)
    say(third)
    found = last_round(panel_of(draft)).tally
    assert (found.members, found.may_vote, found.agree, found.carries) == (4, 3, 3, True)


def test_a_second_round_with_two_tells_nothing_and_carries_nothing(draft, panel):
    say(panel.members.order_by("pk")[0])
    panels.close_round(panel, by=draft.written_by)
    panels.open_round(panel, by=draft.written_by)
    _first, second, third = panel_of(draft).members.order_by("pk")
    panels.declare_interest(interest="My firm sells it.", is_conflicted=True, by=second)
    say(third)
    panels.close_round(panel, by=draft.written_by)

    held = panel_of(draft)
    assert (round_shown(held, 1), round_shown(held, 2)) == (None, None)
    assert "panel" in wanting_of(draft).codes


def test_one_mailbox_is_one_member_in_whatever_capitals(draft):
    panel = panels.call_panel(draft, by=draft.written_by)
    for email in ("ana@example.org", "ANA@example.org", "Ana+panel@Example.org"):
        add(panel, email, draft.written_by)

    assert [one.email for one in panel.members.all()] == ["ana+panel@example.org"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(
            panel=panel, name="A", stands_for="B", email="Ana+Panel@example.org", language="en",
            invited_by=draft.written_by,
        )  # fmt: skip


def test_a_panel_comes_from_outside(cast, draft):
    panel = panels.call_panel(draft, by=draft.written_by)
    reviewer, _other = making.two(cast)

    for inside in (draft.written_by.email.upper(), reviewer.email.replace("@", "+x@")):
        with pytest.raises(panels.Insider):
            add(panel, inside, draft.written_by)
    assert not panel.members.exists()


def test_who_has_become_a_researcher_does_not_come_along_to_the_next_panel(cast, draft):
    making.agreed(draft)
    joined = make.person("Ana", email="m0@example.org")
    make.role(joined, "researcher", "programme", cast.cohort.programme.public_id)
    writing.change_version(draft, revision=None, by=draft.written_by, unknown="Much.")

    again = panels.call_panel(draft, by=draft.written_by)

    assert [one.email for one in again.members.order_by("pk")] == [
        "m1@example.org", "m2@example.org",
    ]  # fmt: skip


def test_a_list_for_another_wording_is_begun_anew(draft):
    panels.call_panel(draft, by=draft.written_by)
    writing.change_version(draft, revision=None, by=draft.written_by, unknown="Much.")
    draft.refresh_from_db()

    assert panels.call_panel(draft, by=draft.written_by).of_revision == draft.revision


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
