"""Scenarios: kept, shared, linked, taken back; who sees which."""

import pytest
from django.utils import timezone

from cordata.accounts.actions.inviting import digest
from cordata.accounts.models import User
from cordata.analysis.contract import SpecError
from cordata.analysis.spread.asked import Ask
from cordata.exchange import rules
from cordata.exchange.actions import scenarios as actions
from cordata.exchange.models import Delegate, Organisation, Scenario
from cordata.exchange.queries.scenarios import (
    answered,
    scenario_with,
    scenarios_seen_by,
    told,
)
from cordata.exchange.queries.terms import basis, simulated
from cordata.history.models import Entry
from tests import cast as casting
from tests import factories as make
from tests.exchange import advising

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return casting.gather()


def organisation(*people, name="Demo Ministry"):
    ada = make.administrator()
    made = Organisation.objects.create(
        name=name, kind="ministry", country="IT", about="A", language="it",
        applied_name="T", applied_email="t@example.org", state="admitted", decided_by=ada,
        decided_at=timezone.now(), reason="Yes.", valid_until="2099-12-31",
    )  # fmt: skip
    for one in people:
        Delegate.objects.create(
            organisation=made, person=one, since=timezone.now(), named_by=ada
        )
    return made


def kept(by, **fields):
    found = simulated(Ask(**advising.ASKED), basis("IT", "hybrid").terms)
    return actions.save_scenario(
        name="All of Italy", country=make.country("IT"), model="hybrid", asked=advising.ASKED,
        found=found, by=by, **fields,
    )  # fmt: skip


def test_a_scenario_keeps_the_question_and_what_it_answered(cast):
    teresa = cast.people["policy_maker"]
    made = kept(teresa)

    (one,) = answered([Scenario.objects.get()])
    assert made.told == told(one.found)
    assert not one.has_moved
    assert one.found.ask == Ask(**advising.ASKED)
    assert [entry.verb for entry in Entry.objects.all()] == ["scenario.saved"]


def test_it_says_when_its_numbers_have_moved(cast):
    made = kept(cast.people["policy_maker"])
    Scenario.objects.update(told=made.told | {"total": 1})
    (one,) = answered(Scenario.objects.all())
    assert one.has_moved


def test_a_question_that_cannot_be_asked_is_not_kept(cast):
    found = simulated(Ask(**advising.ASKED), basis("IT", "hybrid").terms)
    with pytest.raises(SpecError):
        actions.save_scenario(
            name="X", country=make.country("IT"), model="hybrid",
            asked=advising.ASKED | {"years": 0}, found=found, by=cast.people["policy_maker"],
        )  # fmt: skip
    assert not Scenario.objects.exists()


def test_a_link_opens_it_until_it_is_revoked_or_another_is_made(cast):
    teresa = cast.people["policy_maker"]
    made = kept(teresa)

    first = actions.make_link(made, by=teresa)
    assert scenario_with(digest(first)) == made
    second = actions.make_link(made, by=teresa)
    assert scenario_with(digest(first)) is None
    assert scenario_with(digest(second)) == made
    actions.revoke_link(made, by=teresa)
    assert scenario_with(digest(second)) is None
    assert scenario_with("") is None
    assert first not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_sharing_and_taking_it_back(cast):
    teresa, colleague = cast.people["policy_maker"], make.person("Colleague")
    make.role(colleague, "policy_maker", "country", "IT")
    ministry = organisation(teresa, colleague)
    made = kept(teresa, organisation=ministry)

    assert list(scenarios_seen_by(colleague)) == [made]
    actions.share_scenario(made, None, by=teresa)
    assert not scenarios_seen_by(User.objects.get(pk=colleague.pk)).exists()
    actions.remove_scenario(made, by=teresa)
    assert not Scenario.objects.exists()
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["scenario.saved", "scenario.unshared", "scenario.removed"]


def test_the_rule_and_the_query_agree_on_who_sees_which(cast):
    teresa, colleague, former = (cast.people["policy_maker"], *map(make.person, "AB"))
    for one in (colleague, former):
        make.role(one, "policy_maker", "country", "IT")
    ministry = organisation(teresa, colleague, former)
    Delegate.objects.filter(person=former).update(until=timezone.now())
    organisation(former, name="Another")
    kept(teresa, organisation=ministry)
    kept(teresa)
    kept(former)

    for person in User.objects.all():
        for one in Scenario.objects.all():
            seen = scenarios_seen_by(person).contains(one)
            assert seen == rules.may_see_scenario(person, one)
    assert scenarios_seen_by(colleague).count() == 1
    assert not rules.may_change_scenario(colleague, scenarios_seen_by(colleague).get())


def test_who_no_longer_makes_policy_keeps_reading_and_changes_nothing(cast):
    teresa = cast.people["policy_maker"]
    made = kept(teresa)
    teresa.roles.update(until=timezone.now())
    teresa = User.objects.get(pk=teresa.pk)
    assert rules.may_see_scenario(teresa, made)
    assert not rules.may_change_scenario(teresa, made)
    assert not rules.may_keep_scenarios(teresa)
