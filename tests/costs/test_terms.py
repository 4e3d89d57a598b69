"""A cohort's year has two terms, parted at the first of February."""

import datetime as dt

import pytest

from cordata.clusters.models import Cluster
from cordata.costs.models import Confirmation
from cordata.costs.queries.asked import term_asked, waiting_in
from cordata.costs.queries.terms import term_now, term_number, terms_of
from cordata.networks.models import Cohort
from tests import cast as casting
from tests.cycles.year import cluster_of


@pytest.fixture
def cast(db):
    return casting.gather()


def year(start, end):
    return Cohort(starts_on=start, ends_on=end)


def test_a_school_year_parts_in_february():
    cohort = year(dt.date(2026, 9, 1), dt.date(2027, 6, 30))
    first, second = terms_of(cohort)

    assert (first.starts_on, first.ends_on) == (dt.date(2026, 9, 1), dt.date(2027, 1, 31))
    assert (second.starts_on, second.ends_on) == (dt.date(2027, 2, 1), dt.date(2027, 6, 30))
    days = [dt.date(2026, 8, 1), dt.date(2027, 1, 31), dt.date(2027, 2, 1), dt.date(2027, 9, 1)]
    assert [term_number(cohort, day) for day in days] == [1, 1, 2, 2]
    assert [term_now(cohort, day).number for day in days] == [1, 1, 2, 2]
    assert [first.weeks_by(day) for day in days] == [0, 22, 22, 22]
    assert first.weeks_by(dt.date(2026, 9, 1)) == 1
    assert not second.has_begun(dt.date(2027, 1, 31))


def test_a_year_without_a_february_is_one_term():
    [only] = terms_of(year(dt.date(2026, 3, 1), dt.date(2026, 12, 20)))

    assert (only.number, only.ends_on) == (1, dt.date(2026, 12, 20))
    assert len(terms_of(year(dt.date(2026, 1, 7), dt.date(2026, 6, 30)))) == 2


def waits(cluster, school, today):
    return [one.term for one in waiting_in([school], today) if one.cluster == cluster.public_id]


def test_a_term_waits_from_the_day_after_it_until_it_is_confirmed_or_long_over(cast):
    cluster = cluster_of(cast)
    Cohort.objects.filter(pk=cluster.cohort.pk).update(
        starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 6, 30)
    )
    Cluster.objects.update(opened_on=dt.date(2025, 9, 10))
    cluster = Cluster.objects.select_related("cohort").get()
    school, mentee = cast.leading.school.public_id, cast.theirs.school.public_id
    turn = dt.date(2026, 2, 1)

    assert waits(cluster, school, dt.date(2026, 1, 31)) == []
    assert waits(cluster, school, turn) == [1]
    assert waits(cluster, mentee, turn) == []
    assert waits(cluster, school, dt.date(2026, 7, 1)) == [2]  # the first is long over
    assert waits(cluster, school, dt.date(2026, 10, 1)) == []
    assert [term_asked(cluster, day).number for day in (dt.date(2025, 11, 3), turn)] == [1, 1]

    confirmed = {"recorded": {}, "confirmed_by": cast.people["mentor_team"]}
    Confirmation.objects.create(cluster=cluster, term=1, **confirmed)
    assert waits(cluster, school, turn) == []
    assert term_asked(cluster, turn).number == 2

    # A cluster that is closed in its first term has no second one to confirm.
    Confirmation.objects.all().delete()
    Cluster.objects.update(closed_on=dt.date(2025, 12, 20))
    assert waits(cluster, school, dt.date(2026, 2, 10)) == [1]


def test_looking_for_terms_that_wait_is_one_query(cast, django_assert_num_queries):
    cluster_of(cast)
    with django_assert_num_queries(1):
        waiting_in([cast.leading.school.public_id], dt.date(2026, 2, 10))
    with django_assert_num_queries(0):
        waiting_in([], dt.date(2026, 2, 10))
