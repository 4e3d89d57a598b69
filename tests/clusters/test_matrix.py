"""Who can help whom: unmet needs on top, each school in its column."""

import pytest

from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.queries.matrix import matrix_of
from tests import factories as make


def members_in_order(cluster):
    found = cluster.memberships.filter(until=None).select_related("participation__school")
    return list(found.order_by("-side", "code"))


@pytest.fixture
def cluster(db):
    cohort = make.cohort()
    lead = make.mentor(cohort, offers=["stem", "reading"])
    mentees = [
        make.mentee(cohort, needs=["stem", "inclusion"]),
        make.mentee(cohort, needs=["stem"]),
    ]
    mentees[0].interests.filter(topic__slug="stem").update(priority=1)
    mentees[1].interests.update(priority=3)
    return found_cluster(cohort, lead, mentees, name="Valli", by=make.coordinator())


def test_needs_that_nobody_meets_stand_first_and_offers_alone_last(cluster):
    matrix = matrix_of(members_in_order(cluster))
    labels = [row.label for row in matrix.rows]
    assert [one.code for one in matrix.members] == ["A", "A1", "A2"]
    assert len(labels) == 3
    first, second, third = matrix.rows
    assert (len(first.seekers), first.helpers) == (1, [])
    assert [one.code for one in second.seekers] == ["A2", "A1"]  # wanted first stands first
    assert [one.code for one in second.helpers] == ["A"]
    assert (third.seekers, len(third.helpers)) == ([], 1)


def test_one_query_whatever_the_cluster(cluster, django_assert_num_queries):
    members = members_in_order(cluster)
    with django_assert_num_queries(1):
        matrix_of(members)


def test_schools_that_have_said_nothing_have_empty_cells(db):
    cohort = make.cohort()
    made = found_cluster(
        cohort, make.mentor(cohort), [make.mentee(cohort)], name="V", by=make.coordinator()
    )
    assert matrix_of(members_in_order(made)).rows == []
