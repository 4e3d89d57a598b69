"""Whose cost is known: a number of a bill says so, of everybody whom the bill names."""

import pytest

from cordata.guidance.actions import resting
from cordata.guidance.models import Support
from cordata.guidance.queries.certainty import by_rules, facts_for_strength, why_not_strong
from tests.evidence.making import billed
from tests.evidence.making import draft as finding_of
from tests.guidance import making


@pytest.fixture
def draft(cast):
    return making.opened(cast)


@pytest.fixture
def bill(cast, draft):
    """Of which the ministry pays all."""
    run = billed(cast, {"clu_a": 1.0, "clu_b": 2.0})
    found = finding_of(run, estimate="societal", headline="A year of help has its price.")
    Support.objects.create(
        version=draft, finding=found, estimate="societal", role="cost", outcome="A year"
    )
    return found


def known(draft):
    return dict(facts_for_strength(draft, by_rules(draft)).costs_known)


def say(draft, bearer, words):
    resting.say_cost(draft, bearer=bearer, words=words, by=draft.written_by)


def test_the_number_of_an_effect_tells_nobody_what_it_costs(draft):
    effect = draft.supports.get().finding
    say(draft, "authority", f"{{{effect.public_id}:change}} a year.")
    assert known(draft) == {"authority": False}
    assert "cost_unknown" in why_not_strong(draft, by_rules(draft))


def test_an_effect_that_is_called_a_cost_is_no_bill(draft):
    effect = draft.supports.get().finding
    draft.supports.update(role="cost", leads=False)
    say(draft, "authority", f"{{{effect.public_id}:change}} a year.")
    assert known(draft) == {"authority": False}


def test_a_bearer_is_known_by_a_number_of_a_bill(draft, bill):
    say(draft, "authority", f"{{{bill.public_id}:societal}} a year.")
    assert known(draft) == {"authority": True}
    assert "cost_unknown" not in why_not_strong(draft, by_rules(draft))
    say(draft, "mentor_school", "Hours of teachers.")
    assert known(draft) == {"authority": True, "mentor_school": False}


def test_who_stands_in_the_bill_is_asked_about_though_nobody_listed_them(draft, bill):
    say(draft, "authority", "")
    say(draft, "mentor_school", f"{{{bill.public_id}:societal}} a year.")
    assert known(draft) == {"authority": False, "mentor_school": True}
