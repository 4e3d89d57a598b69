"""Counts for the overview, and what places add up to."""

import pytest
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.networks.models import Participation
from cordata.networks.queries import cohorts_of
from cordata.networks.queries.taking_part import (
    Capacity,
    Missing,
    capacity_of,
    missing_in,
    taking_part,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_places_add_up_to_an_interval_beside_the_schools_that_want_one():
    cohort = make.cohort()
    mentor = make.mentor(cohort, places=(3, 5))
    make.mentor(cohort, places=(2, 4))
    for _each in range(10):
        make.mentee(cohort)

    now = capacity_of(cohort)
    then = capacity_of(cohort, instead={mentor.public_id: (0, 8)})

    assert now == Capacity(mentors=2, low=5, high=9, mentees=10)
    assert (now.without_place, now.too_few) == (1, 0)
    assert then == Capacity(mentors=2, low=2, high=12, mentees=10)


def test_what_is_missing_is_counted_once_per_school_and_cohort(django_assert_num_queries):
    cohort, empty = make.cohort(), make.cohort("HR")
    make.mentor(cohort, offers=["stem", "inclusion"])
    make.mentee(cohort)
    make.mentee(cohort, needs=["stem", "inclusion"])

    with django_assert_num_queries(1):
        missing = missing_in([cohort, empty])

    assert missing == {cohort.pk: Missing(1, 2, 1, 0, 0), empty.pk: Missing(0, 0, 0, 0, 0)}
    assert not missing[cohort.pk].is_complete


@pytest.mark.parametrize("schools", [1, 3])
def test_the_list_of_schools_costs_two_queries_however_long(schools, django_assert_num_queries):
    cohort = make.cohort()
    for _each in range(schools):
        make.mentee(cohort, needs=["stem"])

    with django_assert_num_queries(2):
        read = [
            (one.school.region, [w.topic.label for w in one.wanted])
            for one in taking_part(cohort)
        ]

    assert len(read) == schools


def test_schools_and_clusters_of_a_cohort_are_counted_apart():
    cohort = make.cohort()
    for _each in range(2):
        make.mentor(cohort)
    schools = [make.mentee(cohort) for _each in range(4)]
    Participation.objects.filter(pk=schools[0].pk).update(withdrawn_at=timezone.now())
    today = timezone.localdate()
    for letter, ended in (("A", None), ("B", None), ("C", today)):
        Cluster.objects.create(
            cohort=cohort, letter=letter, name=letter, opened_on=today, closed_on=ended
        )

    (counted,) = cohorts_of(make.coordinator(), "IT")

    assert (counted.mentors, counted.mentees, counted.open_clusters) == (2, 3, 2)
