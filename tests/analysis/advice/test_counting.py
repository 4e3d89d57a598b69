"""Votes, with their denominators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.advice.counting import Says, tally


@pytest.mark.parametrize(
    ("members", "conflicted", "votes", "carries"),
    [
        (3, 0, ["agree", "agree", "disagree"], True),
        (4, 0, ["agree", "agree", "disagree", "abstain"], False),  # half is not more than half
        (5, 0, ["agree", "agree"], False),  # silence is no consent
        (4, 1, ["agree", "agree"], True),  # of the three who may vote
        (1, 1, [], False),
        (3, 1, ["agree", "agree"], False),  # two are no panel
    ],
)
def test_more_than_half_of_all_who_may_vote_must_agree(members, conflicted, votes, carries):
    assert tally(members, conflicted, votes).carries is carries


@given(st.lists(st.sampled_from(Says)), st.integers(0, 5), st.integers(0, 5))
def test_everybody_is_counted_once(votes, conflicted, silent):
    found = tally(len(votes) + conflicted + silent, conflicted, votes)

    assert found.agree + found.disagree + found.abstain + found.silent + conflicted == (
        found.members
    )
    assert found.silent == silent
    assert found.is_complete == (bool(votes) and not silent)


def test_more_votes_than_people_are_refused():
    with pytest.raises(ValueError, match="more votes"):
        tally(2, 1, ["agree", "agree"])
