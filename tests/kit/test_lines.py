"""Rows of several tables, read as lines by one query."""

import datetime as dt

import pytest
from django.db.models import Value

from cordata.accounts.models import User
from cordata.kit.lines import Line, lines_of, read
from cordata.networks.models import Cohort
from cordata.schools.models import School
from tests import factories as make


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_table_does_not_tell_is_empty_there(db, django_assert_num_queries, turned):
    school, cohort = make.school("IC Uno"), make.cohort()
    lines = [
        lines_of(School.objects.order_by("name"), "a", thing="public_id", place="name"),
        lines_of(Cohort.objects.select_related("country"), "b", on="ends_on", number=Value(3)),
        lines_of(User.objects.none(), "c", text="name"),
    ]
    with django_assert_num_queries(1):
        found = read(lines[::-1] if turned else lines)

    assert sorted(found, key=lambda one: one.kind) == [
        Line("a", school.pk, thing=school.public_id, place="IC Uno"),
        Line("b", cohort.pk, on=dt.date.fromisoformat(str(cohort.ends_on)), number=3),
    ]


def test_equal_rows_are_two_and_come_by_their_keys(db):
    first, second = make.school("IC Uno"), make.school("IC Uno")
    places = lines_of(School.objects.order_by("-pk"), "a", place="name")
    assert [one.pk for one in read([places])] == [first.pk, second.pk]
    assert len(read([places, places])) == 4


def test_nothing_is_asked_for_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert read([]) == []
