"""From the form to the first delegate, and to the end of a membership."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from cordata.accounts.actions import lend_role
from cordata.accounts.models import User
from cordata.exchange import rules
from cordata.exchange.actions import applying, delegating
from cordata.exchange.actions.reminding import tell_of_end
from cordata.exchange.models import Organisation
from cordata.exchange.queries.contexts import countries_described_by
from cordata.exchange.tasks import tell_what_moved
from cordata.history.models import Entry
from cordata.notices.models import Letter
from tests import factories as make
from tests.exchange import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return applying.apply(
        charter=making.charter(), applied_name="Jo Reis", applied_email="Jo@example.org",
        name="Demo Directorate", kind="ministry", country="PT", about="We mentor.",
        language="pt", languages=["pt", "en"], by=None,
    )  # fmt: skip


def code():
    return re.search(r"\d{3} \d{3}", Letter.objects.get(is_secret=True).subject)[0]


def test_nobody_reads_an_application_before_its_address_is_proved(application):
    with pytest.raises(applying.WrongCode):
        applying.prove_address(application, "000 000x", by=None)
    with pytest.raises(applying.AlreadyDecided):
        applying.admit(application, reason="Well.", by=make.administrator())
    assert application.acceptances.get().name == "Jo Reis"
    assert not User.objects.filter(email="jo@example.org").exists()

    applying.prove_address(application, code(), by=None)

    assert application.state == Organisation.State.APPLIED
    with pytest.raises(applying.WrongCode):
        applying.prove_address(application, code(), by=None)


def test_admitted_whoever_applied_speaks_for_it(application):
    applying.prove_address(application, code(), by=None)
    ada = make.administrator()

    applying.admit(application, reason="It is the ministry.", by=ada)

    jo = User.objects.get(email="jo@example.org")
    assert (jo.name, jo.language) == ("Jo Reis", "pt")
    assert rules.may_sign(jo, Organisation.objects.get())
    assert Letter.objects.filter(purpose="exchange-delegate").get().to == jo.email
    verbs = ["organisation.applied", "organisation.proved_address", "organisation.admitted"]
    assert set(verbs) <= set(Entry.objects.values_list("verb", flat=True))
    with pytest.raises(applying.AlreadyDecided):
        applying.refuse(application, reason="No.", by=ada)


def test_refused_the_reason_goes_to_the_address(application):
    applying.prove_address(application, code(), by=None)

    applying.refuse(application, reason="Individuals cannot join.", by=make.administrator())

    letter = Letter.objects.get(purpose="exchange-decision")
    assert letter.to == "jo@example.org"
    assert "Individuals cannot join." in letter.body
    assert not User.objects.filter(email="jo@example.org").exists()


def test_an_organisation_is_a_member_once(application):
    making.organisation("Demo Directorate", "PT")
    applying.prove_address(application, code(), by=None)

    with pytest.raises(applying.MemberAlready):
        applying.admit(application, reason="Again.", by=make.administrator())


def test_somebody_who_may_speak_for_it_always_stays():
    which = making.organisation()
    teresa = making.delegate(which)
    with pytest.raises(delegating.NobodyLeft):
        delegating.end_delegate(which.delegates.get(), by=teresa)

    other = delegating.name_delegate(
        which, name="Rui", email="rui@example.org", may_sign=True, by=teresa
    )
    delegating.end_delegate(which.delegates.get(person=teresa), by=other.person)

    making.forget(teresa)
    assert not rules.may_see_inside(teresa, which)
    with pytest.raises(delegating.DelegateAlready):
        delegating.name_delegate(
            which, name="Rui", email="rui@example.org", may_sign=False, by=other.person
        )
    with pytest.raises(delegating.NobodyLeft):
        delegating.end_delegate(other, by=other.person)


def test_a_delegate_ends_once():
    which = making.organisation()
    teresa = making.delegate(which)
    making.delegate(which, may_sign=False)
    one = which.delegates.get(may_sign=False)
    delegating.end_delegate(one, by=teresa)

    with pytest.raises(delegating.EndedAlready):
        delegating.end_delegate(one, by=teresa)


def named(which, by, *, email="rui@example.org", **facts):
    found = delegating.name_delegate(
        which, name="Rui", email=email, may_sign=False, by=by, **facts
    )
    making.forget(found.person)
    return found


def test_the_role_that_came_with_an_organisation_ends_with_the_last_of_them():
    first, second = making.organisation("First"), making.organisation("Second")
    teresa = making.delegate(first)
    one, other = named(first, teresa), named(second, teresa)
    rui = other.person
    assert rules.may_describe(rui, "IT")

    delegating.end_delegate(one, by=teresa)
    assert rules.may_describe(User.objects.get(pk=rui.pk), "IT")
    delegating.end_delegate(other, by=teresa)

    rui = User.objects.get(pk=rui.pk)
    assert not rules.is_policy_maker(rui)
    assert not rules.may_describe(rui, "IT")
    assert rules.may_see_inside(named(first, teresa).person, first)


def test_a_role_that_was_given_by_hand_stays():
    which = making.organisation()
    teresa, rui = making.delegate(which), make.person("Rui", email="rui@example.org")
    make.role(rui, "policy_maker", "country", "IT")

    delegating.end_delegate(named(which, teresa), by=teresa)

    assert rules.may_describe(User.objects.get(pk=rui.pk), "IT")


def test_who_works_for_an_organisation_makes_policy_while_it_is_a_member():
    which = making.organisation()
    rui = named(which, making.delegate(which)).person
    stand_in = make.person("Stand-in")
    role = rui.roles.get()
    lend_role(
        role, email=stand_in.email, name="", until=timezone.now() + dt.timedelta(days=3),
        place_name="IT", by=rui,
    )  # fmt: skip
    assert rules.may_describe(rui, "IT")
    assert not rules.may_describe(rui, "HR")
    assert not rules.may_describe(stand_in, "IT")

    Organisation.objects.update(valid_until=timezone.localdate() - dt.timedelta(days=1))

    rui = User.objects.get(pk=rui.pk)
    assert rules.may_see_inside(rui, which)
    assert not rules.may_describe(rui, "IT")
    assert not countries_described_by(rui).exists()


def test_who_may_sign_is_told_once_that_it_ends_and_renews():
    which = making.organisation(days=30)
    teresa = making.delegate(which)
    making.delegate(which, may_sign=False)

    assert [tell_what_moved(), tell_what_moved()] == [1, 0]
    assert tell_of_end(which, by=None) == 0
    last = which.valid_until
    applying.renew(which, charter=making.charter(), name=teresa.name, by=teresa)

    assert which.valid_until == last + applying.LASTS
    assert which.acceptances.count() == 1
    with pytest.raises(applying.NotYet):
        applying.renew(which, charter=making.charter(), name=teresa.name, by=teresa)


def test_renewed_late_it_runs_from_today():
    which = making.organisation(days=-20)
    teresa = making.delegate(which)
    assert rules.may_renew(teresa, which)
    assert not rules.may_write(teresa, which)

    applying.renew(which, charter=making.charter(), name=teresa.name, by=teresa)

    assert which.valid_until == timezone.localdate() + applying.LASTS
    assert dt.timedelta(days=365) < applying.LASTS
