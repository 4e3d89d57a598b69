"""Two accounts become one: nothing is lost, and no address stops to work."""

import pytest
from allauth.mfa.models import Authenticator

from cordata.accounts import actions
from cordata.accounts.models import Invitation
from cordata.accounts.queries import current_roles, person_with_email
from cordata.history.models import Entry
from cordata.notices.models import Letter
from tests import factories as make


@pytest.fixture
def two(db):
    keep = make.coordinator(email="new@example.org")
    gone = make.person("Marta", email="old@example.org")
    return keep, gone


def test_roles_texts_and_keys_come_together_and_both_addresses_sign_in(two):
    keep, gone = two
    make.role(gone, "researcher", "country", "IT")
    Authenticator.objects.create(user=gone, type="totp", data={})
    actions.invite(
        email="a@example.org", name="A", language="it", kind="team", scope="school",
        place="sch_1", place_name="IC", by=gone,
    )  # fmt: skip

    actions.merge_people(keep, gone, by=keep)

    assert {one.kind for one in current_roles().filter(person=keep)} == {
        "coordinator",
        "researcher",
    }
    assert Invitation.objects.get().invited_by == keep
    assert Authenticator.objects.get().user == keep
    assert person_with_email("OLD@example.org") == person_with_email("new@example.org") == keep
    gone.refresh_from_db()
    assert not gone.is_active
    assert Entry.objects.get(verb="person.merged").concerns == gone.public_id


def test_what_both_hold_is_held_once(two):
    keep, gone = two
    make.role(gone, "coordinator", "country", "IT")
    for who in two:
        Authenticator.objects.create(user=who, type="totp", data={})
    actions.merge_people(keep, gone, by=keep)
    assert current_roles().filter(person=keep).count() == 1
    # The second app is not lost: it stays with the closed account.
    assert Authenticator.objects.get(user=gone).type == "totp"


def test_only_who_reads_both_mailboxes_can_merge(two):
    keep, gone = two
    actions.ask_to_merge(keep, gone, by=keep)
    letter = Letter.objects.get(purpose="merge")
    assert letter.to == gone.email
    token = letter.body.split("/merge/")[1].split("/")[0]
    assert actions.merging_of(keep, token) == gone
    assert actions.merging_of(gone, token) is None
    assert actions.merging_of(keep, token[:-2]) is None
    with pytest.raises(actions.SameAccount):
        actions.ask_to_merge(keep, keep, by=keep)


def test_a_link_merges_once(two):
    keep, gone = two
    actions.ask_to_merge(keep, gone, by=keep)
    token = Letter.objects.get(purpose="merge").body.split("/merge/")[1].split("/")[0]
    actions.merge_people(keep, gone, by=keep)
    assert actions.merging_of(keep, token) is None


def test_a_merged_account_can_be_merged_on(two):
    keep, gone = two
    third = make.person("Marta", email="third@example.org")
    actions.merge_people(keep, gone, by=keep)
    actions.merge_people(third, keep, by=third)
    for email in ("old@example.org", "new@example.org", "third@example.org"):
        assert person_with_email(email) == third
