"""A role that ends by itself, and a stand-in whose role ends with the holder's."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.accounts import actions
from cordata.accounts.models import Invitation, Role
from cordata.accounts.queries import current_roles
from tests import factories as make


@pytest.fixture
def marta(db):
    return make.coordinator()


def soon(days=7):
    return timezone.now() + dt.timedelta(days=days)


def lend(role, by, email="gino@example.org", until=None):
    actions.lend_role(
        role, email=email, name="Gino", until=until or soon(), place_name="IT", by=by
    )


def test_a_stand_in_with_an_account_has_the_role_until_the_day_and_both_hold_it(marta):
    gino = make.person("Gino", email="gino@example.org")
    lend(marta.roles.get(), marta)
    role = gino.roles.get()
    assert (role.kind, role.place, role.lent_from) == ("coordinator", "IT", marta.roles.get())
    assert current_roles().count() == 2
    Role.objects.filter(pk=role.pk).update(since=soon(-9), until=soon(-1))
    assert list(current_roles()) == [marta.roles.get()]


def test_a_stand_in_without_an_account_is_invited_to_the_same_end(marta):
    until = soon()
    lend(marta.roles.get(), marta, until=until)
    invitation = Invitation.objects.get()
    person = actions.accept_invitation(invitation, name="Gino", by=None)
    assert person.roles.get().until == until
    assert person.roles.get().lent_from == marta.roles.get()


def test_when_the_holders_role_ends_the_stand_ins_ends_too(marta):
    gino = make.person("Gino", email="gino@example.org")
    lend(marta.roles.get(), marta)
    actions.end_role(marta.roles.get(), by=marta)
    assert not current_roles().exists()
    assert gino.roles.get().until <= timezone.now()


def test_a_lent_role_is_not_lent_again_nor_to_a_day_that_is_past(marta):
    make.person("Gino", email="gino@example.org")
    with pytest.raises(ValueError, match="day to come"):
        lend(marta.roles.get(), marta, until=soon(-1))
    lend(marta.roles.get(), marta)
    with pytest.raises(actions.AlreadyHeld):
        lend(marta.roles.get(), marta)
    lent = Role.objects.get(lent_from=marta.roles.get())
    with pytest.raises(ValueError, match="lent once"):
        lend(lent, lent.person, email="x@example.org")


def test_nobody_gets_a_longer_role_back_by_a_stand_in(marta):
    """Who holds the role for good keeps it for good."""
    with pytest.raises(actions.AlreadyHeld):
        lend(marta.roles.get(), marta, email=marta.email)
    assert marta.roles.get().until is None
