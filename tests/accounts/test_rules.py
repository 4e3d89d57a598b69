"""Who may give which role: a written table."""

import pytest

from cordata.accounts import rules
from tests import cast as casting

pytestmark = pytest.mark.django_db
GRANTS = {
    ("administrator", "platform"): {"administrator"},
    ("coordinator", "country"): {"administrator", "coordinator"},
    ("policy_maker", "country"): {"administrator", "coordinator"},
    ("head", "school"): {"administrator", "coordinator"},
    ("team", "school"): {"administrator", "coordinator", "head"},
    ("coordinator", "programme"): {"administrator"},
}


@pytest.mark.parametrize(("kind", "scope"), GRANTS)
def test_each_role_is_granted_by_those_in_the_table_and_nobody_else(kind, scope):
    cast = casting.gather()
    place = {
        "platform": "",
        "country": "IT",
        "school": cast.theirs.school.public_id,
        "programme": cast.cohort.programme.public_id,
    }[scope]

    able = {
        role
        for role, person in cast.people.items()
        if person and rules.may_grant(person, kind, scope, place, "IT")
    }

    assert able == GRANTS[kind, scope]


def test_a_coordinator_grants_nothing_in_another_country():
    cast = casting.gather()
    elsewhere = cast.people["coordinator_elsewhere"]

    assert not rules.may_grant(elsewhere, "coordinator", "country", "IT", "IT")
    assert rules.may_grant(elsewhere, "coordinator", "country", "HR", "HR")
