""" "I work here": a colleague we know says yes or no, once."""

import pytest

from cordata.accounts import actions
from cordata.accounts.models import Invitation, StaffClaim
from cordata.notices.models import Letter
from tests import factories as make


@pytest.fixture
def gino(db):
    return make.person("Gino", language="it")


def claimed(gino, by=None, email="Anna@Example.org"):
    return actions.claim_school(
        place="sch_1", place_name="IC Valle", name="Anna", email=email, language="it",
        known=[gino], by=by,
    )  # fmt: skip


def test_a_stranger_is_invited_after_a_yes(gino):
    claim = claimed(gino)
    assert Letter.objects.get(purpose="staff-claim").to == gino.email
    actions.confirm_claim(claim, by=gino)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.kind) == ("anna@example.org", "team")


def test_who_has_an_account_is_in_the_team_at_once(gino):
    anna = make.person("Anna")
    actions.confirm_claim(claimed(gino, by=anna), by=gino)
    role = anna.roles.get()
    assert (role.kind, role.place, role.granted_by) == ("team", "sch_1", gino)


def test_a_no_gives_nothing_and_an_answer_counts_once(gino):
    claim = claimed(gino)
    actions.refuse_claim(claim, by=gino)
    with pytest.raises(actions.ClaimAnswered):
        actions.confirm_claim(claim, by=gino)
    assert not Invitation.objects.exists()


def test_one_question_at_a_time_and_after_a_no_another(gino):
    claim = claimed(gino)
    with pytest.raises(actions.ClaimedAlready):
        claimed(gino, email="anna@example.org")
    actions.refuse_claim(claim, by=gino)
    claimed(gino)
    assert StaffClaim.objects.count() == 2
    assert Letter.objects.filter(purpose="staff-claim").count() == 2
