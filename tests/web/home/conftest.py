"""A cluster of the cast."""

import pytest

from cordata.clusters.models import Cluster, Membership


@pytest.fixture
def tie(cast):
    """Make the cluster of the cast, opened on a day."""

    def on(day):
        cluster = Cluster.objects.create(
            cohort=cast.cohort, letter="A", name="IC Le Betulle", opened_on=day
        )
        for side, code, one in (("mentor", "A", cast.leading), ("mentee", "A1", cast.theirs)):
            Membership.objects.create(
                cluster=cluster, participation=one, side=side, code=code, since=day
            )
        return cluster

    return on
