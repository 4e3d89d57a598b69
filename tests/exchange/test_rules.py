"""Who may what, and that the set-wise twins agree; each limit is tried."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.accounts.models import User
from cordata.exchange import rules
from cordata.exchange.models import Organisation
from cordata.exchange.queries import organisations, positions
from tests import cast as casting
from tests.exchange import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """The cast, and organisations in every state with people of every kind."""
    cast = casting.gather()
    teresa = cast.people["policy_maker"]
    ours = making.organisation("Ours", "IT")
    making.delegate(ours, teresa)
    making.delegate(ours, may_sign=False)
    ended = making.organisation("Ended", "HR", days=-1)
    making.delegate(ended)
    making.delegate(ended, teresa, may_sign=False)
    making.organisation("Another", "HR")
    making.organisation(
        "Waiting", "IT", state="applied", decided_by=None, decided_at=None, reason="",
        valid_until=None,
    )  # fmt: skip
    making.forget(*User.objects.all())
    return cast


@pytest.mark.parametrize(
    ("rule", "query"),
    [
        (rules.may_see_inside, organisations.organisations_of),
        (rules.may_write, organisations.organisations_written_for),
        (rules.may_sign, organisations.organisations_signed_for),
        (rules.may_decide, organisations.organisations_decided_by),
    ],
)
def test_the_rule_and_the_query_agree(people, rule, query):
    allowed = 0
    for person in User.objects.all():
        for organisation in Organisation.objects.all():
            seen = query(person).contains(organisation)
            assert seen == rule(person, organisation), (person, organisation)
            allowed += seen
    assert allowed


def test_drafts_of_others_are_never_seen(people):
    speaker = making.delegate(Organisation.objects.get(name="Another"))
    draft = making.draft(
        Organisation.objects.get(name="Another"), making.recommendation(), by=speaker
    )

    assert positions.positions_seen_inside(speaker).contains(draft.position)
    for name in casting.ROLES[1:]:
        assert not positions.positions_seen_inside(people.people[name]).exists()
    assert not positions.positions_shown().exists()
    assert positions.positions_of(draft.position.recommendation) == []


def test_who_ends_as_a_policy_maker_works_for_nobody(people):
    teresa = people.people["policy_maker"]
    ours = Organisation.objects.get(name="Ours")
    assert rules.may_sign(teresa, ours)

    # A role cannot end before it begins, so it began yesterday.
    yesterday = timezone.now() - dt.timedelta(days=1)
    teresa.roles.filter(kind="policy_maker").update(since=yesterday, until=yesterday)
    making.forget(teresa)

    assert not rules.may_see_inside(teresa, ours)


def test_whoever_works_for_an_organisation_does_not_decide_on_it(people):
    marta = people.people["coordinator"]
    waiting = Organisation.objects.get(name="Waiting")
    assert rules.may_decide(marta, waiting)

    making.delegate(waiting, marta)

    assert not rules.may_decide(marta, waiting)


def test_the_group_is_its_members_and_who_calls_it(people):
    read = {name for name in casting.ROLES[1:] if rules.may_read_group(people.people[name])}

    assert read == {
        "coordinator", "coordinator_elsewhere", "programme_coordinator", "administrator",
        "policy_maker",
    }  # fmt: skip
    Organisation.objects.filter(name="Ours").update(
        valid_until=timezone.localdate() - dt.timedelta(1)
    )
    teresa = people.people["policy_maker"]
    making.forget(teresa)
    assert not rules.may_read_group(teresa)
